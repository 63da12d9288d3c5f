"""An office with a past, in which citizens are told how long they wait."""

from __future__ import annotations

from functools import partial
from random import Random

from handoff.core import handoff
from handoff.core.agents import Agent
from handoff.core.citizen import left_queue
from handoff.core.hours import OfficeHours
from handoff.core.values import Disposition
from handoff.core.waits import Forecast
from handoff.services.stay_keeper import StayKeeper
from handoff.services.wait_ranges import WaitRanges
from handoff.services.wait_report import WaitReports
from handoff.services.waits import Waits
from tests.fakes.waits import MemoryWaits
from tests.fakes.wakeups import FakeWakeups
from tests.services.office_world import OfficeWorld


class WaitsWorld(OfficeWorld):
    """`served` makes the past; `told` is what a citizen is told."""

    def __init__(self) -> None:
        super().__init__()
        self.records = MemoryWaits(self.log)
        self.changes = FakeWakeups()
        self.keeper = self.new_keeper()
        self.waits = self.new_waits(self.keeper)
        self.reports = WaitReports(self.records, self.book, self.clock)
        self.journal.tell(lambda appended: self.keeper.note(appended))

    def new_keeper(self) -> StayKeeper:
        """Return what a process has that has just been started."""
        return StayKeeper(self.records, self.log, self.clock)

    def new_waits(self, keeper: StayKeeper) -> Waits:
        """Return what a process has that has just been started."""
        ranges = WaitRanges(self.records, keeper, self.book, self.clock, lambda: Random(1).random)
        return Waits(self.records, ranges, self.book, self.changes, self.clock)

    async def opens(self, hours: OfficeHours) -> None:
        """Have office hours."""
        office = self.book.current
        self.book.current = type(office)(hours, office.teams, office.rules, office.on_duty)
        await self.refresh()

    async def refresh(self) -> None:
        """Let all who are at their desks say so, and the second's chores be done."""
        for agent_id in self.live:
            await self.agents.seen(agent_id, self.clock.now())
        await self.book.refresh()
        await self.keeper.keep()
        await self.waits.look()

    async def later(self, seconds: float) -> None:
        """Let time pass."""
        self.clock.advance(seconds)
        await self.refresh()

    async def asks(
        self, *, team: str | None = None, priority: int = 0, language: str = "en"
    ) -> str:
        """Return a conversation that waits from now on, a moment after all others."""
        self.clock.advance(0.001)
        return await super().asks(team=team, priority=priority, language=language)

    async def takes(self, agent: Agent, conversation_id: str) -> None:
        """Have an agent take it."""
        await self.journal.append(conversation_id, partial(handoff.accept, agent=agent.ref))

    async def ends(self, agent: Agent, conversation_id: str) -> None:
        """Have an agent close it."""
        close = partial(handoff.close, agent=agent.ref, disposition=Disposition.RESOLVED)
        await self.journal.append(conversation_id, close)

    async def gives_up(self, conversation_id: str) -> None:
        """Have the citizen leave the queue."""
        await self.journal.append(conversation_id, left_queue)

    async def served(self, agent: Agent, wait_s: float = 60.0, took_s: float = 600.0) -> str:
        """Return a conversation that waited and was handled, all in its time."""
        conversation_id = await self.asks()
        await self.later(wait_s)
        await self.takes(agent, conversation_id)
        await self.later(took_s)
        await self.ends(agent, conversation_id)
        await self.refresh()
        return conversation_id

    async def told(self, conversation_id: str) -> Forecast | None:
        """Return what the citizen is told now."""
        return await self.waits.told(await self.state(conversation_id))
