"""Decisions on what the bot does. The bot speaks only while it has control, not even late."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from handoff.core import handoff
from handoff.core.conversation import Conversation
from handoff.core.events import Event, MessagePosted, TurnCompleted
from handoff.core.fold import record
from handoff.core.fold_turn import NOT_UNDERSTOOD, SMALL_TALK
from handoff.core.values import Author, Button, Control, FormStep, Intent, LookupResult

FAILED_TURNS_BEFORE_HANDOFF = 2
"""So many turns in a row may fail before a person is called without being asked for."""


@dataclass(frozen=True, slots=True)
class BotMessage:
    """One message of a reply."""

    text: str
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class HandoffWish:
    """The assistant asks for a person: data in its reply, never a call."""

    reason: str
    topic: str | None = None
    priority: int = 0


@dataclass(frozen=True, slots=True)
class Reply:
    """The assistant's answer to one turn."""

    messages: tuple[BotMessage, ...] = ()
    handoff: HandoffWish | None = None
    intents: tuple[Intent, ...] = ()
    slots: Mapping[str, str] = field(default_factory=dict)
    lookups: tuple[LookupResult, ...] = ()
    form: FormStep | None = None
    language: str | None = None
    looked_up: frozenset[str] = frozenset()
    """Names of the slots that were looked up rather than said."""

    @property
    def helps(self) -> bool:
        """Whether it is about something: a topic, or a form that is under way."""
        top = self.intents[0].name if self.intents else NOT_UNDERSTOOD
        return self.form is not None or (top not in SMALL_TALK and top != NOT_UNDERSTOOD)


def replied(
    state: Conversation, turn_seq: int, reply: Reply, at: datetime, *, pressed: bool = False
) -> list[Event]:
    """Answer citizen message `turn_seq`: messages, the turn's data and a handoff land together.

    Nothing happens when a person has taken the baton meanwhile or the turn was answered before.
    To somebody who waits for a person the bot says only what helps, or answers a button that was
    `pressed`: most of what is said then is meant for the person. `at` is the time the events will
    carry; the brief needs it.
    """
    if not _owes(state, turn_seq):
        return []
    helps = reply.helps or state.in_form
    heard = state.control is Control.BOT or pressed or helps
    events: list[Event] = [
        MessagePosted(author=Author.BOT, text=m.text, buttons=m.buttons)
        for m in reply.messages
        if heard
    ]
    events.append(
        TurnCompleted(
            turn_seq=turn_seq,
            intents=reply.intents,
            slots=dict(reply.slots),
            lookups=reply.lookups,
            form=reply.form or _stopped(state, reply),
            language=reply.language if reply.language != state.language else None,
            looked_up=tuple(sorted(reply.looked_up)),
        )
    )
    if reply.handoff is not None:
        after, _ = record(state, events, at)
        wish = reply.handoff
        events += handoff.requested(
            after, reason=wish.reason, topic=wish.topic, priority=wish.priority, by=Author.BOT
        )
    return events


def _stopped(state: Conversation, reply: Reply) -> FormStep | None:
    """Return the form that asking for a person has ended, so that agents see where it stopped."""
    if state.form is None or reply.handoff is None:
        return None
    return replace(state.form, stopped=True)


def failed(
    state: Conversation, turn_seq: int, apology: str, offer: tuple[Button, ...], at: datetime
) -> list[Event]:
    """Say honestly that the answer failed and offer a person; call one when it keeps failing.

    Who waits for a person already is not bothered with it.
    """
    if not _owes(state, turn_seq):
        return []
    if state.control is Control.QUEUED:
        return [TurnCompleted(turn_seq=turn_seq, failed=True)]
    events: list[Event] = [
        MessagePosted(author=Author.SYSTEM, text=apology, buttons=offer),
        TurnCompleted(turn_seq=turn_seq, failed=True),
    ]
    after, _ = record(state, events, at)
    if after.failed_turns >= FAILED_TURNS_BEFORE_HANDOFF:
        events += handoff.requested(
            after, reason="assistant_failed", topic=None, priority=0, by=Author.SYSTEM
        )
    return events


def delayed(state: Conversation, notice: str, offer: tuple[Button, ...]) -> list[Event]:
    """Tell a waiting citizen once that the answer takes longer, and offer a person.

    The turn stays owed. A further message while it is owed is told about again only after an
    answer: a citizen who writes three lines gets one notice.
    """
    waits_for_bot = state.owes_turn and state.control is Control.BOT
    if not waits_for_bot or state.told_seq > state.bot_seq:
        return []
    return [
        MessagePosted(author=Author.SYSTEM, text=notice, buttons=offer, about=state.citizen_seq)
    ]


def _owes(state: Conversation, turn_seq: int) -> bool:
    return state.owes_turn and state.bot_seq < turn_seq <= state.citizen_seq
