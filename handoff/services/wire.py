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
    AttachmentSettled,
    Brief,
    ControlReturned,
    ConversationClosed,
    ConversationReopened,
    ConversationStarted,
    DeliveryFailed,
    Event,
    HandoffRequested,
    MessageEdited,
    MessagePosted,
    NoteAdded,
    ReachLost,
    ReachRegained,
    Recorded,
    TurnCompleted,
)
from handoff.core.queue import Summary
from handoff.core.values import AgentRef, Attachment, Author, Control, FormStep
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
        case MessageEdited() as e:
            return _frame(entry, "edited", Author.CITIZEN, of_seq=e.of_seq, text=e.text)
        case HandoffRequested() as e:
            return _control(entry, Control.QUEUED, reason=e.reason)
        case AgentReleased() as e:
            return _control(entry, Control.QUEUED, reason=e.reason)
        case AgentAssigned() as e:
            return _control(entry, Control.AGENT, name=e.agent.name)
        case ControlReturned() | ConversationReopened():
            return _control(entry, Control.BOT)
        case ConversationClosed():
            return _control(entry, Control.CLOSED)
        case TurnCompleted(language=str(language)):
            return _frame(entry, "language", Author.BOT, language=language)
        case _:
            return _frame(entry, "internal", Author.SYSTEM)


def for_agent(entry: Recorded, conversation_id: str) -> Frame:
    """Return the event as agents see it: everything."""
    match entry.event:
        case MessagePosted() as e:
            return _message(entry, e) | _for_agents_only(entry, e, conversation_id)
        case NoteAdded() as e:
            frame = _frame(entry, "note", Author.AGENT, name=e.agent.name, text=e.text)
            return frame | _said_by(entry, e.agent)
        case TurnCompleted() as e:
            return _turn(entry, e)
        case AttachmentSettled() | DeliveryFailed() | ReachLost() | ReachRegained():
            return _of_channel(entry)
        case _:
            return for_citizen(entry) | _of_control(entry.event)


def summary(item: Summary) -> Frame:
    """Return a conversation as the desk's lists show it."""
    state = item.conversation
    return {
        "id": state.id,
        "channel": state.channel,
        "address_name": state.name,
        "unreachable": state.unreachable,
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


def sending(closed: str | None) -> Frame:
    """Return whether an agent can write to the citizen now, and if not, the code that says why."""
    return {"open": True} if closed is None else {"open": False, "reason": closed}


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


def _of_channel(entry: Recorded) -> Frame:
    """Return what the channel and the citizen's files are about, for agents only."""
    match entry.event:
        case DeliveryFailed() as e:
            return _frame(
                entry,
                "delivery_failed",
                Author.SYSTEM,
                failed_seq=e.failed_seq,
                reason=e.reason,
            )
        case AttachmentSettled() as e:
            of_file: Frame = {"of_seq": e.of_seq, "number": e.number}
            found: Frame = {"mime": e.mime, "size": e.size, "refused": e.refused}
            return _frame(entry, "attachment", Author.SYSTEM, **of_file, **found)
        case ReachLost() as e:
            return _frame(entry, "reach", Author.SYSTEM, reachable=False, reason=e.reason)
        case _:
            return _frame(entry, "reach", Author.SYSTEM, reachable=True)


def _of_control(event: Event) -> Frame:
    """Return what agents see besides of who took or gave away the baton."""
    match event:
        case HandoffRequested() as e:
            return {"topic": e.topic, "priority": e.priority, "by": e.by.value}
        case AgentAssigned() as e:
            return {"agent": agent(e.agent), "by": agent(e.by)}
        case AgentReleased() as e:
            return {"by": agent(e.agent)}
        case ControlReturned() as e:
            return {"by": agent(e.agent)}
        case ConversationClosed() as e:
            by = agent(e.agent)
            return {"disposition": e.disposition.value, "name": e.agent.name, "by": by}
        case _:
            return {}


def _message(entry: Recorded, event: MessagePosted) -> Frame:
    frame = _frame(entry, "message", event.author, text=event.text)
    if event.buttons:
        frame["buttons"] = [{"title": b.title, "payload": b.payload} for b in event.buttons]
    if event.agent is not None:
        frame["name"] = event.agent.name
    key = keys.sent_by_citizen(entry.key)
    if key is not None and event.author is Author.CITIZEN:
        frame["key"] = key
    return frame


def _for_agents_only(entry: Recorded, event: MessagePosted, conversation_id: str) -> Frame:
    """Return what citizens do not get of a message: files, and who of the staff said it."""
    more: Frame = {}
    if event.attachments:
        place = f"/api/desk/conversations/{conversation_id}/attachments/{entry.seq}"
        more["attachments"] = [
            _attachment(file, number, f"{place}/{number}")
            for number, file in enumerate(event.attachments)
        ]
    if event.agent is not None:
        more |= _said_by(entry, event.agent)
    if event.outside:
        more["outside"] = True
    return more


def _attachment(file: Attachment, number: int, url: str) -> Frame:
    frame: Frame = {"number": number, "kind": file.kind.value}
    for name in ("name", "mime", "size", "latitude", "longitude", "refused"):
        frame[name] = getattr(file, name)
    if file.ref is not None and file.refused is None:
        # The file is there once the event `attachment` says so.
        frame["url"] = url
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
        language=event.language,
    )


def _form(step: FormStep | None) -> Frame | None:
    return {"name": step.name, "requested_slot": step.requested_slot} if step else None
