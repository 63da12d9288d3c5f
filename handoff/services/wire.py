"""Events as the outside sees them: one shape for REST, websockets and the plain page.

Citizens and agents get the same seqs. What only agents may read reaches citizens as an empty
`internal` event, so that their stream has no gap and no secret.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from handoff.core.codec import encode
from handoff.core.errors import BatonError
from handoff.core.events import (
    AgentAssigned,
    AgentReleased,
    Brief,
    ControlReturned,
    ConversationClosed,
    ConversationReopened,
    ConversationStarted,
    DeliveryFailed,
    HandoffRequested,
    MessagePosted,
    NoteAdded,
    Recorded,
    TurnCompleted,
)
from handoff.core.queue import Summary
from handoff.core.values import AgentRef, Author, Control, FormStep
from handoff.services import keys

Frame = dict[str, Any]
"""A JSON object."""


def instant(at: datetime | None) -> str | None:
    """Format a time as RFC 3339 in UTC with milliseconds."""
    if at is None:
        return None
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def for_citizen(entry: Recorded) -> Frame:
    """Return the event as citizens may see it."""
    match entry.event:
        case ConversationStarted() as e:
            return _frame(entry, "started", Author.SYSTEM, channel=e.channel, language=e.language)
        case MessagePosted() as e:
            return _message(entry, e)
        case HandoffRequested() as e:
            return _control(entry, Control.QUEUED, reason=e.reason)
        case AgentReleased():
            return _control(entry, Control.QUEUED, reason="transfer")
        case AgentAssigned() as e:
            return _control(entry, Control.AGENT, name=e.agent.name)
        case ControlReturned() | ConversationReopened():
            return _control(entry, Control.BOT)
        case ConversationClosed():
            return _control(entry, Control.CLOSED)
        case _:
            return _frame(entry, "internal", Author.SYSTEM)


def for_agent(entry: Recorded) -> Frame:
    """Return the event as agents see it: everything."""
    match entry.event:
        case NoteAdded() as e:
            frame = _frame(entry, "note", Author.AGENT, name=e.agent.name, text=e.text)
            return frame | _said_by(entry, e.agent)
        case MessagePosted(agent=AgentRef() as said_by):
            return for_citizen(entry) | _said_by(entry, said_by)
        case TurnCompleted() as e:
            return _turn(entry, e)
        case DeliveryFailed() as e:
            return _frame(
                entry,
                "delivery_failed",
                Author.SYSTEM,
                failed_seq=e.failed_seq,
                reason=e.reason,
            )
        case HandoffRequested() as e:
            more: Frame = {"topic": e.topic, "priority": e.priority, "by": e.by.value}
            return for_citizen(entry) | more
        case AgentAssigned() as e:
            return for_citizen(entry) | {"agent": agent(e.agent), "by": agent(e.by)}
        case AgentReleased() as e:
            return for_citizen(entry) | {"by": agent(e.agent)}
        case ControlReturned() as e:
            return for_citizen(entry) | {"by": agent(e.agent)}
        case ConversationClosed() as e:
            more = {"disposition": e.disposition.value, "name": e.agent.name, "by": agent(e.agent)}
            return for_citizen(entry) | more
        case _:
            return for_citizen(entry)


def summary(item: Summary) -> Frame:
    """Return a conversation as the desk's lists show it."""
    state = item.conversation
    return {
        "id": state.id,
        "channel": state.channel,
        "language": state.language,
        "control": state.control.value,
        "reason": state.reason,
        "topic": state.topic,
        "priority": state.priority,
        "waiting_since": instant(state.waiting_since),
        "assignee": agent(state.assignee),
        "need": item.need,
        "last_seq": state.last_seq,
        "last_at": instant(state.last_at),
        "started_at": instant(state.started_at),
        "disposition": state.disposition.value if state.disposition else None,
    }


def brief(card: Brief, need: str) -> Frame:
    """Return the brief with the citizen's own words in place of the seq that holds them."""
    return {
        "reason": card.reason,
        "topic": card.topic,
        "priority": card.priority,
        "need": need,
        "language": card.language,
        "channel": card.channel,
        "topics": [encode(t) for t in card.topics],
        "slots": [encode(s) | {"at": instant(s.at)} for s in card.slots],
        "lookups": [encode(x) | {"at": instant(x.at)} for x in card.lookups],
        "form": _form(card.form),
        "handed_over_at": instant(card.handed_over_at),
    }


def agent(ref: AgentRef | None) -> Frame | None:
    """Return an agent as colleagues see one."""
    return {"id": ref.id, "name": ref.name} if ref else None


def error(problem: BatonError) -> Frame:
    """Return an error as answers and websockets carry it, below the field `error`."""
    return {"code": problem.code, "message": str(problem), **problem.details}


def _frame(entry: Recorded, kind: str, author: Author, **fields: object) -> Frame:
    base: Frame = {"seq": entry.seq, "at": instant(entry.at), "type": kind, "author": author.value}
    return base | fields


def _control(entry: Recorded, control: Control, **fields: object) -> Frame:
    return _frame(entry, "control", Author.SYSTEM, control=control.value, **fields)


def _message(entry: Recorded, event: MessagePosted) -> Frame:
    frame = _frame(entry, "message", event.author, text=event.text)
    if event.buttons:
        frame["buttons"] = [{"title": b.title, "payload": b.payload} for b in event.buttons]
    if event.agent is not None:
        frame["name"] = event.agent.name
    if (key := keys.sent_by_citizen(entry.key)) is not None:
        frame["key"] = key
    return frame


def _said_by(entry: Recorded, who: AgentRef) -> Frame:
    """Return who said it and the key the desk sent it with, so that it knows its own words."""
    return {"agent": agent(who), "key": keys.sent_by_agent(who.id, entry.key)}


def _turn(entry: Recorded, event: TurnCompleted) -> Frame:
    return _frame(
        entry,
        "turn",
        Author.BOT,
        turn_seq=event.turn_seq,
        intents=[encode(i) for i in event.intents],
        slots=dict(event.slots),
        lookups=[encode(x) for x in event.lookups],
        form=_form(event.form),
        failed=event.failed,
    )


def _form(step: FormStep | None) -> Frame | None:
    return {"name": step.name, "requested_slot": step.requested_slot} if step else None
