"""A synthetic office, day by day: who asks, who gives up, who takes whom, and for how long.

It is the world that `bench/forecast.py` and `tests/simulation` hold forecasts against. Two teams,
and two agents who serve both; mornings and early afternoons are busy; a burst comes when letters
went out; lunch is staggered; somebody goes home early; some are urgent; some give up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from math import exp, log, sqrt
from random import Random
from typing import Literal

from handoff.core.playout import Hand, Held, Waiter
from handoff.core.stays import Stay

OPENS_H, CLOSES_H = 8, 17
MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
BUSY = {8: 0.8, 9: 1.2, 10: 1.3, 11: 1.0, 12: 0.75, 13: 1.15, 14: 1.1, 15: 0.9, 16: 0.5}
"""How busy each hour is, against the day's mean."""

What = Literal["arrives", "gives_up", "ends", "lunch", "back", "leaves", "free", "tick"]


@dataclass(frozen=True, slots=True)
class Traffic:
    """A team's work: who asks per hour, how long it takes (minutes), how evenly."""

    per_hour: float
    mean_min: float
    spread: float


@dataclass(frozen=True, slots=True)
class Plan:
    """What an office is like. `slower` is by how much handling grows on and after `slower_from`."""

    seed: int
    teams: dict[str, Traffic] = field(
        default_factory=lambda: {
            "benefits": Traffic(46, 11, 0.75),
            "medical": Traffic(20, 14, 0.85),
        }
    )
    agents: tuple[tuple[str, ...], ...] = (
        *((("benefits",),) * 3),
        *((("medical",),) * 2),
        *((("benefits", "medical"),) * 2),
    )
    capacity: int = 2
    patience_min: float = 60
    urgent: float = 0.04
    pressing: float = 0.12
    slower: float = 1.0
    slower_from: int = 99


@dataclass(slots=True)
class Agent:
    """One who serves: teams, whether at the desk, what is held, when the last one ended."""

    name: str
    teams: frozenset[str]
    on_duty: bool = True
    held: list[str] = field(default_factory=list)
    last_end: datetime | None = None
    reaching: bool = False


class OfficeDay:
    """Plays one day; `run` yields the moments at which somebody may ask how long it takes."""

    def __init__(self, plan: Plan, day: int) -> None:
        self.plan, self.day = plan, day
        self.random = Random(plan.seed * 1000 + day)  # noqa: S311 - the same day each time
        self.midnight = MONDAY + timedelta(days=day + 2 * (day // 5))
        self.now = self.midnight + timedelta(hours=OPENS_H)
        self.stays: dict[str, Stay] = {}
        self.waiting: dict[str, Stay] = {}
        self.agents = [Agent(f"agent-{i}", frozenset(t)) for i, t in enumerate(plan.agents)]
        self._events: list[tuple[datetime, int, What, str]] = []
        self._number = count()
        self._arrivals()
        self._shifts()

    def run(self) -> Iterator[str]:
        """Play until nobody waits and nothing is held; yield who has just been queued, or ''.

        '' comes once a minute while the office is open.
        """
        while self._events:
            self.now, _, what, name = heappop(self._events)
            if what == "arrives":
                self.waiting[name] = self.stays[name]
                self._at(self._patience(), "gives_up", name)
                yield name
            elif what == "tick":
                yield ""
            self._happens(what, name)
            self._reach()

    def queue(self) -> list[Waiter]:
        """Return everybody who waits, in the order of the queue."""
        stays = sorted(self.waiting.values(), key=lambda s: (-s.priority, s.queued_at))
        return [
            Waiter(s.conversation_id, s.team, s.language, s.priority, s.waited_s(self.now))
            for s in stays
        ]

    def crew(self) -> list[Hand]:
        """Return the agents on duty."""
        return [self._hand(agent) for agent in self.agents if agent.on_duty]

    def _hand(self, agent: Agent) -> Hand:
        since = agent.last_end
        held = [self.stays[name] for name in agent.held]
        return Hand(
            agent.teams,
            frozenset(),
            self.plan.capacity - len(held),
            tuple(
                Held(s.team, (self.now - (s.assigned_at or self.now)).total_seconds()) for s in held
            ),
            (self.now - since).total_seconds() if since else float("inf"),
        )

    def _happens(self, what: What, name: str) -> None:
        if what == "gives_up" and name in self.waiting:
            del self.waiting[name]
            self.stays[name] = replace(self.stays[name], ended_at=self.now)
        elif what == "ends":
            stay = self.stays[name] = replace(self.stays[name], ended_at=self.now)
            agent = self._agent(str(stay.agent_id))
            agent.held.remove(name)
            agent.last_end = self.now
        elif what == "free":
            self._take(self._agent(name))
        elif what in ("lunch", "leaves"):
            self._agent(name).on_duty = False
        elif what == "back":
            self._agent(name).on_duty = True

    def _reach(self) -> None:
        """Everybody who could take somebody needs a moment to do so."""
        for agent in self.agents:
            if not agent.reaching and self._next_for(agent):
                agent.reaching = True
                self._at(self._spread(0.3, 0.8), "free", agent.name)

    def _take(self, agent: Agent) -> None:
        agent.reaching = False
        stay = self._next_for(agent)
        if stay is None:
            return
        del self.waiting[stay.conversation_id]
        traffic = self.plan.teams[str(stay.team)]
        slower = self.plan.slower if self.day >= self.plan.slower_from else 1.0
        took = self._spread(traffic.mean_min * slower, traffic.spread)
        self.stays[stay.conversation_id] = replace(stay, assigned_at=self.now, agent_id=agent.name)
        agent.held.append(stay.conversation_id)
        self._at(took, "ends", stay.conversation_id)

    def _next_for(self, agent: Agent) -> Stay | None:
        if not agent.on_duty or len(agent.held) >= self.plan.capacity:
            return None
        fitting = (s for s in self.waiting.values() if s.team in agent.teams)
        return min(fitting, key=lambda s: (-s.priority, s.queued_at), default=None)

    def _agent(self, name: str) -> Agent:
        return next(agent for agent in self.agents if agent.name == name)

    def _arrivals(self) -> None:
        burst_at = self.random.uniform(OPENS_H + 1, CLOSES_H - 2)
        burst_h = self.random.uniform(0.25, 0.5)
        for team, traffic in self.plan.teams.items():
            most = traffic.per_hour * 4
            at_h = float(OPENS_H)
            while (at_h := at_h + self.random.expovariate(most)) < CLOSES_H - 0.25:
                rate = traffic.per_hour * BUSY[int(at_h)]
                if burst_at <= at_h < burst_at + burst_h:
                    rate *= 2.5
                if self.random.random() < rate / most:
                    self._arrives(team, at_h)
        for minute in range(OPENS_H * 60, CLOSES_H * 60):
            self._push(self.midnight + timedelta(minutes=minute), "tick", "")

    def _arrives(self, team: str, at_h: float) -> None:
        kind = self.random.random()
        priority = 10 if kind < self.plan.urgent else 0
        if not priority and kind < self.plan.urgent + self.plan.pressing:
            priority = 5
        name = f"{self.day}-{len(self.stays)}"
        at = self.midnight + timedelta(hours=at_h)
        self.stays[name] = Stay(name, team, "en", priority, at)
        self._push(at, "arrives", name)

    def _shifts(self) -> None:
        early = self.random.choice(self.agents)
        leaves_h = self.random.uniform(13.5, 15.5)
        for agent in self.agents:
            lunch_h = self.random.choice((11.5, 12.0, 12.5, 13.0))
            lunch = self.midnight + timedelta(hours=lunch_h)
            self._push(lunch, "lunch", agent.name)
            minutes = self.random.uniform(30, 45)
            self._push(lunch + timedelta(minutes=minutes), "back", agent.name)
            if agent is early:
                self._push(self.midnight + timedelta(hours=leaves_h), "leaves", agent.name)

    def _patience(self) -> float:
        return self._spread(self.plan.patience_min, 0.9)

    def _spread(self, mean_min: float, spread: float) -> float:
        """Draw minutes from a lognormal distribution with this mean and relative deviation."""
        width = sqrt(log(1 + spread**2))
        return exp(self.random.gauss(log(mean_min) - width**2 / 2, width))

    def _at(self, minutes: float, what: What, name: str) -> None:
        self._push(self.now + timedelta(minutes=minutes), what, name)

    def _push(self, at: datetime, what: What, name: str) -> None:
        heappush(self._events, (at, next(self._number), what, name))
