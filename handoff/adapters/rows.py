"""Between the domain's values and the rows of `schema`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Row

from handoff.core.codec import decode, decode_event, encode, event_name
from handoff.core.conversation import Conversation
from handoff.core.events import Recorded
from handoff.core.values import (
    AgentRef,
    Button,
    Control,
    Disposition,
    FileRef,
    FormStep,
    Lookup,
    SlotValue,
    Topic,
)

type AnyRow = Row[*tuple[Any, ...]]
"""A row of whatever columns."""

Columns = dict[str, Any]
"""Column names with the values that SQLAlchemy binds."""

_PLAIN = (
    "channel",
    "language",
    "address",
    "name",
    "unreachable",
    "last_seq",
    "citizen_seq",
    "bot_seq",
    "told_seq",
    "need_seq",
    "failed_turns",
    "owed_since",
    "citizen_at",
    "agent_at",
    "started_at",
    "last_at",
    "handed_over_at",
    "waiting_since",
    "reason",
    "topic",
    "priority",
    "heard_seq",
    "missed",
    "step_seq",
    "team",
    "opens_at",
    "returned",
    "offered_until",
    "assigned_at",
    "awaiting_since",
    "closed_at",
    "surveyed_at",
    "ces",
    "commenting",
)

_JSON: Mapping[str, Any] = {
    "topics": tuple[Topic, ...],
    "slots": tuple[SlotValue, ...],
    "lookups": tuple[Lookup, ...],
    "form": FormStep | None,
    "offered": tuple[Button, ...],
    "choices": tuple[Button, ...],
    "unfetched": tuple[FileRef, ...],
    "offered_to": AgentRef | None,
    "passed_over": tuple[str, ...],
    "helpers": tuple[AgentRef, ...],
    "last_agent": AgentRef | None,
}


def conversation_columns(state: Conversation) -> Columns:
    """Return every column of a projected row except the token's hash and the delivery cursor."""
    return changed_columns(None, state)


def changed_columns(before: Conversation | None, after: Conversation) -> Columns:
    """Return the columns in which two states of one conversation differ; with None, all."""
    columns: Columns = {} if before else {"id": after.id}
    for name, pack in _PACK.items():
        value = getattr(after, name)
        # Identity is enough: the fold leaves what it does not touch as the same object.
        if before is None or getattr(before, name) is not value:
            columns.update(pack(name, value))
    return columns


def conversation_from(row: AnyRow) -> Conversation:
    """Rebuild the state from a projected row."""
    stored = row._mapping
    assignee_id = stored["assignee_id"]
    disposition = stored["disposition"]
    return Conversation(
        id=stored["id"],
        control=Control(stored["control"]),
        assignee=None if assignee_id is None else AgentRef(assignee_id, stored["assignee_name"]),
        disposition=None if disposition is None else Disposition(disposition),
        **{name: stored[name] for name in _PLAIN},
        **{name: decode(kind, stored[name]) for name, kind in _JSON.items()},
    )


def event_columns(conversation_id: str, entry: Recorded) -> Columns:
    """Return the row of one log entry."""
    return {
        "conversation_id": conversation_id,
        "seq": entry.seq,
        "type": event_name(entry.event),
        "body": encode(entry.event),
        "key": entry.key,
        "at": entry.at,
    }


def recorded_from(row: AnyRow) -> Recorded:
    """Rebuild a log entry from (seq, type, body, key, at)."""
    seq, kind, body, key, at = row
    return Recorded(seq=seq, at=at, event=decode_event(kind, body), key=key)


def _plain(name: str, value: object) -> Columns:
    return {name: value}


def _enum(name: str, value: Control | Disposition | None) -> Columns:
    return {name: None if value is None else value.value}


def _json(name: str, value: object) -> Columns:
    return {name: encode(value)}


def _assignee(name: str, value: AgentRef | None) -> Columns:
    return {
        "assignee_id": None if value is None else value.id,
        "assignee_name": None if value is None else value.name,
    }


_PACK: Mapping[str, Callable[[str, Any], Columns]] = {
    **dict.fromkeys(_PLAIN, _plain),
    **dict.fromkeys(_JSON, _json),
    "control": _enum,
    "disposition": _enum,
    "assignee": _assignee,
}
