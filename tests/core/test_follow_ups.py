"""When a follow-up is due: at the end of the second working day after the day it was opened."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from handoff.core.follow_ups import FollowUp, due
from handoff.core.hours import OfficeHours, Span, always_open

ZONE = ZoneInfo("America/Chicago")
DAY = (Span(8 * 60, 12 * 60), Span(13 * 60, 17 * 60))
THANKSGIVING = date(2026, 11, 26)
OFFICE = OfficeHours(ZONE, (DAY, DAY, DAY, DAY, DAY, (), ()), frozenset({THANKSGIVING}))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("opened", "end"),
    [
        ("2026-11-16T09:00", "2026-11-18T17:00"),
        ("2026-11-16T23:59", "2026-11-18T17:00"),
        ("2026-11-20T16:00", "2026-11-24T17:00"),  # a Friday: the weekend does not count
        ("2026-11-21T10:00", "2026-11-24T17:00"),  # a Saturday
        ("2026-11-25T10:00", "2026-11-30T17:00"),  # a holiday and a weekend do not count
        ("2026-10-30T10:00", "2026-11-03T17:00"),  # clocks go back on the Sunday between
    ],
)
def test_only_days_on_which_the_office_opens_count(opened: str, end: str) -> None:
    assert due(OFFICE, at(opened)) == at(end)


def test_an_office_that_is_always_open_has_until_the_end_of_the_second_day() -> None:
    opened = datetime(2026, 11, 16, 9, tzinfo=UTC)
    assert due(always_open(), opened) == datetime(2026, 11, 18, 23, 59, 59, tzinfo=UTC)


def test_without_hours_it_is_two_days() -> None:
    opened = datetime(2026, 11, 16, 9, tzinfo=UTC)
    assert due(None, opened) == datetime(2026, 11, 18, 9, tzinfo=UTC)


def test_it_is_overdue_from_that_moment_until_it_is_closed() -> None:
    opened, end = at("2026-11-16T09:00"), at("2026-11-18T17:00")
    owed = FollowUp("c1", 2, opened, end)
    assert not owed.is_overdue(at("2026-11-18T16:59"))
    assert owed.is_overdue(end)
    assert not FollowUp("c1", 2, opened, end, closed_at=end).is_overdue(at("2026-11-20T09:00"))
