"""When people answer: weekly hours, holidays, and the two nights on which clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handoff.core.hours import DAY, OfficeHours, Span, always_open

CHICAGO = ZoneInfo("America/Chicago")
DAILY = (Span(8 * 60, 12 * 60), Span(13 * 60, 17 * 60))
WEEKDAYS = OfficeHours(CHICAGO, (DAILY,) * 5 + ((), ()), frozenset({date(2026, 11, 26)}))


def local(day: str, clock: str, zone: ZoneInfo = CHICAGO, fold: int = 0) -> datetime:
    wall = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=zone, fold=fold)
    return wall.astimezone(UTC)


@pytest.mark.parametrize(
    ("clock", "is_open"),
    [
        ("07:59:59", False),
        ("08:00", True),
        ("11:59:59", True),
        ("12:00", False),
        ("13:00", True),
        ("17:00", False),
    ],
)
def test_a_span_includes_its_first_moment_and_not_its_last(clock: str, is_open: bool) -> None:
    assert WEEKDAYS.is_open(local("2026-11-24", clock)) is is_open


def test_the_office_is_closed_on_days_without_spans_and_on_holidays() -> None:
    assert not WEEKDAYS.is_open(local("2026-11-22", "10:00"))
    assert not WEEKDAYS.is_open(local("2026-11-26", "10:00"))


@pytest.mark.parametrize(
    ("day", "clock", "opens_day", "opens"),
    [
        ("2026-11-24", "06:00", "2026-11-24", "08:00"),
        ("2026-11-24", "12:30", "2026-11-24", "13:00"),
        ("2026-11-24", "17:00", "2026-11-25", "08:00"),
        # Thanksgiving is on Thursday.
        ("2026-11-25", "17:30", "2026-11-27", "08:00"),
        ("2026-11-27", "17:00", "2026-11-30", "08:00"),
    ],
)
def test_the_next_opening_skips_nights_holidays_and_weekends(
    day: str, clock: str, opens_day: str, opens: str
) -> None:
    assert WEEKDAYS.next_opening(local(day, clock)) == local(opens_day, opens)


def test_an_open_office_opens_now() -> None:
    at = local("2026-11-24", "09:15")
    assert WEEKDAYS.next_opening(at) == at


def test_the_office_opens_at_the_same_time_on_the_wall_after_the_clocks_changed() -> None:
    before_spring = WEEKDAYS.next_opening(local("2026-03-06", "18:00"))
    assert before_spring == datetime(2026, 3, 9, 13, tzinfo=UTC)
    before_autumn = WEEKDAYS.next_opening(local("2026-10-30", "18:00"))
    assert before_autumn == datetime(2026, 11, 2, 14, tzinfo=UTC)


def test_a_span_over_the_skipped_hour_is_an_hour_shorter_and_over_the_doubled_one_longer() -> None:
    night = OfficeHours(CHICAGO, ((Span(60, 4 * 60),),) * 7)
    spring = night.next_opening(local("2026-03-08", "00:30"))
    assert night.closing(spring) == spring + timedelta(hours=2)
    autumn = night.next_opening(local("2026-11-01", "00:30"))
    assert night.closing(autumn) == autumn + timedelta(hours=4)


def test_a_time_that_clocks_show_twice_is_the_first_of_both() -> None:
    early = OfficeHours(CHICAGO, ((Span(0, 90),),) * 7)
    assert early.is_open(local("2026-11-01", "01:15"))
    assert not early.is_open(local("2026-11-01", "01:15", fold=1))


def test_an_office_whose_span_lies_in_the_skipped_hour_opens_when_clocks_have_jumped() -> None:
    early = OfficeHours(CHICAGO, ((Span(2 * 60, 4 * 60),),) * 7)
    jump = datetime(2026, 3, 8, 8, tzinfo=UTC)
    assert early.next_opening(jump - timedelta(hours=1)) == jump
    assert early.closing(jump) == jump + timedelta(hours=1)


def test_midnight_that_does_not_exist_closes_no_office() -> None:
    # In Santiago the clocks go from 23:59:59 on 5 September 2026 to 01:00.
    santiago = always_open(ZoneInfo("America/Santiago"))
    for hours in range(48):
        assert santiago.is_open(datetime(2026, 9, 5, tzinfo=UTC) + timedelta(hours=hours))


def test_an_office_that_never_closes_has_no_closing_time() -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    assert always_open().is_open(at)
    assert always_open().next_opening(at) == at
    assert always_open().closing(at) is None


def test_open_until_midnight_and_on_from_midnight_is_one_span() -> None:
    hours = OfficeHours(CHICAGO, ((Span(20 * 60, DAY),), (Span(0, 4 * 60),), (), (), (), (), ()))
    assert hours.closing(local("2026-11-23", "21:00")) == local("2026-11-24", "04:00")


def test_a_closed_office_has_no_closing_time() -> None:
    assert WEEKDAYS.closing(local("2026-11-24", "12:30")) is None
    assert WEEKDAYS.closing(local("2026-11-24", "10:00")) == local("2026-11-24", "12:00")


def test_the_office_is_open_exactly_from_an_opening_up_to_its_closing() -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    while at < datetime(2026, 3, 15, tzinfo=UTC):
        opening = WEEKDAYS.next_opening(at)
        closing = WEEKDAYS.closing(opening)
        assert closing is not None
        assert opening < closing
        assert WEEKDAYS.is_open(opening)
        assert WEEKDAYS.is_open(closing - timedelta(microseconds=1))
        assert not WEEKDAYS.is_open(closing)
        at = closing


def test_an_open_office_says_since_when() -> None:
    assert WEEKDAYS.opened(local("2026-11-24", "16:00")) == local("2026-11-24", "13:00")
    assert WEEKDAYS.opened(local("2026-11-24", "08:00")) == local("2026-11-24", "08:00")
    assert WEEKDAYS.opened(local("2026-11-24", "12:30")) is None
    assert WEEKDAYS.opened(local("2026-11-22", "10:00")) is None
    night = OfficeHours(CHICAGO, ((Span(20 * 60, DAY),), (Span(0, 4 * 60),), (), (), (), (), ()))
    assert night.opened(local("2026-11-24", "03:00")) == local("2026-11-23", "20:00")


@pytest.mark.parametrize(("opens", "closes"), [(60, 60), (120, 60), (-1, 60), (60, DAY + 1)])
def test_a_span_that_is_none_is_refused(opens: int, closes: int) -> None:
    with pytest.raises(ValueError, match="opens before it closes"):
        Span(opens, closes)


@pytest.mark.parametrize(
    ("week", "why"),
    [
        (((),) * 7, "never opens"),
        ((DAILY,) * 6, "seven days"),
        (((Span(60, 120), Span(90, 180)),) * 7, "overlap"),
        (((Span(90, 180), Span(0, 60)),) * 7, "not in order"),
    ],
)
def test_hours_that_cannot_be_are_refused(week: tuple[tuple[Span, ...], ...], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        OfficeHours(CHICAGO, week)
