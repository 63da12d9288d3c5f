"""Decisions on what a citizen does."""

from __future__ import annotations

from handoff.core import handoff
from handoff.core.conversation import Conversation
from handoff.core.errors import InvalidRequest, UnknownPayload
from handoff.core.events import (
    ConversationReopened,
    ConversationStarted,
    Event,
    MessagePosted,
)
from handoff.core.text import checked
from handoff.core.values import TALK_TO_PERSON, Author, Button, Control


def started(channel: str, language: str, greeting: str, buttons: tuple[Button, ...]) -> list[Event]:
    """Open a conversation; the bot greets first and says that it is a bot."""
    return [
        ConversationStarted(channel=channel, language=language),
        MessagePosted(author=Author.BOT, text=greeting, buttons=buttons),
    ]


def said(state: Conversation, text: str | None = None, payload: str | None = None) -> list[Event]:
    """Keep what the citizen wrote, or the button the citizen pressed.

    Writing to a closed conversation reopens it. The service's own button puts the conversation
    into the queue in the same step, without asking the assistant.

    Raises:
        InvalidRequest: not exactly one of text and payload.
        UnknownPayload: the payload was not offered in this conversation.
        InvalidText, EmptyText, TextTooLong: see `text.checked`.
    """
    if (text is None) == (payload is None):
        raise InvalidRequest("A message has either a text or a payload.")
    reopened: list[Event] = [ConversationReopened()] if state.control is Control.CLOSED else []
    if payload is None:
        return [*reopened, MessagePosted(author=Author.CITIZEN, text=checked(text or ""))]
    title = next((b.title for b in state.offered if b.payload == payload), None)
    if title is None:
        raise UnknownPayload
    message = MessagePosted(author=Author.CITIZEN, text=title, payload=payload)
    if payload != TALK_TO_PERSON:
        return [*reopened, message]
    queued = handoff.requested(state, reason="asked", topic=None, priority=0, by=Author.CITIZEN)
    return [*reopened, message, *queued]
