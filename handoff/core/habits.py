"""A team's habits, as its stays tell them: handling, giving up, arriving, being there."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta, tzinfo

from handoff.core.durations import Durations
from handoff.core.playout import Habits, Past
from handoff.core.staffing import staffing_of
from handoff.core.stays import Stay

FEWEST = 10
"""Below so many handling times in the whole office nothing is said."""
ENOUGH = 30
"""From so many on, the handling times of the same team and hour are used alone."""
ABSENT_S = 300.0
"""An agent who takes longer to pick up is not there; only who is there is counted on."""
MOST = 300
"""The newest so many are used, so that habits follow the office as it changes."""
HOUR_S = 3600.0


def past_of(
    stays: Sequence[Stay], teams: Iterable[str | None], now: datetime, zone: tzinfo = UTC
) -> Past | None:
    """Return what the stays, in order of `queued_at`, tell at this hour; None when they are few."""
    handled = [(s, _seconds(s.assigned_at, s.ended_at)) for s in stays]
    done = [(s, took) for s, took in handled if took is not None]
    if len(done) < FEWEST:
        return None
    habits = {}
    for team in teams:
        mine = [(s, took) for s, took in done if s.team == team]
        now_too = [took for s, took in mine if _same_hour(s.queued_at, now)]
        widening = (now_too, [took for _, took in mine], [took for _, took in done])
        times = next((t for t in widening[:2] if len(t) >= ENOUGH), widening[2])
        seen = [s for s in stays if s.team == team and not (s.off_hours or s.passed_on)]
        habits[team] = Habits(
            Durations(times[-MOST:]),
            _give_up_rate(seen, now),
            _rates(seen, now),
            staffing_of(stays, team, now, zone),
        )
    return Past(habits, Durations(_pickups([s for s, _ in done[-MOST:]])))


def _give_up_rate(stays: Sequence[Stay], now: datetime) -> float:
    """Return how many give up per second of waiting: events by time at risk, all counted."""
    waited = sum(s.waited_s(now) for s in stays)
    left = sum(1 for s in stays if s.assigned_at is None and s.ended_at is not None)
    return left / waited if waited else 0.0


def _rates(stays: Sequence[Stay], now: datetime) -> dict[int, float]:
    """Return arrivals per second by priority, around this hour of the days that were seen."""
    like_now = [s for s in stays if _same_hour(s.queued_at, now)]
    days = len({s.queued_at.date() for s in like_now})
    counted = Counter(s.priority for s in like_now)
    return {priority: number / (days * 3 * HOUR_S) for priority, number in counted.items()}


def _pickups(stays: Sequence[Stay]) -> list[float]:
    """Return how long each conversation lay there although its agent was free for it.

    That is from when it was queued or the agent ended another one, whichever was later.
    """
    ends: dict[str | None, list[datetime]] = defaultdict(list)
    for stay in stays:
        if stay.ended_at is not None:
            ends[stay.agent_id].append(stay.ended_at)
    for each in ends.values():
        each.sort()
    pickups = []
    for stay in stays:
        if stay.assigned_at is not None and not (stay.off_hours or stay.passed_on):
            before = ends[stay.agent_id][: bisect_right(ends[stay.agent_id], stay.assigned_at)]
            since = max([stay.queued_at, *before[-1:]])
            pickups.append(min(ABSENT_S, (stay.assigned_at - since).total_seconds()))
    return pickups or [0.0]


def _same_hour(at: datetime, now: datetime) -> bool:
    """Return whether the times of day are an hour and a half apart at most."""
    apart = (at - now) % timedelta(days=1)
    return min(apart, timedelta(days=1) - apart) <= timedelta(minutes=90)


def _seconds(start: datetime | None, end: datetime | None) -> float | None:
    return (end - start).total_seconds() if start and end else None
