"""Stays: a conversation's time in the queue, and then with an agent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Stay:
    """A conversation's time in the queue and then with an agent.

    Assigned never and ended: the citizen left. `off_hours`: it came while the office was closed.
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

    def waited_s(self, now: datetime) -> float:
        """Return how long the citizen has waited for an agent until now, or did wait."""
        return ((self.assigned_at or self.ended_at or now) - self.queued_at).total_seconds()
