"""The fold: how each event moves the state of a conversation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from handoff.core.conversation import Conversation
from handoff.core.events import (
    AttachmentSettled,
    CitizenNamed,
    ConversationStarted,
    Event,
    FeedbackGiven,
    MessagePosted,
    NoteAdded,
    ReachLost,
    ReachRegained,
    Recorded,
    SlotCorrected,
    SurveyAsked,
    SurveyEnded,
    TurnCompleted,
)
from handoff.core.fold_control import control_moved
from handoff.core.fold_turn import corrected, turn_completed
from handoff.core.values import CES_COMMENT, TALK_TO_PERSON, Author, Button, Control, FileRef

KEPT_BUTTONS = 40
"""Issued buttons that may still be pressed; older ones are stale."""


def fold(conversation_id: str, log: Iterable[Recorded]) -> Conversation:
    """Fold a whole log, oldest first, into the conversation it tells of."""
    state = Conversation(id=conversation_id)
    for recorded in log:
        state = evolve(state, recorded)
    return state


def record(
    state: Conversation, events: Iterable[Event], at: datetime, key: str | None = None
) -> tuple[Conversation, tuple[Recorded, ...]]:
    """Number a decision's events and return the state after them and the log entries.

    The key goes to what was said, the first message or note, or else to the last event.
    """
    decided = tuple(events)
    said = [n for n, e in enumerate(decided) if isinstance(e, MessagePosted | NoteAdded)]
    keyed = said[0] if said else len(decided) - 1
    entries = []
    for place, event in enumerate(decided):
        own_key = key if place == keyed else None
        entry = Recorded(seq=state.last_seq + 1, at=at, event=event, key=own_key)
        state = evolve(state, entry)
        entries.append(entry)
    return state, tuple(entries)


def evolve(state: Conversation, recorded: Recorded) -> Conversation:
    """Move the state by one event. Total: an event that changes nothing else moves `last_seq`."""
    state = replace(state, last_seq=recorded.seq, last_at=recorded.at)
    match recorded.event:
        case ConversationStarted() as e:
            return replace(
                state,
                channel=e.channel,
                language=e.language,
                address=e.address,
                name=e.name,
                started_at=recorded.at,
            )
        case MessagePosted() as e:
            return _message(state, e, recorded)
        case TurnCompleted() as e:
            return turn_completed(state, e, recorded.at)
        case SlotCorrected() as e:
            return corrected(state, e, recorded)
        case AttachmentSettled() as e:
            settled = FileRef(e.of_seq, e.number)
            return replace(state, unfetched=tuple(f for f in state.unfetched if f != settled))
        case ReachLost() as e:
            return replace(state, unreachable=e.reason)
        case ReachRegained():
            return replace(state, unreachable=None)
        case CitizenNamed() as e:
            return _named(state, e)
        case SurveyAsked() | FeedbackGiven() | SurveyEnded():
            return _survey(state, recorded)
        case _:
            return control_moved(state, recorded)


def _named(state: Conversation, event: CitizenNamed) -> Conversation:
    state = replace(state, name=event.name or state.name)
    # Words say better than a profile what somebody reads.
    wrote = state.heard_seq > 0
    return state if wrote else replace(state, language=event.language or state.language)


def _survey(state: Conversation, recorded: Recorded) -> Conversation:
    match recorded.event:
        case SurveyAsked():
            return replace(state, surveyed_at=recorded.at)
        case FeedbackGiven() as e:
            ces = state.ces if e.score is None else e.score
            return replace(state, ces=ces, commenting=False)
        case _:
            return replace(state, commenting=False)


def _message(state: Conversation, event: MessagePosted, recorded: Recorded) -> Conversation:
    if event.author is Author.CITIZEN:
        return _from_citizen(state, event, recorded)
    if event.about is not None:
        state = replace(state, told_seq=event.about)
    if event.acted:
        # Platforms count it as the citizen's doing: one may write again from then on.
        state = replace(state, citizen_at=recorded.at, unreachable=None)
    if event.author is Author.AGENT:
        state = replace(state, agent_at=recorded.at, awaiting_since=None, missed=True)
    if event.buttons:
        state = replace(state, offered=_offered(state.offered, event.buttons))
    if event.buttons != state.choices:
        state = replace(state, choices=event.buttons)
    return state


def _from_citizen(state: Conversation, event: MessagePosted, recorded: Recorded) -> Conversation:
    files = tuple(
        FileRef(recorded.seq, number)
        for number, attachment in enumerate(event.attachments)
        if attachment.ref is not None and attachment.refused is None
    )
    # Whoever writes to us can be written to.
    state = replace(state, citizen_at=recorded.at, unreachable=None)
    if event.payload == CES_COMMENT:
        state = replace(state, commenting=True)
    if state.control is Control.AGENT:
        since = state.awaiting_since or recorded.at
        state = replace(state, awaiting_since=since, missed=True)
    if files:
        state = replace(state, unfetched=state.unfetched + files)
    if not event.text or event.aside:
        # A photo alone is no question that the bot could answer, nor is what the survey is told.
        return state
    owed_since = state.owed_since
    if state.control in (Control.BOT, Control.QUEUED) and owed_since is None:
        owed_since = recorded.at
    return replace(
        state,
        citizen_seq=recorded.seq,
        need_seq=state.need_seq or _words(event, recorded.seq),
        owed_since=owed_since,
    )


def _words(event: MessagePosted, seq: int) -> int | None:
    """Return the seq, unless nothing was said but that a person is wanted."""
    return None if event.payload == TALK_TO_PERSON else seq


def _offered(known: tuple[Button, ...], new: tuple[Button, ...]) -> tuple[Button, ...]:
    latest = {b.payload: b for b in known}
    for button in new:
        latest.pop(button.payload, None)
        latest[button.payload] = button
    return tuple(latest.values())[-KEPT_BUTTONS:]
