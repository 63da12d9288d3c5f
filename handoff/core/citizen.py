"""Decisions on what a citizen does."""

from __future__ import annotations

import re

from handoff.core import handoff
from handoff.core.conversation import Conversation
from handoff.core.errors import InvalidRequest, UnknownPayload
from handoff.core.events import (
    CitizenNamed,
    ConversationReopened,
    ConversationStarted,
    Event,
    MessageEdited,
    MessagePosted,
    QueueLeft,
    ReachLost,
    ReachRegained,
)
from handoff.core.survey import answered, commented, is_over, put_aside
from handoff.core.text import checked
from handoff.core.tokens import button_of
from handoff.core.values import (
    CES,
    CES_SCORES,
    LEAVE_QUEUE,
    TALK_TO_PERSON,
    Attachment,
    Author,
    Button,
    Control,
)

_NUMBER = re.compile(r"\s*([1-9][0-9]?)\s*[.)]?\s*")
"""What counts as picking from a numbered list: "2", "2.", "2)"."""


def started(
    channel: str,
    language: str,
    greeting: str,
    buttons: tuple[Button, ...],
    *,
    address: str | None = None,
    ref: str | None = None,
    name: str | None = None,
) -> list[Event]:
    """Open a conversation; the bot greets first and says that it is a bot."""
    return [
        ConversationStarted(
            channel=channel, language=language, address=address, ref=ref, name=name
        ),
        MessagePosted(author=Author.BOT, text=greeting, buttons=buttons),
    ]


def said(
    state: Conversation,
    text: str | None = None,
    payload: str | None = None,
    *,
    numbered: bool = False,
) -> list[Event]:
    """Keep what the citizen wrote, or the button the citizen pressed.

    Writing to a closed conversation reopens it. The service's own button puts the conversation
    into the queue in the same step, without asking the assistant, and another one takes it out
    again, which counts whenever it waits. An answer to the effort question is for the survey alone.
    `numbered`: the newest buttons were shown as a numbered list, so that a number picks one.

    Raises:
        InvalidRequest: not exactly one of text and payload.
        UnknownPayload: the payload was not offered in this conversation.
        InvalidText, EmptyText, TextTooLong: see `text.checked`.
    """
    if (text is None) == (payload is None):
        raise InvalidRequest("A message has either a text or a payload.")
    if payload is None:
        # A digit typed after the effort question is its answer, also where it has buttons.
        counts = numbered or _asks_for_score(state)
        button = _numbered(state, text or "") if counts else None
        if button is not None:
            return _picked(state, button)
        words = checked(text or "")
        if state.commenting and state.control in (Control.BOT, Control.CLOSED):
            return commented(state, words)
        return [*_reopened(state), MessagePosted(author=Author.CITIZEN, text=words)]
    if payload == LEAVE_QUEUE:
        return left_queue(state)
    button = next((b for b in state.offered if b.payload == payload), None)
    if button is None:
        raise UnknownPayload
    return _picked(state, button)


def left_queue(state: Conversation) -> list[Event]:
    """Stop waiting for a person.

    Raises:
        UnknownPayload: the conversation does not wait.
    """
    if state.control is not Control.QUEUED:
        raise UnknownPayload
    return [QueueLeft()]


def named(state: Conversation, name: str | None, language: str | None) -> list[Event]:
    """Keep what the channel's profile says of the citizen; what is known already is no news."""
    news = CitizenNamed(
        name=name if name != state.name else None,
        language=language if language != state.language else None,
    )
    return [] if news == CitizenNamed() else [news]


def pressed(
    state: Conversation,
    token: str,
    stale: str,
    offer: tuple[Button, ...],
    standing: tuple[Button, ...] = (),
) -> list[Event]:
    """Keep a press that a channel names by its token; buttons that stand always count as offered.

    A button that is not offered any more, or never was, gets the kind answer `stale` instead.
    """
    button = button_of(state, token, standing)
    if button is None or _is_over(state, button.payload):
        return [MessagePosted(author=Author.SYSTEM, text=stale, buttons=offer, acted=True)]
    return _picked(state, button)


def sent(
    state: Conversation,
    text: str,
    attachments: tuple[Attachment, ...],
    notice: str | None,
    offer: tuple[Button, ...],
) -> list[Event]:
    """Keep files, places or contacts, with their words if there are any.

    `notice` tells what happens with them, unless an agent is there to do so; `offer` goes with it
    while the bot has control, which cannot look at them. None: it was told a moment ago.

    Raises:
        InvalidText, TextTooLong: see `text.checked`.
    """
    words = checked(text) if text.strip() else ""
    message = MessagePosted(author=Author.CITIZEN, text=words, attachments=attachments)
    events = [*_reopened(state), message]
    if state.control is Control.AGENT or notice is None:
        return events
    buttons = () if state.control is Control.QUEUED else offer
    return [*events, MessagePosted(author=Author.SYSTEM, text=notice, buttons=buttons)]


def edited(of_seq: int, before: str, text: str) -> list[Event]:
    """Keep the new words of a message; no turn of its own. The same words change nothing.

    Raises:
        InvalidText, EmptyText, TextTooLong: see `text.checked`.
    """
    words = checked(text)
    return [] if words == before else [MessageEdited(of_seq=of_seq, text=words)]


def began(state: Conversation, greeting: str, buttons: tuple[Button, ...]) -> list[Event]:
    """Greet again whoever presses Start again; people who are at it are not interrupted."""
    if state.control in (Control.QUEUED, Control.AGENT):
        return []
    return [
        *put_aside(state),
        *_reopened(state),
        MessagePosted(author=Author.BOT, text=greeting, buttons=buttons, acted=True),
    ]


def unreachable(state: Conversation, reason: str) -> list[Event]:
    """Keep that the channel does not reach the citizen any more, once."""
    return [] if state.unreachable is not None else [ReachLost(reason=reason)]


def reachable(state: Conversation) -> list[Event]:
    """Keep that the channel reaches the citizen again."""
    return [] if state.unreachable is None else [ReachRegained()]


def _is_over(state: Conversation, payload: str) -> bool:
    """Whether a button that was offered once makes no sense any more."""
    if payload == LEAVE_QUEUE:
        return state.control is not Control.QUEUED
    return is_over(state, payload)


def _reopened(state: Conversation) -> list[Event]:
    return [ConversationReopened()] if state.control is Control.CLOSED else []


def _asks_for_score(state: Conversation) -> bool:
    scores = [f"{CES}{score}" for score in CES_SCORES]
    return state.ces is None and [b.payload for b in state.choices] == scores


def _numbered(state: Conversation, text: str) -> Button | None:
    match = _NUMBER.fullmatch(text)
    place = int(match.group(1)) if match else 0
    return state.choices[place - 1] if 1 <= place <= len(state.choices) else None


def _picked(state: Conversation, button: Button) -> list[Event]:
    if button.payload == LEAVE_QUEUE:
        return left_queue(state)
    if button.payload.startswith(CES):
        return answered(state, button)
    message = MessagePosted(author=Author.CITIZEN, text=button.title, payload=button.payload)
    before = [*put_aside(state), *_reopened(state)]
    if button.payload != TALK_TO_PERSON:
        return [*before, message]
    queued = handoff.requested(state, reason="asked", topic=None, priority=0, by=Author.CITIZEN)
    return [*before, message, *queued]
