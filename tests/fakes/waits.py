"""Stays and shown forecasts in memory. The contract suite runs over it as over the databases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handoff.core.errors import Unavailable
from handoff.core.stays import Stay
from handoff.core.waits import Shown
from tests.fakes.memory_log import MemoryLog


class MemoryWaits:
    """Implements the port `WaitRecords`. `away = True` makes every method raise `Unavailable`."""

    def __init__(self, log: MemoryLog) -> None:
        self.away = False
        self.shown: list[Shown] = []
        self.stays: dict[str, list[Stay]] = {}
        self._log = log

    async def keep_stays(self, conversation_id: str, stays: Sequence[Stay]) -> None:
        """Replace a conversation's stays and settle what was shown in them."""
        if await self._there(conversation_id):
            self.stays[conversation_id] = list(stays)
            self.shown = [
                _settled(each, stays) if each.conversation_id == conversation_id else each
                for each in self.shown
            ]

    async def stays_since(self, since: datetime, limit: int) -> list[Stay]:
        """Return the newest stays, in the order of beginning."""
        self._reach()
        every = (stay for stays in self.stays.values() for stay in stays)
        return sorted((s for s in every if s.queued_at >= since), key=lambda s: s.queued_at)[
            -limit:
        ]

    async def told_until(self) -> datetime | None:
        """Return the latest time of any stay."""
        self._reach()
        every = (stay for stays in self.stays.values() for stay in stays)
        times = (time for s in every for time in (s.queued_at, s.assigned_at, s.ended_at) if time)
        return max(times, default=None)

    async def touched_since(self, since: datetime, limit: int) -> list[str]:
        """Return ids of conversations that changed since, newest first."""
        self._reach()
        states = [summary.conversation for summary in await self._log.summaries(limit=10**6)]
        touched = [(s.last_at, s.id) for s in states if s.last_at and s.last_at >= since]
        return [each for _, each in sorted(touched, reverse=True)][:limit]

    async def keep_shown(self, shown: Sequence[Shown]) -> None:
        """Keep what was shown."""
        self._reach()
        self.shown += [
            _settled(each, self.stays.get(each.conversation_id, []))
            for each in shown
            if await self._there(each.conversation_id)
        ]

    async def shown_since(
        self, since: datetime, limit: int, *, firsts: bool = False
    ) -> list[Shown]:
        """Return the newest forecasts, in the order of being shown."""
        self._reach()
        found = (s for s in self.shown if s.at >= since and (s.first or not firsts))
        return sorted(found, key=lambda s: s.at)[-limit:]

    async def _there(self, conversation_id: str) -> bool:
        self._reach()
        return bool(await self._log.read(conversation_id, after=0, limit=1))

    def _reach(self) -> None:
        if self.away:
            raise Unavailable


def _settled(shown: Shown, stays: Sequence[Stay]) -> Shown:
    if shown.wait_s is not None or shown.left_at is not None:
        return shown
    before = [stay for stay in stays if stay.queued_at <= shown.at]
    if before and before[-1].assigned_at is not None and before[-1].assigned_at >= shown.at:
        wait_s = round((before[-1].assigned_at - shown.at).total_seconds())
        return replace(shown, wait_s=wait_s)
    if before and before[-1].ended_at is not None and before[-1].ended_at >= shown.at:
        return replace(shown, left_at=before[-1].ended_at)
    return shown
