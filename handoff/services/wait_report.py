"""Calibration: what citizens were told of their waits, held against what came true."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta
from statistics import fmean

from handoff.core.calibration import GOAL
from handoff.core.ports import Clock
from handoff.core.scores import Said, Scores, as_wide, middle, scores
from handoff.core.waits import Shown, WaitRecords, first_of_each_wait
from handoff.services.office import OfficeBook

MOST = 20_000
"""The newest so many forecasts are looked at."""


@dataclass(frozen=True, slots=True)
class Group:
    """The waits of a team that were told of in an hour (0 to 23) of the office's day.

    `team` and `hour` are None for all of them. `inside` is the share of those of which it is known
    that ended inside of what was shown first; `known` how many these are. Who gave up before the
    range was over is none of them: how long it would have taken nobody knows. `forecast` and the
    naive rules are scored over the same waits, those that were answered and of which both rules
    said something; None: there are none.
    """

    team: str | None
    hour: int | None
    waits: int
    known: int
    gave_up: int
    waiting: int
    inside: float | None
    mean_width_s: float
    mean_wait_s: float | None
    forecast: Scores | None
    naive_hour: Scores | None
    naive_place: Scores | None


@dataclass(frozen=True, slots=True)
class Report:
    """All waits, then by team and hour; `whole` is false when there were more than are read."""

    days: int
    goal: float
    whole: bool
    all: Group | None
    groups: tuple[Group, ...]


class WaitReports:
    """Makes reports."""

    def __init__(self, records: WaitRecords, book: OfficeBook, clock: Clock) -> None:
        self._records = records
        self._book = book
        self._clock = clock

    async def report(self, days: int) -> Report:
        """Return how the forecasts of the last days did. Raises `Unavailable`."""
        since = self._clock.now() - timedelta(days=days)
        shown = await self._records.shown_since(since, MOST, firsts=True)
        hours = self._book.current.hours
        zone = hours.zone if hours else UTC
        by_hour: dict[tuple[str | None, int], list[Shown]] = defaultdict(list)
        firsts = first_of_each_wait(shown)
        for each in firsts:
            by_hour[each.team, each.at.astimezone(zone).hour].append(each)
        return Report(
            days=days,
            goal=GOAL,
            whole=len(shown) < MOST,
            all=self._group(None, None, firsts) if firsts else None,
            groups=tuple(
                self._group(team, hour, some)
                for (team, hour), some in sorted(by_hour.items(), key=_order)
            ),
        )

    def _group(self, team: str | None, hour: int | None, shown: Sequence[Shown]) -> Group:
        now = self._clock.now()
        hits = [hit for each in shown if (hit := each.outcome(now).hit) is not None]
        waits = [each.wait_s for each in shown if each.wait_s is not None]
        gave_up = sum(1 for each in shown if each.left_at is not None)
        forecast, naive_hour, naive_place = _compared(shown)
        return Group(
            team=team,
            hour=hour,
            waits=len(shown),
            known=len(hits),
            gave_up=gave_up,
            waiting=len(shown) - len(waits) - gave_up,
            inside=fmean(hits) if hits else None,
            mean_width_s=fmean(each.shown.high_s - each.shown.low_s for each in shown),
            mean_wait_s=fmean(waits) if waits else None,
            forecast=forecast,
            naive_hour=naive_hour,
            naive_place=naive_place,
        )


def _compared(shown: Sequence[Shown]) -> tuple[Scores | None, Scores | None, Scores | None]:
    """Score the forecast and both naive rules over the same waits."""
    ways: tuple[list[Said], list[Said], list[Said]] = ([], [], [])
    for each in shown:
        wait, hour, place = each.wait_s, each.naive_hour_s, each.naive_place_s
        if wait is not None and hour is not None and place is not None:
            ways[0].append(Said(each.shown, middle(each.shown), wait))
            ways[1].append(Said(as_wide(hour, each.shown), hour, wait))
            ways[2].append(Said(as_wide(place, each.shown), place, wait))
    if not ways[0]:
        return None, None, None
    return scores(ways[0]), scores(ways[1]), scores(ways[2])


def _order(item: tuple[tuple[str | None, int], list[Shown]]) -> tuple[str, int]:
    (team, hour), _ = item
    return (team or "", hour)
