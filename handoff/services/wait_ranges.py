"""The ranges of all who wait, from the office as it is and what is kept of its past."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from statistics import fmean

from handoff.core.calibration import Correction, correction
from handoff.core.conversation import Conversation
from handoff.core.durations import Chance
from handoff.core.forecast import Range, ranges
from handoff.core.habits import past_of
from handoff.core.office import Duty
from handoff.core.playout import Hand, Held, Past, Waiter
from handoff.core.ports import Clock
from handoff.core.stays import Stay
from handoff.core.values import Control
from handoff.core.waits import Shown, WaitRecords, first_of_each_wait, minute_of_day
from handoff.services.office import OfficeBook
from handoff.services.stay_keeper import REMEMBERED, StayKeeper

LEARNT_EVERY = timedelta(seconds=60)
MOST_STAYS = 3000
MOST_SHOWN = 3000
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Naive:
    """What the naive rules say: the mean wait of the last hour, place times mean handling time."""

    hour_s: float | None = None
    place_s: float | None = None


@dataclass(frozen=True, slots=True)
class _Learnt:
    at: datetime
    past: Past | None
    fix: Correction
    last_hour: dict[str | None, float]


class WaitRanges:
    """Works ranges out; learns from the past once a minute, while somebody waits.

    `chances` gives a generator of numbers from 0 to 1 that starts in the same way each time, so
    that ranges change with the office and not by chance.
    """

    def __init__(
        self,
        records: WaitRecords,
        keeper: StayKeeper,
        book: OfficeBook,
        clock: Clock,
        chances: Callable[[], Chance],
    ) -> None:
        self._records = records
        self._keeper = keeper
        self._book = book
        self._clock = clock
        self._chances = chances
        self._learnt: _Learnt | None = None
        self._on_duty_since: dict[str, datetime] = {}

    async def of(self, line: Sequence[Conversation], now: datetime) -> dict[str, Range]:
        """Return the range of each who waits, in the order of the queue, before calibration.

        Left out is who cannot be told: see `core.forecast.ranges`; and whose turn does not come
        before the office closes. Raises `Unavailable`.
        """
        learnt = await self._learn({state.team for state in line}, now)
        if learnt.past is None:
            return {}
        hours = self._book.current.hours
        # Who has waited since the night waits for an agent only since the office opened.
        opened = (hours.opened(now) if hours else None) or now - timedelta(days=1)
        waiters = [
            Waiter(s.id, s.team, _primary(s.language), s.priority, _since(s, opened, now))
            for s in line
        ]
        crew = [self._hand(duty, now) for duty in self._book.current.on_duty.values()]
        crew = [hand for hand in crew if hand.free or hand.held]
        # Pure, and up to some 25 ms long: not on the event loop.
        found = await asyncio.to_thread(ranges, waiters, crew, learnt.past, self._chances())
        closing = hours.closing(now) if hours else None
        left = (closing - now).total_seconds() if closing else None
        return {each: r for each, r in found.items() if left is None or r.low_s < left}

    def calibrated(self, base: Range) -> Range:
        """Return the range with what outcomes so far have taught."""
        return (self._learnt.fix if self._learnt else Correction()).of(base)

    def naive(self, team: str | None, place: int) -> Naive:
        """Return what the naive rules say of a place in a team's queue."""
        learnt = self._learnt
        if learnt is None or learnt.past is None or team not in learnt.past.habits:
            return Naive()
        handling = learnt.past.habits[team].handling.mean
        return Naive(learnt.last_hour.get(team), place * handling)

    async def _learn(self, teams: set[str | None], now: datetime) -> _Learnt:
        learnt = self._learnt
        known = learnt is not None and (learnt.past is None or teams <= learnt.past.habits.keys())
        if learnt and known and timedelta(0) <= now - learnt.at < LEARNT_EVERY:
            return learnt
        since = now - REMEMBERED
        stays = await self._records.stays_since(since, MOST_STAYS)
        shown = await self._records.shown_since(since, MOST_SHOWN, firsts=True)
        self._keeper.see(stays)
        self._learnt = await asyncio.to_thread(_learnt, stays, shown, teams, now, self._zone)
        return self._learnt

    @property
    def _zone(self) -> tzinfo:
        hours = self._book.current.hours
        return hours.zone if hours else UTC

    def _hand(self, duty: Duty, now: datetime) -> Hand:
        agent = duty.agent
        held = tuple(
            Held(state.team, (now - (state.assigned_at or now)).total_seconds())
            for state in self._book.standing.values()
            if state.control is Control.AGENT and state.holds(agent.id)
        )
        since = self._on_duty_since.setdefault(agent.id, now)
        idle_from = max(since, self._keeper.last_end.get(agent.id, since))
        return Hand(
            frozenset(agent.teams),
            frozenset(_primary(language) for language in agent.languages),
            duty.free if agent.role.talks else 0,
            held,
            (now - idle_from).total_seconds(),
        )


def _learnt(
    stays: Sequence[Stay],
    shown: Sequence[Shown],
    teams: set[str | None],
    now: datetime,
    zone: tzinfo,
) -> _Learnt:
    firsts = first_of_each_wait(shown)
    firsts.sort(key=lambda each: _known_at(each, now))
    last_hour: dict[str | None, float] = {}
    for team in teams:
        waits = [
            stay.waited_s(now)
            for stay in stays
            if stay.team == team and not (stay.off_hours or stay.passed_on)
            if stay.assigned_at is not None and now - stay.assigned_at < HOUR
        ]
        if waits:
            last_hour[team] = fmean(waits)
    outcomes = [each.outcome(now, zone) for each in firsts]
    fix = correction(outcomes, minute_of_day(now, zone))
    return _Learnt(now, past_of(stays, teams, now, zone), fix, last_hour)


def _known_at(shown: Shown, now: datetime) -> datetime:
    if shown.wait_s is not None:
        return shown.at + timedelta(seconds=shown.wait_s)
    return shown.left_at or now


def _since(state: Conversation, opened: datetime, now: datetime) -> float:
    return (now - max(state.waiting_since or now, opened)).total_seconds()


def _primary(tag: str) -> str:
    return tag.lower().replace("_", "-").split("-")[0]
