"""Stays: a conversation's time in the queue and then with an agent, as its log tells them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from handoff.core.conversation import Conversation
from handoff.core.events import Recorded
from handoff.core.fold import evolve
from handoff.core.values import Control


@dataclass(frozen=True, slots=True)
class Stay:
    """One wait for an agent and what came of it; `seq` is the event it began with.

    Assigned never and ended: the citizen left. `off_hours`: it began while the office was closed.
    """

    conversation_id: str
    team: str | None
    language: str
    priority: int
    queued_at: datetime
    assigned_at: datetime | None = None
    ended_at: datetime | None = None
    agent_id: str | None = None
    off_hours: bool = False
    seq: int = 0

    def waited_s(self, now: datetime) -> float:
        """Return how long the citizen has waited for an agent until now, or did wait."""
        return ((self.assigned_at or self.ended_at or now) - self.queued_at).total_seconds()

    @property
    def passed_on(self) -> bool:
        """Whether it came to its agent without waiting, from another agent or the assistant."""
        return self.assigned_at == self.queued_at


def stays_in(conversation_id: str, log: Iterable[Recorded]) -> list[Stay]:
    """Return the stays of a conversation from its whole log, the last one open if it stands.

    Back in the queue it is another stay: from then on somebody waits again.
    """
    state = Conversation(conversation_id)
    stays: list[Stay] = []
    for entry in log:
        before, state = state, evolve(state, entry)
        stood = before.control in (Control.QUEUED, Control.AGENT)
        if stood and _moved_on(before, state):
            stays[-1] = replace(stays[-1], ended_at=entry.at)
        if _begins(before, state):
            stays.append(_begun(state, entry))
        elif before.control is Control.QUEUED and state.control is Control.QUEUED:
            stays[-1] = replace(stays[-1], team=state.team, priority=state.priority)
        if state.control is Control.AGENT and stays[-1].assigned_at is None:
            agent_id = state.assignee.id if state.assignee else None
            stays[-1] = replace(stays[-1], assigned_at=entry.at, agent_id=agent_id)
    return stays


def _moved_on(before: Conversation, after: Conversation) -> bool:
    """Whether the agent who had it has it no more, or nobody waits any more."""
    if before.control is Control.QUEUED:
        return after.control not in (Control.QUEUED, Control.AGENT)
    return after.control is not Control.AGENT or not after.holds(_holder(before))


def _begins(before: Conversation, after: Conversation) -> bool:
    if after.control is Control.QUEUED:
        return before.control is not Control.QUEUED
    if after.control is Control.AGENT:
        return before.control is not Control.QUEUED and not after.holds(_holder(before))
    return False


def _begun(state: Conversation, entry: Recorded) -> Stay:
    return Stay(
        state.id,
        state.team,
        state.language,
        state.priority,
        entry.at,
        off_hours=state.opens_at is not None and state.opens_at > entry.at,
        seq=entry.seq,
    )


def _holder(state: Conversation) -> str:
    return state.assignee.id if state.assignee is not None else ""
