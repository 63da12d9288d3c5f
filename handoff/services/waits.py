"""What citizens who wait are told: their place, and the range of the wait, as it changes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import sqrt

from handoff.core import queue
from handoff.core.calibration import SHORT_S, readable
from handoff.core.conversation import Conversation
from handoff.core.errors import Unavailable
from handoff.core.forecast import Range
from handoff.core.ports import Clock, Wakeups
from handoff.core.scores import middle
from handoff.core.values import Control
from handoff.core.waits import Forecast, Shown, WaitRecords
from handoff.services.office import OfficeBook
from handoff.services.wait_ranges import WaitRanges

FRESH = timedelta(seconds=2)
"""Places and ranges are worked out anew when they are older than this."""
NEAR = 3.0
"""Ends that moved by less, in the unit of calibration, are no news (75 s in ten minutes)."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _View:
    """The queue at one moment: place in the team's queue and range before rounding, by id."""

    at: datetime
    positions: Mapping[str, int]
    bases: Mapping[str, Range]
    opens_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Told:
    """What was last said of one wait, and the exact range behind it."""

    queued_at: datetime | None
    forecast: Forecast
    exact: Range | None


class Waits:
    """Tells of waits and keeps what it told; hints at `changes` when there is something new."""

    def __init__(
        self,
        records: WaitRecords,
        ranges: WaitRanges,
        book: OfficeBook,
        changes: Wakeups,
        clock: Clock,
    ) -> None:
        self._records = records
        self._ranges = ranges
        self._book = book
        self._clock = clock
        self._view: _View | None = None
        self._one_at_a_time = asyncio.Lock()
        self._told: dict[str, _Told] = {}
        self._unkept: list[Shown] = []
        self.changes = changes

    async def told(self, state: Conversation) -> Forecast | None:
        """Return what the citizen is told now, and count it as shown; None: nobody waits here.

        It stays as it is until the place or the range has changed so much that it matters.

        Raises:
            Unavailable: the store cannot be reached.
        """
        if state.control is not Control.QUEUED:
            return None
        view = await self._fresh(state)
        told = self._news(state, view)
        if told is None:
            return self._told[state.id].forecast
        before, self._told[state.id] = self._told.get(state.id), told
        if _is_new(told, before):
            self._unkept.append(self._shown(state, told, view, _is_first(told, before)))
        return told.forecast

    def local(self, at: datetime) -> datetime:
        """Return a time as the clocks at the office show it."""
        hours = self._book.current.hours
        return hours.local(at) if hours else at

    async def look(self) -> None:
        """Keep what was shown and hint at what has changed; a chore. Raises `Unavailable`."""
        await self.flush()
        waiting = {s.id: s for s in self._book.standing.values() if s.control is Control.QUEUED}
        self._told = {each: told for each, told in self._told.items() if each in waiting}
        if not self._told:
            return
        view = await self._fresh(None)
        # Others are told of their waits meanwhile.
        changed = [
            conversation_id
            for conversation_id, state in waiting.items()
            if conversation_id in self._told
            and conversation_id in view.positions
            and self._news(state, view)
        ]
        for conversation_id in changed:
            await self.changes.publish(conversation_id)

    async def flush(self) -> None:
        """Keep what was shown. Raises `Unavailable`, and forgets nothing then."""
        unkept = self._unkept[:]
        if unkept:
            await self._records.keep_shown(unkept)
            del self._unkept[: len(unkept)]

    async def _fresh(self, state: Conversation | None) -> _View:
        """Return a view that is fresh and, if one is given, has this waiting conversation."""
        async with self._one_at_a_time:
            view, now = self._view, self._clock.now()
            fits = state is None or (view is not None and state.id in view.positions)
            if view is None or not fits or not timedelta(0) <= now - view.at < FRESH:
                view = self._view = await self._look_at(state, now)
            return view

    async def _look_at(self, state: Conversation | None, now: datetime) -> _View:
        if state is not None and not self._in_book(state):
            # Just queued, perhaps one of many: a wrong place is never shown, not for a second.
            await self._book.refresh()
        waiting = {s.id: s for s in self._book.standing.values() if s.control is Control.QUEUED}
        if state is not None:
            waiting.setdefault(state.id, state)
        line = sorted(waiting.values(), key=queue.order)
        places: dict[str | None, int] = {}
        positions = {}
        for each in line:
            positions[each.id] = places[each.team] = places.get(each.team, 0) + 1
        opens_at = self._book.opens_at()
        bases = {} if opens_at else await self._bases(line, now)
        return _View(now, positions, bases, opens_at)

    async def _bases(self, line: Sequence[Conversation], now: datetime) -> Mapping[str, Range]:
        try:
            return await self._ranges.of(line, now)
        except Unavailable:
            raise
        except Exception:
            # A defect in forecasting must not cost anybody the conversation.
            log.exception("cannot forecast the wait")
            return {}

    def _in_book(self, state: Conversation) -> bool:
        known = self._book.standing.get(state.id)
        return known is not None and known.control is Control.QUEUED

    def _news(self, state: Conversation, view: _View) -> _Told | None:
        """Return what is to be told of a wait, if it differs from what was told in a way felt."""
        position, base = view.positions[state.id], view.bases.get(state.id)
        exact = self._ranges.calibrated(base) if base else None
        wait = readable(exact) if exact else None
        before = self._told.get(state.id)
        if before is not None and before.queued_at == state.waiting_since:
            if before.forecast.wait == wait or _near(before.exact, exact):
                # The range stands as it was shown, and is measured against that.
                wait, exact = before.forecast.wait, before.exact
            if before.forecast == Forecast(position, wait, view.opens_at):
                return None
        return _Told(state.waiting_since, Forecast(position, wait, view.opens_at), exact)

    def _shown(self, state: Conversation, told: _Told, view: _View, first: bool) -> Shown:
        place = told.forecast.position
        naive = self._ranges.naive(state.team, place)
        return Shown(
            conversation_id=state.id,
            at=self._clock.now(),
            queued_at=state.waiting_since or view.at,
            team=state.team,
            language=state.language,
            place=place,
            shown=told.forecast.wait or Range(0, 0),
            base=view.bases[state.id],
            naive_hour_s=naive.hour_s,
            naive_place_s=naive.place_s,
            first=first,
        )


def _is_new(told: _Told, before: _Told | None) -> bool:
    """Whether a range is shown that was not shown before in this wait."""
    if told.forecast.wait is None:
        return False
    if before is None or before.queued_at != told.queued_at:
        return True
    return before.forecast.wait != told.forecast.wait


def _is_first(told: _Told, before: _Told | None) -> bool:
    """Whether no range was shown in this wait before."""
    return before is None or before.queued_at != told.queued_at or before.forecast.wait is None


def _near(before: Range | None, after: Range | None) -> bool:
    if before is None or after is None:
        return before is after
    unit = NEAR * sqrt(middle(before) + SHORT_S)
    moved = max(abs(before.low_s - after.low_s), abs(before.high_s - after.high_s))
    return moved < unit
