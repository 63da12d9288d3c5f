"""What a request knows of itself for the access log: who asks, and what it is about."""

from __future__ import annotations

from dataclasses import dataclass, field

from starlette.requests import HTTPConnection

from handoff.core.values import AgentRef


@dataclass
class Noted:
    """Filled in while a request is answered.

    `conversation_id` and `act` stand in for those that follow from the path; `details` say what
    else it is about in ids and codes, never in words of people.
    """

    agent: AgentRef | None = None
    act: str | None = None
    conversation_id: str | None = None
    details: list[str] = field(default_factory=list)


def noted(connection: HTTPConnection) -> Noted:
    """Return what is noted of a request, to be filled in."""
    state = connection.scope.setdefault("state", {})
    found = state.setdefault("access", Noted())
    if not isinstance(found, Noted):
        raise TypeError("the request's state has something else under this name")
    return found
