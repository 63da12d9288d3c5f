"""The office as it is now: one value that decisions look at, never older than about a second."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from handoff.core.agents import Agent
from handoff.core.conversation import Conversation
from handoff.core.floor import loads, stands
from handoff.core.hours import OfficeHours
from handoff.core.office import Duty, Office
from handoff.core.office_ports import Offices
from handoff.core.ports import Agents, Clock, Log


class OfficeBook:
    """Keeps the newest snapshot: `current`, all `agents` by id, and what is `standing` by id.

    `standing` are the conversations that wait for a person or have one.
    """

    def __init__(
        self,
        agents: Agents,
        offices: Offices,
        log: Log,
        clock: Clock,
        hours: OfficeHours | None,
        lease: timedelta,
    ) -> None:
        self._agents = agents
        self._offices = offices
        self._log = log
        self._clock = clock
        self._lease = lease
        self._one_at_a_time = asyncio.Lock()
        self.current = Office(hours=hours)
        self.agents: Mapping[str, Agent] = MappingProxyType({})
        self.standing: Mapping[str, Conversation] = MappingProxyType({})

    async def refresh(self) -> Office:
        """Read it anew: each second, and after an edit at once. Raises `Unavailable`."""
        # One after the other, so that what was read first never replaces what was read later.
        async with self._one_at_a_time:
            agents = await self._agents.all()
            teams, rules = await self._offices.teams(), await self._offices.rules()
            standing = await self._read_standing()
            self.agents = MappingProxyType({agent.id: agent for agent in agents})
            self.current = Office(self.current.hours, tuple(teams), tuple(rules))
            self.stand(standing)
            return self.current

    async def _read_standing(self) -> list[Conversation]:
        """Read what has changed since the last time: each event moves `last_seq`."""
        seqs = await self._log.standing_seqs()
        known = self.standing
        same = {i: known[i] for i, seq in seqs.items() if i in known and known[i].last_seq == seq}
        changed = [each for each in seqs if each not in same]
        found = await self._log.find(changed) if changed else []
        now_standing = (s.conversation for s in found if stands(s.conversation))
        return [*same.values(), *now_standing]

    def stand(self, standing: Iterable[Conversation]) -> Office:
        """Take these as what waits or is held, and count again who is on duty with what."""
        self.standing = MappingProxyType({state.id: state for state in standing})
        now, office = self._clock.now(), self.current
        on_duty = duties(self.agents.values(), self.standing.values(), now, self._lease)
        self.current = Office(office.hours, office.teams, office.rules, on_duty)
        return self.current

    def opens_at(self) -> datetime | None:
        """Return when people are back; None while the office is open."""
        hours, now = self.current.hours, self._clock.now()
        return None if hours is None or hours.is_open(now) else hours.next_opening(now)


def duties(
    agents: Iterable[Agent], standing: Iterable[Conversation], now: datetime, lease: timedelta
) -> Mapping[str, Duty]:
    """Return who is on duty, by id, with how much each holds or is offered."""
    busy = loads(standing)
    present = (agent for agent in agents if agent.is_on_duty(now, lease))
    return MappingProxyType({agent.id: Duty(agent, busy[agent.id]) for agent in present})
