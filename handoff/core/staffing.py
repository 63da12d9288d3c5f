"""How many are at work at each time of day, as past days tell: lunch, shifts, late starts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from handoff.core.stays import Stay

HALF_HOUR = timedelta(minutes=30)
HALVES = int(timedelta(days=1) / HALF_HOUR)
STEP = timedelta(minutes=15)
STEPS = 32
"""Looked ahead: eight hours."""
BUSY_S = 120.0
"""Where somebody waited so long, all who were there were at work."""
DOUBT = 2.0
"""So many half hours as usual are added to those seen, so that one odd day says little."""
FADES = 0.6
"""What is left after a `STEP` of a difference from the usual that today has not shown so far."""

Half = tuple[int, int]
"""A half hour: the day's ordinal, and which one of the day."""


@dataclass(frozen=True, slots=True)
class Staffing:
    """How many are usually at work in each `STEP` from now on, and how many more are today."""

    usual: tuple[float, ...] = ()
    today: float = 0.0

    def stretched(self, seconds: float, at_work: int) -> float:
        """Return how long it takes to do what `at_work` people, who are there now, do in `seconds`.

        Who comes and goes in the meantime is as usual at this time, with today's difference; what
        is left of the difference now, such as several at lunch at once, fades.
        """
        step = STEP.total_seconds()
        passed, work = 0.0, seconds * at_work
        for number, usual in enumerate(self.usual):
            fading = (at_work - self.usual[0] - self.today) * FADES**number
            there = max(0.3 * at_work, usual + self.today + fading)
            if work <= step * there:
                return passed + work / there
            work -= step * there
            passed += step
        return passed + work / at_work


def staffing_of(stays: Iterable[Stay], team: str | None, now: datetime, zone: tzinfo) -> Staffing:
    """Return a team's staffing from the stays of the whole office.

    Counted are, in half hours in which the team's citizens had to wait, the agents who took
    conversations then, of those who ever took one of the team's.
    """
    active, busy = _half_hours(stays, team, now, zone)
    counts: dict[int, list[int]] = defaultdict(list)
    for half in busy:
        counts[half[1]].append(len(active[half]))
    seen = [number for each in counts.values() for number in each]
    if not seen:
        return Staffing()
    mean = sum(seen) / len(seen)
    level = [(sum(counts[i]) + DOUBT * mean) / (len(counts[i]) + DOUBT) for i in range(HALVES)]
    today = _half(now, zone)
    more = [len(active[half]) - level[half[1]] for half in busy if half[0] == today[0]]
    return Staffing(
        tuple(_between(level, (now + STEP * i).astimezone(zone)) for i in range(STEPS)),
        sum(more) / (len(more) + DOUBT),
    )


def _half_hours(
    stays: Iterable[Stay], team: str | None, now: datetime, zone: tzinfo
) -> tuple[Mapping[Half, set[str | None]], set[Half]]:
    """Return who took conversations in each half hour that is over, and which were busy."""
    took: dict[Half, set[str | None]] = defaultdict(set)
    busy: set[Half] = set()
    of_team: set[str | None] = set()
    current = _half(now, zone)
    for stay in stays:
        if stay.assigned_at is None or (half := _half(stay.assigned_at, zone)) >= current:
            continue
        took[half].add(stay.agent_id)
        if stay.team == team:
            of_team.add(stay.agent_id)
            if not stay.off_hours and stay.waited_s(now) > BUSY_S:
                busy.add(half)
    return {half: agents & of_team for half, agents in took.items()}, busy


def _half(at: datetime, zone: tzinfo) -> Half:
    local = at.astimezone(zone)
    return (local.toordinal(), (local.hour * 60 + local.minute) // 30)


def _between(level: list[float], at: datetime) -> float:
    """Return the level at a time of day, on the line between the middles of two half hours."""
    place = (at.hour * 60 + at.minute) / 30 - 0.5
    below = int(place // 1)
    share = place - below
    return level[below % HALVES] * (1 - share) + level[(below + 1) % HALVES] * share
