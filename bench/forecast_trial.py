"""Forecasts held against a synthetic office: what was shown to everybody, and what came true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random
from statistics import fmean

from bench.office_day import OfficeDay, Plan
from handoff.core.calibration import Correction, Outcome, correction, readable
from handoff.core.durations import Chance
from handoff.core.forecast import Range, ranges
from handoff.core.habits import past_of
from handoff.core.playout import Past
from handoff.core.scores import Said, Scores, as_wide, middle, scores
from handoff.core.stays import Stay

LEARNT_EVERY = timedelta(minutes=5)
REMEMBERED = 3000


@dataclass(frozen=True, slots=True)
class Shown:
    """What one citizen was shown when queued, the naive answers beside it, and what came true.

    Times in seconds; `wait_s` is None for who gave up. `slots` is how many conversations those at
    work for the team can hold.
    """

    day: int
    at: datetime
    team: str
    place: int
    slots: int
    base: Range
    shown: Range
    last_hour_s: float | None
    handling_s: float
    wait_s: float | None

    @property
    def by_place_s(self) -> float:
        """The second naive rule: place times mean handling time."""
        return self.place * self.handling_s

    @property
    def by_slots_s(self) -> float:
        """Divided by the places at work: the queue-length estimator, not naive any more."""
        return self.by_place_s / max(1, self.slots)


@dataclass(slots=True)
class _Trial:
    plan: Plan
    history: list[Stay] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    def day(self, number: int) -> list[Shown]:
        """Play a day, forecast for everybody who is queued, learn from what has come true."""
        office = OfficeDay(self.plan, number)
        # Not for secrets: the same figures each time.
        chance = Random(self.plan.seed * 7919 + number).random  # noqa: S311
        told: dict[str, Shown] = {}
        learnt_at, past, fix = datetime.min.replace(tzinfo=UTC), None, Correction()
        for name in office.run():
            if not name:
                continue
            if office.now - learnt_at >= LEARNT_EVERY:
                learnt_at = office.now
                past = self._past(office)
                known = [*self.outcomes, *self._outcomes(office, told)]
                fix = correction(known, _minute(office.now))
            shown = self._shown(office, name, past, fix, chance) if past else None
            if shown is not None:
                told[name] = shown
        self.outcomes += self._outcomes(office, told)
        self.history += sorted(office.stays.values(), key=lambda stay: stay.queued_at)
        return [
            replace(shown, wait_s=stay.waited_s(office.now) if stay.assigned_at else None)
            for shown, stay in ((shown, office.stays[name]) for name, shown in told.items())
        ]

    def _past(self, office: OfficeDay) -> Past | None:
        today = (s for s in office.stays.values() if s.queued_at <= office.now)
        stays = [*self.history[-REMEMBERED:], *sorted(today, key=lambda stay: stay.queued_at)]
        return past_of(stays, self.plan.teams, office.now)

    def _shown(
        self, office: OfficeDay, name: str, past: Past, fix: Correction, chance: Chance
    ) -> Shown | None:
        queue, crew = office.queue(), office.crew()
        upto = queue[: next(i for i, w in enumerate(queue) if w.id == name) + 1]
        base = ranges(upto, crew, past, chance).get(name)
        team = upto[-1].team
        if base is None or team is None:
            return None
        hour_ago = office.now - timedelta(hours=1)
        lately = [
            stay.waited_s(office.now)
            for stay in office.stays.values()
            if stay.team == team and stay.assigned_at is not None and stay.assigned_at >= hour_ago
        ]
        return Shown(
            day=office.day,
            at=office.now,
            team=team,
            place=sum(1 for waiter in upto if waiter.team == team),
            slots=sum(h.free + len(h.held) for h in crew if h.fits(team, None)),
            base=base,
            shown=readable(fix.of(base)),
            last_hour_s=fmean(lately) if lately else None,
            handling_s=past.habits[team].handling.mean,
            wait_s=None,
        )

    def _outcomes(self, office: OfficeDay, told: dict[str, Shown]) -> list[Outcome]:
        """Return what is known by now of what was shown today, in the order of being known."""
        known = sorted(
            (stay.assigned_at or stay.ended_at or office.now, name)
            for name, stay in office.stays.items()
            if name in told
        )
        return [
            Outcome(
                told[name].base,
                told[name].shown,
                (at - told[name].at).total_seconds(),
                _minute(told[name].at),
                ended=office.stays[name].assigned_at is not None,
            )
            for at, name in known
        ]


def _minute(at: datetime) -> int:
    return at.hour * 60 + at.minute


def trial(plan: Plan, days: int) -> list[Shown]:
    """Return what was shown on so many days, with what came true; the first day has no past."""
    played = _Trial(plan)
    return [shown for number in range(days) for shown in played.day(number)]


def compared(shown: Sequence[Shown]) -> dict[str, Scores]:
    """Return the scores of the forecast and of the naive rules, over the same waits.

    These are those that were answered and of which every rule says something. The point of a naive
    rule becomes a range with the relative width that the forecast had there.
    """
    ways: dict[str, list[Said]] = {
        "forecast": [],
        "mean of the last hour": [],
        "place times handling": [],
        "place times handling, by slots": [],
    }
    for each in shown:
        if each.wait_s is None or each.last_hour_s is None:
            continue
        ways["forecast"].append(Said(each.shown, middle(each.shown), each.wait_s))
        points = (each.last_hour_s, each.by_place_s, each.by_slots_s)
        for way, point in zip(list(ways)[1:], points, strict=True):
            ways[way].append(Said(as_wide(point, each.shown), point, each.wait_s))
    return {way: scores(said) for way, said in ways.items()}
