"""Times, agents and conversations as the outside sees them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from handoff.core.queue import Summary
from handoff.core.values import AgentRef

Frame = dict[str, Any]
"""A JSON object."""


def instant(at: datetime | None) -> str | None:
    """Format a time as RFC 3339 in UTC with milliseconds."""
    if at is None:
        return None
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def agent(ref: AgentRef | None) -> Frame | None:
    """Return an agent as colleagues see one."""
    return {"id": ref.id, "name": ref.name} if ref else None


def summary(item: Summary, *, late: bool = False, looking: Sequence[str] = ()) -> Frame:
    """Return a conversation as the desk's lists show it.

    `late`: its agent is to be reminded; `looking`: ids of the agents who have it open.
    """
    state = item.conversation
    return {
        "id": state.id,
        "channel": state.channel,
        "address_name": state.name,
        "unreachable": state.unreachable,
        "language": state.language,
        "control": state.control.value,
        "reason": state.reason,
        "returned": state.returned,
        "topic": state.topic,
        "priority": state.priority,
        "team": state.team,
        "waiting_since": instant(state.waiting_since),
        "opens_at": instant(state.opens_at),
        "offered_to": agent(state.offered_to),
        "offered_until": instant(state.offered_until),
        "assignee": agent(state.assignee),
        "assigned_at": instant(state.assigned_at),
        "awaiting_since": instant(state.awaiting_since),
        "late": late,
        "helpers": [agent(helper) for helper in state.helpers],
        "looking": list(looking),
        "need": item.need,
        "last_seq": state.last_seq,
        "last_at": instant(state.last_at),
        "citizen_at": instant(state.citizen_at),
        "started_at": instant(state.started_at),
        "closed_at": instant(state.closed_at),
        "disposition": state.disposition.value if state.disposition else None,
        "ces": state.ces,
    }
