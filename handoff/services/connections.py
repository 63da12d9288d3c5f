"""The desks that are connected to this process: signs of life, and a hook that ends them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from handoff.core.ports import Agents, Clock
from handoff.services.watching import Lookers

BEATS = 6
"""A sign of life is kept at most so often within a lease, however many desks the agent has."""


class Connections:
    """Knows whose desks are connected, and keeps that they live."""

    def __init__(self, agents: Agents, lookers: Lookers, clock: Clock, lease_s: float) -> None:
        self._agents = agents
        self._lookers = lookers
        self._clock = clock
        self._every = timedelta(seconds=lease_s / BEATS)
        self._desks: dict[str, list[asyncio.Event]] = {}
        self._beats: dict[str, datetime] = {}

    @contextmanager
    def entered(self, agent_id: str) -> Iterator[asyncio.Event]:
        """Count a desk as connected; the event is set when its session has to be looked at."""
        check = asyncio.Event()
        self._desks.setdefault(agent_id, []).append(check)
        try:
            yield check
        finally:
            self._desks[agent_id].remove(check)
            if not self._desks[agent_id]:
                del self._desks[agent_id]
                self._beats.pop(agent_id, None)

    def check(self, agent_id: str) -> None:
        """Have this agent's desks look at their sessions at once: one has ended, or the role has.

        To be called after a sign-out, and when an account is disabled or its role changes.
        """
        for desk in self._desks.get(agent_id, ()):
            desk.set()

    async def beat(self, agent_id: str) -> None:
        """Keep a sign of life of an agent's desk, and that it still shows what it has open.

        Raises:
            UnknownAgent: the agent is no more.
            Unavailable: the store cannot be reached.
        """
        now, last = self._clock.now(), self._beats.get(agent_id)
        if last is not None and timedelta(0) <= now - last < self._every:
            return
        self._beats[agent_id] = now
        await self._agents.seen(agent_id, now)
        await self._lookers.renew(agent_id)
