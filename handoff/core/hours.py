"""When people answer: weekly hours and holidays at the agency's own place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import pairwise

DAY = 24 * 60
"""Minutes of a day; as the end of a span it is midnight."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Open from one minute of the day up to another, as clocks on the wall show them.

    Raises:
        ValueError: the span is empty, runs backwards or leaves the day.
    """

    opens: int
    closes: int

    def __post_init__(self) -> None:
        if not 0 <= self.opens < self.closes <= DAY:
            raise ValueError("a span opens before it closes, between 00:00 and 24:00")


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """The office's week, Monday first; each day's spans in order, and days off.

    A time that the clocks skip in spring is the moment they jump to or a little after it; a time
    that they show twice in autumn is the first of both.

    Raises:
        ValueError: not seven days, spans of a day overlap, or the office never opens.
    """

    zone: tzinfo
    week: tuple[tuple[Span, ...], ...]
    holidays: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if len(self.week) != 7:
            raise ValueError("a week has seven days")
        if not any(self.week):
            raise ValueError("the office never opens")
        for spans in self.week:
            if any(first.closes > second.opens for first, second in pairwise(spans)):
                raise ValueError("the spans of a day overlap or are not in order")

    def is_open(self, at: datetime) -> bool:
        """Return whether people answer at `at` (an aware time)."""
        return self.next_opening(at) <= at

    def closing(self, at: datetime) -> datetime | None:
        """Return when the office closes next, in UTC; None when it is closed, or never closes."""
        end = at
        for opens, closes in self._spans_from(at):
            if opens > end or end - at > timedelta(days=8):
                break
            # Open until midnight and from midnight on is open all the time.
            end = max(end, closes)
        return end if at < end <= at + timedelta(days=8) else None

    def opened(self, at: datetime) -> datetime | None:
        """Return since when it has been open, in UTC; None when it is closed.

        It is looked back for two days at most: further back makes no difference to anybody.
        """
        start = end = None
        for opens, closes in self._spans_from(at - timedelta(days=1)):
            if opens > at:
                break
            start = opens if start is None or end is None or opens > end else start
            end = closes
        return start if end is not None and at < end else None

    def next_opening(self, at: datetime) -> datetime:
        """Return the first moment from `at` on at which people answer, in UTC.

        It is `at` itself when the office is open.
        """
        return next(max(opens, at.astimezone(UTC)) for opens, _ in self._spans_from(at))

    def local(self, at: datetime) -> datetime:
        """Return `at` as the clocks at the office show it."""
        return at.astimezone(self.zone)

    def _spans_from(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield open spans in UTC that end after `at`, in order; there is always another."""
        # The day before: where clocks jump over midnight its last span ends after midnight.
        day = self.local(at).date() - timedelta(days=1)
        while True:
            if day not in self.holidays:
                for span in self.week[day.weekday()]:
                    opens, closes = self._utc(day, span.opens), self._utc(day, span.closes)
                    # A span that lies in a skipped hour is none.
                    if opens < closes and closes > at:
                        yield opens, closes
            day += timedelta(days=1)

    def _utc(self, day: date, minute: int) -> datetime:
        days, of_day = divmod(minute, DAY)
        wall = time(of_day // 60, of_day % 60)
        return datetime.combine(day + timedelta(days=days), wall, self.zone).astimezone(UTC)


def always_open(zone: tzinfo = UTC) -> OfficeHours:
    """Return the hours of an office that never closes."""
    return OfficeHours(zone, ((Span(0, DAY),),) * 7)
