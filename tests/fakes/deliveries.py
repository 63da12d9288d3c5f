"""Leases and progress in memory. `tests/contract` runs over it as over the databases."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from handoff.core.channel import MOST_SKEW, Progress
from handoff.core.errors import Unavailable
from tests.fakes.memory_log import MemoryLog

WIDGET_CHANNEL = "web"


@dataclass(slots=True)
class _Row:
    since: datetime
    until: datetime
    holder: str | None = None
    progress: Progress = field(default_factory=lambda: Progress(0))


class MemoryDeliveries:
    """Implements the port `Deliveries` next to a `MemoryLog`, and is away when that is.

    `cursors` and `rows` are for assertions. As with the log, every method acts at once and then
    lets other tasks run before it answers.
    """

    def __init__(self, log: MemoryLog) -> None:
        self._log = log
        self.cursors: dict[str, int] = {}
        self.rows: dict[str, _Row] = {}

    async def claim(
        self, conversation_id: str, holder: str, now: datetime, lease: timedelta
    ) -> Progress | None:
        """Take or renew the lease, unless another holds it or it is put off."""
        self._reach()
        self._log.state(conversation_id)
        row = self.rows.setdefault(conversation_id, _Row(now, now))
        free = row.holder == holder or _free(row, now)
        if free:
            row.holder, row.since, row.until = holder, now, now + lease
        done = self.cursors.get(conversation_id, 0)
        progress = row.progress if row.progress.seq > done else Progress(done + 1)
        await asyncio.sleep(0)
        return progress if free else None

    async def trying(self, conversation_id: str, holder: str, progress: Progress) -> bool:
        """Keep that a call is about to be made."""
        kept = self._keep(conversation_id, holder, progress)
        await asyncio.sleep(0)
        return kept

    async def sent(self, conversation_id: str, holder: str, progress: Progress) -> bool:
        """Keep that the parts before `progress.part` are sent."""
        row = self._held(conversation_id, holder)
        kept = row is not None and row.progress.seq == progress.seq
        if row is not None and kept:
            row.progress = Progress(progress.seq, max(progress.part, row.progress.part))
        await asyncio.sleep(0)
        return kept

    async def delivered(self, conversation_id: str, holder: str, seq: int) -> bool:
        """Move the cursor: never back, and never past the last event."""
        held = self._held(conversation_id, holder) is not None
        before = self.cursors.get(conversation_id, 0)
        if held and before < seq <= self._log.state(conversation_id).last_seq:
            self.cursors[conversation_id] = seq
        await asyncio.sleep(0)
        return held

    async def put_off(
        self, conversation_id: str, holder: str, progress: Progress, now: datetime, until: datetime
    ) -> None:
        """Let go until `until`, or at once when the part was confirmed meanwhile."""
        kept = self._keep(conversation_id, holder, progress)
        self._let_go(conversation_id, holder, now, until if kept else now)
        await asyncio.sleep(0)

    async def confirm(self, conversation_id: str, seq: int, part: int) -> None:
        """Keep that the platform has a part whose call is under way, or in doubt."""
        self._reach()
        row = self.rows.get(conversation_id)
        if row and row.progress.tried_at and (row.progress.seq, row.progress.part) == (seq, part):
            row.progress = Progress(seq, part + 1)
            if row.holder is None:
                row.until = row.since
        await asyncio.sleep(0)

    async def release(self, conversation_id: str, holder: str, now: datetime) -> None:
        """Let go of the lease; not holding it is fine."""
        self._reach()
        self._let_go(conversation_id, holder, now, now)
        await asyncio.sleep(0)

    async def owed(self, channels: Sequence[str], now: datetime, limit: int) -> list[str]:
        """Return ids that owe events and can be claimed, who was let go longest ago first."""
        self._reach()
        owed = []
        for state in self._log.states():
            row = self.rows.get(state.id)
            pushed = state.channel in channels and state.channel != WIDGET_CHANNEL
            behind = self.cursors.get(state.id, 0) < state.last_seq
            if pushed and behind and (row is None or _free(row, now)):
                owed.append((row.since if row else state.started_at or now, state.id))
        await asyncio.sleep(0)
        return [conversation_id for _, conversation_id in sorted(owed)[:limit]]

    def _reach(self) -> None:
        if self._log.away:
            raise Unavailable

    def _held(self, conversation_id: str, holder: str) -> _Row | None:
        self._reach()
        if not self._log.knows(conversation_id):
            self.rows.pop(conversation_id, None)
        row = self.rows.get(conversation_id)
        return row if row and row.holder == holder else None

    def _keep(self, conversation_id: str, holder: str, progress: Progress) -> bool:
        row = self._held(conversation_id, holder)
        if row is None or (row.progress.seq, row.progress.part) > (progress.seq, progress.part):
            return False
        row.progress = progress
        return True

    def _let_go(self, conversation_id: str, holder: str, now: datetime, until: datetime) -> None:
        row = self._held(conversation_id, holder)
        if row is not None:
            row.holder, row.since, row.until = None, now, until


def _free(row: _Row, now: datetime) -> bool:
    return row.until <= now or row.since > now + MOST_SKEW
