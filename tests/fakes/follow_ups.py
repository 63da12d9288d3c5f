"""Follow-ups in memory, over the log in memory. The contract suite runs over it, too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handoff.core.errors import UnknownFollowUp
from handoff.core.follow_ups import HARD, FollowUp, FollowUpState
from tests.fakes.memory_log import MemoryLog


class MemoryFollowUps:
    """Implements the port `FollowUps`."""

    def __init__(self, log: MemoryLog) -> None:
        self._log = log
        self._kept: dict[str, FollowUp] = {}

    async def missing(self, limit: int) -> Sequence[tuple[str, int]]:
        """Return conversations with a low score and no follow-up."""
        summaries = await self._log.summaries(limit=10**6)
        states = [summary.conversation for summary in summaries]
        low = [(s.id, s.ces) for s in states if s.ces is not None and s.ces <= HARD]
        return [(i, score) for i, score in low if i not in self._kept][:limit]

    async def open(self, follow_up: FollowUp) -> bool:
        """Keep a new one; False when the conversation has one."""
        if follow_up.conversation_id in self._kept:
            return False
        self._kept[follow_up.conversation_id] = follow_up
        return True

    async def find(self, state: FollowUpState, now: datetime, limit: int) -> Sequence[FollowUp]:
        """Return open ones by when they are due, or closed ones, the last closed first."""
        kept = sorted(self._kept.values(), key=lambda f: (f.due_at, f.conversation_id))
        if state is FollowUpState.CLOSED:
            closed = [f for f in kept if f.closed_at is not None]
            return sorted(closed, key=lambda f: f.closed_at or now, reverse=True)[:limit]
        overdue = state is FollowUpState.OVERDUE
        return [f for f in kept if not f.closed_at and (f.is_overdue(now) or not overdue)][:limit]

    async def get(self, conversation_id: str) -> FollowUp:
        """Return one. Raises `UnknownFollowUp`."""
        if conversation_id not in self._kept:
            raise UnknownFollowUp
        return self._kept[conversation_id]

    async def save(self, follow_up: FollowUp) -> None:
        """Replace owner, outcome, note and closing of one. Raises `UnknownFollowUp`."""
        kept = await self.get(follow_up.conversation_id)
        self._kept[kept.conversation_id] = replace(
            kept,
            owner=follow_up.owner,
            outcome=follow_up.outcome,
            note=follow_up.note,
            closed_at=follow_up.closed_at,
        )
