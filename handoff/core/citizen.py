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
from handoff.core.values import Author, Button, Control

TALK_TO_PERSON = "baton:talk_to_person"
"""Payload of the service's own button: a handoff that works while the assistant is down."""


def started(channel: str, language: str, greeting: str, buttons: tuple[Button, ...]) -> list[Event]:
    """Open a conversation; the bot greets first and says that it is a bot."""
    return [
        ConversationStarted(channel=channel, language=language),
        MessagePosted(author=Author.BOT, text=greeting, buttons=buttons),
    ]


def said(state: Conversation, text: str | None = None, payload: str | None = None) -> list[Event]:
    """Keep what the citizen wrote, or the button the citizen pressed.

    The message is the last event. Writing to a closed conversation reopens it.

    Raises:
        InvalidRequest: not exactly one of text and payload.
        UnknownPayload: the payload was not offered in this conversation.
        InvalidText, EmptyText, TextTooLong: see `text.checked`.
    """
    if (text is None) == (payload is None):
        raise InvalidRequest("A message has either a text or a payload.")
    if payload is not None:
        title = next((b.title for b in state.offered if b.payload == payload), None)
        if title is None:
            raise UnknownPayload
        message = MessagePosted(author=Author.CITIZEN, text=title, payload=payload)
    else:
        message = MessagePosted(author=Author.CITIZEN, text=checked(text or ""))
    if state.control is Control.CLOSED:
        return [ConversationReopened(), message]
    return [message]


def asked_for_person(state: Conversation) -> list[Event]:
    """Put the conversation into the queue because the citizen pressed the service's button."""
    return handoff.requested(state, reason="asked", topic=None, priority=0, by=Author.CITIZEN)
