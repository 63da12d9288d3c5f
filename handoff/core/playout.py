"""Plays the office from now until everybody who waits now has been answered, many times over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heapreplace
from itertools import cycle
from math import inf, log

from handoff.core.durations import Chance, Durations
from handoff.core.staffing import Staffing

HORIZON_S = 8 * 3600.0
"""Whoever is not answered within this time in a run counts as waiting this long."""
DRAWS = 2000
"""So many times are drawn beforehand, and used in turn."""


@dataclass(frozen=True, slots=True)
class Waiter:
    """A waiting conversation; a queue of them is in its order, first served first."""

    id: str
    team: str | None
    language: str
    priority: int
    waited_s: float


@dataclass(frozen=True, slots=True)
class Held:
    """A conversation in an agent's hands and for how long it has been there."""

    team: str | None
    elapsed_s: float


@dataclass(frozen=True, slots=True)
class Hand:
    """An agent on duty. No teams: all of them; no languages: all of them.

    `free` is how many conversations more the agent takes; `idle_s` how long ago the agent ended
    the last one, as far as that is known.
    """

    teams: frozenset[str]
    languages: frozenset[str]
    free: int
    held: tuple[Held, ...] = ()
    idle_s: float = inf

    def fits(self, team: str | None, language: str | None) -> bool:
        """Return whether the agent takes such conversations; no language: any."""
        return (team is None or not self.teams or team in self.teams) and (
            language is None or not self.languages or language in self.languages
        )


@dataclass(frozen=True, slots=True)
class Habits:
    """What has been seen of a team: times of handling, giving up and arriving.

    `give_up_rate` is how many of those who wait give up per second of waiting; `arrivals` how many
    of each priority arrive per second.
    """

    handling: Durations
    give_up_rate: float = 0.0
    arrivals: Mapping[int, float] = field(default_factory=dict)
    staffing: Staffing = field(default_factory=Staffing)


@dataclass(frozen=True, slots=True)
class Past:
    """Habits by team, and how long agents who are free take until they have the next one."""

    habits: Mapping[str | None, Habits]
    pickup: Durations


class Playout:
    """Plays the office from now until everybody who waits now has been answered."""

    def __init__(
        self,
        queue: Sequence[Waiter],
        crew: Sequence[Hand],
        past: Past,
        runs: int,
        chance: Chance,
    ) -> None:
        self._queue, self._past, self._runs, self._chance = queue, past, runs, chance
        lines: dict[tuple[str | None, str], list[int]] = {}
        for place, waiter in enumerate(queue):
            lines.setdefault((waiter.team, waiter.language), []).append(place)
        self._lines = list(lines.values())
        kinds = list(dict.fromkeys((hand.teams, hand.languages) for hand in crew))
        one_of_each = [next(h for h in crew if (h.teams, h.languages) == kind) for kind in kinds]
        self._serves = [
            tuple(i for i, line in enumerate(lines) if hand.fits(*line)) for hand in one_of_each
        ]
        lowest = min(waiter.priority for waiter in queue)
        teams = dict.fromkeys(waiter.team for waiter in queue)
        self._urgent = [
            (priority, rate, team)
            for team in teams
            for priority, rate in past.habits[team].arrivals.items()
            if priority > lowest and rate > 0
        ]
        self._urgent_for = [
            tuple(i for i, (_, _, team) in enumerate(self._urgent) if hand.fits(team, None))
            for hand in one_of_each
        ]
        self._slots = [
            (kinds.index((hand.teams, hand.languages)), ready)
            for hand in crew
            for ready in self._ready(hand)
        ]
        many = runs * (len(queue) + 8)
        self._busy = {
            team: cycle(self._cycle_times(past.habits[team].handling, min(many, 2000)))
            for team in teams
        }

    def play(self) -> list[list[float]]:
        """Return the waits of each place, one per run."""
        waits = [[HORIZON_S] * self._runs for _ in self._queue]
        for run in range(self._runs):
            self._run(run, waits)
        return waits

    def _run(self, run: int, waits: list[list[float]]) -> None:
        slots = [(ready[run], kind) for kind, ready in self._slots]
        heapify(slots)
        heads = [0] * len(self._lines)
        urgent_at = [self._in(rate) for _, rate, _ in self._urgent]
        queue, busy, habits = self._queue, self._busy, self._past.habits
        open_places = len(queue)
        while slots and slots[0][0] < HORIZON_S and open_places:
            now, kind = slots[0]
            line, place = self._first(kind, heads)
            if place is None:
                heappop(slots)
                continue
            urgent = self._due(kind, now, queue[place].priority, urgent_at)
            if urgent is not None:
                _, rate, team = self._urgent[urgent]
                urgent_at[urgent] += self._in(rate)
                heapreplace(slots, (now + next(busy[team]), kind))
                continue
            heads[line] += 1
            open_places -= 1
            waits[place][run] = now
            team = queue[place].team
            leaves = habits[team].give_up_rate
            if not leaves or self._in(leaves) > now:
                heapreplace(slots, (now + next(busy[team]), kind))

    def _first(self, kind: int, heads: list[int]) -> tuple[int, int | None]:
        """Return the line whose head is served next by agents of a kind, and that place."""
        first, of_line = None, -1
        for line in self._serves[kind]:
            places = self._lines[line]
            if heads[line] < len(places):
                place = places[heads[line]]
                if first is None or place < first:
                    first, of_line = place, line
        return of_line, first

    def _due(self, kind: int, now: float, priority: int, urgent_at: list[float]) -> int | None:
        """Return who has arrived by now and goes before somebody of this priority."""
        for urgent in self._urgent_for[kind]:
            if urgent_at[urgent] <= now and self._urgent[urgent][0] > priority:
                return urgent
        return None

    def _in(self, rate: float) -> float:
        return -log(1 - self._chance()) / rate

    def _cycle_times(self, handling: Durations, number: int) -> Iterable[float]:
        """Return times from one answer of a slot to its next: handling, then picking up."""
        picked = self._past.pickup.some(number, self._chance)
        return map(float.__add__, handling.some(number, self._chance), picked)

    def _ready(self, hand: Hand) -> Iterable[list[float]]:
        """Yield when each slot of an agent takes its next conversation, one time per run."""
        runs, chance, pickup = self._runs, self._chance, self._past.pickup
        waited = (w.waited_s for w in self._queue if hand.fits(w.team, w.language))
        # A slot that could have been filled and was not, tells of an agent who is not quick.
        idle = min(hand.idle_s, max(waited, default=0.0))
        for _ in range(hand.free):
            yield pickup.left(idle, runs, chance)
        for held in hand.held:
            left = self._handling(held.team).left(held.elapsed_s, runs, chance)
            yield [a + b for a, b in zip(left, pickup.some(runs, chance), strict=True)]

    def _handling(self, team: str | None) -> Durations:
        """Return how long a team's conversations take, or, unseen, those of the best known team."""
        habits = self._past.habits
        if team in habits:
            return habits[team].handling
        return max((each.handling for each in habits.values()), key=len)
