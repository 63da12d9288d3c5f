"""The floor: one picture a process of all that waits or is with an agent, and of the agents.

Hints say which conversations have changed; they are read together, at most ten times a second. A
lost hint costs a heartbeat, as everything is read again then. What follows from the time (a late
answer, an offer that lapses, who is on duty) is looked at every second, without a hint.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from handoff.core import floor
from handoff.core.agents import Agent
from handoff.core.errors import Unavailable
from handoff.core.ports import Agents, Clock, Log, Subscription, Wakeups
from handoff.core.queue import Summary
from handoff.core.values import AgentRef
from handoff.services.seat import OnFloor, Seat, Shown
from handoff.services.watching import Lookers
from handoff.services.wire_floor import conversation, person, text

CALM_S = 0.1
"""Hints that come within this time are answered with one look."""

TICK_S = 1.0
"""What time alone changes is looked at so often."""

READY_WITHIN_S = 5.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Times:
    """An agent's desk is alive for `lease`, and late after `reminder`; `heartbeat` as settings."""

    lease: timedelta
    reminder: timedelta
    heartbeat: timedelta


@dataclass(frozen=True, slots=True)
class Picture:
    """The floor at one moment."""

    at: datetime
    conversations: Mapping[str, Shown]
    agents: Mapping[str, OnFloor]
    times: Times


class Floor:
    """Keeps the picture while `run` runs, and shows it to the seats."""

    def __init__(
        self,
        store: Log,
        agents: Agents,
        wakeups: Wakeups,
        lookers: Lookers,
        clock: Clock,
        times: Times,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._log = store
        self._agents = agents
        self._wakeups = wakeups
        self._lookers = lookers
        self._clock = clock
        self._times = times
        self._sleep = sleep
        self._seats: set[Seat] = set()
        self._shown: dict[str, Shown] = {}
        self._looking: Mapping[str, tuple[str, ...]] = {}
        self._people: dict[str, OnFloor] = {}
        self._texts: tuple[str, ...] = ()
        self._hints: Subscription | None = None
        self._read_all_at: datetime | None = None
        self._ticked_at: datetime | None = None
        self._one_look = asyncio.Lock()
        self._ready = asyncio.Event()

    @contextmanager
    def seat(self, agent: Agent) -> Iterator[Seat]:
        """Give a desk a seat; its first news are everything the agent sees."""
        seat = Seat(agent)
        if self._ready.is_set():
            seat.start(self._shown.values(), self._texts)
        self._seats.add(seat)
        try:
            yield seat
        finally:
            self._seats.discard(seat)

    def reseat(self, seat: Seat, agent: Agent) -> None:
        """The seat's agent has changed; another role sees something else."""
        role, seat.agent = seat.agent.role, agent
        if role is not agent.role and self._ready.is_set():
            seat.start(self._shown.values(), self._texts)

    async def picture(self) -> Picture:
        """Return the floor with everything that was written before the call. Raises as `settle`."""
        await self.settle()
        return Picture(self._clock.now(), dict(self._shown), dict(self._people), self._times)

    async def settle(self) -> None:
        """Take in what this process has written before the call, and the agents as they are.

        Raises:
            Unavailable: the store cannot be reached.
        """
        try:
            async with asyncio.timeout(READY_WITHIN_S):
                await self._ready.wait()
        except TimeoutError:
            raise Unavailable from None
        async with self._one_look:
            await self._look()
            await self._read_people()

    def shown(self, item: Summary) -> Shown:
        """Return any conversation as desks are to see it now; its `text` is empty."""
        now = self._clock.now()
        state = floor.as_of(item.conversation, now)
        late = floor.is_late(state, now, self._times.reminder)
        return Shown(Summary(state, item.need), late, self._looking.get(state.id, ()), "")

    def looking(self, conversation_id: str) -> tuple[str, ...]:
        """Return the ids of the agents who have a conversation open, in all processes."""
        return self._looking.get(conversation_id, ())

    def names(self, agent_ids: Iterable[str]) -> list[AgentRef]:
        """Return the agents among these that are known, in this order."""
        return [self._people[each].agent.ref for each in agent_ids if each in self._people]

    async def run(self) -> None:
        """Keep the picture for ever; a store that is away is waited for."""
        away = False
        async with self._wakeups.subscribe(None) as hints:
            self._hints = hints
            while True:
                try:
                    async with self._one_look:
                        await self._look()
                        await self._tick()
                    away = False
                except Unavailable:
                    if not away:
                        log.warning("the floor cannot reach the store")
                    away = True
                except Exception:
                    # A defect in one look must not leave all desks blind for good.
                    log.exception("cannot look at the floor")
                    self._read_all_at = None
                await self._sleep(CALM_S)
                await hints.wait(TICK_S - CALM_S)

    async def _look(self) -> None:
        """Read what has been hinted at, or everything when that is due."""
        if self._hints is None:
            raise Unavailable
        now = self._clock.now()
        last, ids = self._read_all_at, self._hints.taken()
        due = not _recent(last, now, self._times.heartbeat)
        if ids == frozenset() and not due:
            return
        # If this read fails, the next one has to be of everything: the hints are taken.
        self._read_all_at = None
        if ids is None or due:
            await self._read_all()
            last = now
        else:
            found = await self._log.find(sorted(ids))
            self._put(found)
            self._take_away(ids - _ids(found))
        self._read_all_at = last

    async def _read_all(self) -> None:
        """Read all that stands: the first time in full, later what differs from what is shown."""
        if self._ready.is_set():
            seqs = await self._log.standing_seqs()
            known = {each: s.summary.conversation.last_seq for each, s in self._shown.items()}
            self._take_away(known.keys() - seqs.keys())
            differing = [each for each, seq in seqs.items() if known.get(each) != seq]
            self._put(await self._log.find(differing) if differing else [])
        else:
            found = await self._log.standing()
            self._put(found)
            self._take_away(self._shown.keys() - _ids(found))
            await self._read_people()
            self._ready.set()
            for seat in self._seats:
                seat.start(self._shown.values(), self._texts)
        await self._lookers.tidy()

    async def _tick(self) -> None:
        """Look at what time alone changes, and at rows that come without hints."""
        now = self._clock.now()
        if _recent(self._ticked_at, now, timedelta(seconds=TICK_S)):
            return
        await self._read_people()
        before, self._looking = self._looking, await self._lookers.all()
        self._ticked_at = now
        self._put([shown.summary for shown in self._shown.values()])
        for conversation_id in before.keys() | self._looking.keys():
            looking = self._looking.get(conversation_id, ())
            if looking != before.get(conversation_id, ()):
                for seat in self._audience:
                    seat.show_looking(conversation_id, looking)

    async def _read_people(self) -> None:
        """Read the agents; what they have to do follows from what stands."""
        known = await self._agents.all()
        now = self._clock.now()
        loads = floor.loads(shown.summary.conversation for shown in self._shown.values())
        self._people = {
            agent.id: self._person(agent, loads[agent.id], now)
            for agent in known
            if not agent.disabled
        }
        texts = tuple(text(person(each)) for each in self._people.values())
        before, self._texts = self._texts, texts
        if texts != before:
            for seat in self._audience:
                seat.show_agents(texts)

    def _person(self, agent: Agent, load: int, now: datetime) -> OnFloor:
        on_duty = agent.is_on_duty(now, self._times.lease)
        before = self._people.get(agent.id)
        since = before.since if before and before.since else now
        return OnFloor(agent, on_duty, load, since if on_duty else None)

    def _put(self, items: Iterable[Summary]) -> None:
        """Show what has changed; what no longer stands is taken away."""
        changed = []
        for item in items:
            shown = self.shown(item)
            state = shown.summary.conversation
            if not floor.stands(state):
                self._take_away([state.id])
            elif shown != self._shown.get(state.id):
                shown = replace(shown, text=text(conversation(shown)))
                self._shown[state.id] = shown
                changed.append(shown)
        if changed:
            for seat in self._audience:
                seat.put(changed)

    def _take_away(self, conversation_ids: Iterable[str]) -> None:
        for conversation_id in conversation_ids:
            if self._shown.pop(conversation_id, None) is not None:
                for seat in self._audience:
                    seat.take_away(conversation_id)

    @property
    def _audience(self) -> Collection[Seat]:
        """Who is told of changes: nobody before there is something to begin with."""
        return self._seats if self._ready.is_set() else ()


def _recent(at: datetime | None, now: datetime, within: timedelta) -> bool:
    """Whether it was so lately that it need not be done again; clocks may be set back."""
    return at is not None and timedelta(0) <= now - at < within


def _ids(items: Iterable[Summary]) -> set[str]:
    return {item.conversation.id for item in items}
