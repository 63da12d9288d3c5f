"""What one turn tells the assistant, made from the conversation and the event that asks it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from handoff.core.conversation import Conversation
from handoff.core.events import ControlReturned, Event, MessagePosted, Recorded
from handoff.core.ports import Missed, TurnRequest
from handoff.core.values import Author, Origin

MOST_MISSED = 50
"""Newest sentences of people that the bot is told."""


def asks_bot(event: Event) -> bool:
    """Whether an event is owed a turn: a citizen's words, or a return at a step."""
    match event:
        case MessagePosted(author=Author.CITIZEN):
            return bool(event.text) and not event.aside
        case ControlReturned():
            return event.step is not None
        case _:
            return False


def is_pressed(event: Event) -> bool:
    """Whether the citizen pressed a button, or an agent chose the step: both want an answer."""
    return not isinstance(event, MessagePosted) or event.payload is not None


def missed_of(entries: Iterable[Recorded]) -> list[Missed]:
    """Return what citizen and agents said in these entries."""
    return [
        Missed(entry.event.author, entry.event.text)
        for entry in entries
        if isinstance(entry.event, MessagePosted)
        and entry.event.author in (Author.CITIZEN, Author.AGENT)
        and entry.event.text
        and not entry.event.aside
    ]


def turn_request(
    state: Conversation,
    entry: Recorded,
    missed: tuple[Missed, ...] = (),
    opens_at: datetime | None = None,
) -> TurnRequest:
    """Return the turn for an event for which `asks_bot` holds."""
    text, payload = _asked(entry.event)
    corrected = {
        slot.name: slot.value
        for slot in state.slots
        if slot.origin is Origin.AGENT and slot.seq > state.heard_seq
    }
    return TurnRequest(
        conversation_id=state.id,
        turn_seq=entry.seq,
        text=text if payload is None else None,
        payload=payload,
        language=state.language,
        channel=state.channel,
        control=state.control,
        slots=corrected,
        missed=missed,
        opens_at=opens_at,
    )


def _asked(event: Event) -> tuple[str | None, str | None]:
    match event:
        case MessagePosted():
            return event.text, event.payload
        case ControlReturned(step=step) if step is not None:
            return None, step.payload
        case _:
            raise ValueError("this event asks nothing of the bot")
