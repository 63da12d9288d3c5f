"""Events as the outside sees them: one shape for REST, websockets and the plain page.

Citizens and agents get the same seqs. What only agents may read reaches citizens as an empty
`internal` event, so that their stream has no gap and no secret.
"""

from __future__ import annotations

from handoff.core.codec import encode
from handoff.core.errors import BatonError
from handoff.core.events import (
    AgentAssigned,
    AgentReleased,
    AttachmentSettled,
    CitizenNamed,
    ControlReturned,
    ConversationClosed,
    ConversationReopened,
    ConversationStarted,
    DeliveryFailed,
    FeedbackGiven,
    HandoffRequested,
    MessageEdited,
    MessagePosted,
    NoteAdded,
    QueueLeft,
    ReachLost,
    ReachRegained,
    Recorded,
    TurnCompleted,
)
from handoff.core.values import AgentRef, Attachment, Author, Brief, Control, FormStep
from handoff.services import keys
from handoff.services.wire_values import Frame, agent, instant
from handoff.services.wire_work import of_work


def for_citizen(entry: Recorded) -> Frame:
    """Return the event as citizens may see it."""
    match entry.event:
        case ConversationStarted() as e:
            return _frame(entry, "started", Author.SYSTEM, channel=e.channel, language=e.language)
        case MessagePosted() as e:
            return _message(entry, e)
        case MessageEdited() as e:
            return _frame(entry, "edited", Author.CITIZEN, of_seq=e.of_seq, text=e.text)
        case FeedbackGiven() as e:
            return _frame(entry, "feedback", Author.CITIZEN, score=e.score, words_seq=e.words_seq)
        case TurnCompleted(language=str(language)):
            return _frame(entry, "language", Author.BOT, language=language)
        case CitizenNamed(language=str(language)):
            return _frame(entry, "language", Author.SYSTEM, language=language)
        case _:
            return _control_moved(entry) or _frame(entry, "internal", Author.SYSTEM)


def _control_moved(entry: Recorded) -> Frame | None:
    """Return who must answer from now on, if the event says so."""
    match entry.event:
        case HandoffRequested() as e:
            return _control(entry, Control.QUEUED, reason=e.reason, opens_at=instant(e.opens_at))
        case AgentReleased() as e:
            return _control(entry, Control.QUEUED, reason=e.reason, name=e.agent.name)
        case AgentAssigned() as e:
            return _control(entry, Control.AGENT, name=e.agent.name)
        case QueueLeft():
            return _control(entry, Control.BOT, reason="left_queue")
        case ControlReturned() | ConversationReopened():
            return _control(entry, Control.BOT)
        case ConversationClosed():
            return _control(entry, Control.CLOSED)
        case _:
            return None


def for_agent(entry: Recorded, conversation_id: str) -> Frame:
    """Return the event as agents see it: everything."""
    match entry.event:
        case MessagePosted() as e:
            return _message(entry, e) | _for_agents_only(entry, e, conversation_id)
        case NoteAdded() as e:
            frame = _frame(entry, "note", Author.AGENT, name=e.agent.name, text=e.text)
            return frame | {"whisper": e.whisper} | _said_by(entry, e.agent)
        case TurnCompleted() as e:
            return _turn(entry, e)
        case AttachmentSettled() | DeliveryFailed() | ReachLost() | ReachRegained():
            return _of_channel(entry)
        case _:
            return for_citizen(entry) | of_work(entry.event)


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
        looked_up=list(event.looked_up),
    )


def _form(step: FormStep | None) -> Frame | None:
    return {"name": step.name, "requested_slot": step.requested_slot} if step else None
