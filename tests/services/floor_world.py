"""A world with a floor, whose pauses end when the test says so."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from handoff.services.floor import Floor, Times
from handoff.services.watching import Lookers
from tests.fakes.memory_log import MemoryLog
from tests.fakes.watching import FakeWatching
from tests.services.world import World, settle

TIMES = Times(timedelta(seconds=30), timedelta(minutes=3), timedelta(seconds=15))


class CountingLog(MemoryLog):
    """A log that remembers what lists it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[list[str]] = []
        self.read_all = 0

    async def find(self, conversation_ids: Any) -> Any:
        self.found.append(list(conversation_ids))
        return await super().find(conversation_ids)

    async def standing_seqs(self) -> Any:
        self.read_all += 1
        return await super().standing_seqs()


class FloorWorld(World):
    """A world with a floor whose pauses end when the test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.counted = CountingLog()
        self.counted._kept = self.log._kept
        self.table = FakeWatching()
        self.lookers = Lookers(self.table, self.clock)
        self.pauses: list[float] = []
        self.paused = asyncio.Event()
        self.paused.set()
        self.floor = Floor(
            self.counted, self.agents, self.wakeups, self.lookers, self.clock, TIMES, self._pause
        )

    async def _pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        await self.paused.wait()

    async def tick(self, seconds: float = 1.0) -> None:
        """Let time pass without a hint."""
        self.clock.advance(seconds)
        self.wakeups.beat()
        await settle()

    async def waits(self) -> str:
        """Return a conversation that waits."""
        conversation_id = await self.open()
        await self.ask_for_person(conversation_id)
        await settle()
        return conversation_id


@asynccontextmanager
async def looking_on() -> AsyncIterator[FloorWorld]:
    """Keep the floor of a world."""
    world = FloorWorld()
    running = asyncio.create_task(world.floor.run())
    await settle()
    try:
        yield world
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
