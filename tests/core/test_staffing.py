"""How many are at work in the next hours, as past days tell."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handoff.core.staffing import Staffing, staffing_of
from handoff.core.stays import Stay

DAY = datetime(2026, 3, 10, tzinfo=UTC)
SIX, THREE = tuple("abcdef"), tuple("abc")


def day(
    before: int, wait_min: float = 10, zone: ZoneInfo | None = None, until_h: int = 17
) -> list[Stay]:
    """Return a day on which six take conversations each half hour, and three from 12 to 13."""
    stays = []
    for half in range(16, until_h * 2):
        midnight = (DAY - timedelta(days=before)).replace(tzinfo=zone or UTC)
        at = midnight + timedelta(minutes=30 * half + 5)
        for agent in THREE if half in (24, 25) else SIX:
            queued = at - timedelta(minutes=wait_min)
            name = f"{before}-{half}-{agent}"
            stays.append(Stay(name, "t", "en", 0, queued, at, at + timedelta(minutes=9), agent))
    return stays


def days(number: int = 15, wait_min: float = 10, zone: ZoneInfo | None = None) -> list[Stay]:
    return [stay for before in range(number, 0, -1) for stay in day(before, wait_min, zone)]


def at(hour: int, minute: int = 0) -> datetime:
    return DAY + timedelta(hours=hour, minutes=minute)


def test_without_a_past_work_goes_on_at_the_pace_of_now() -> None:
    assert Staffing().stretched(1800, 4) == 1800
    assert staffing_of([], "t", at(10), UTC) == Staffing()


def test_lunch_stretches_what_falls_into_it() -> None:
    staffing = staffing_of(days(), "t", at(11, 45), UTC)
    stretched = staffing.stretched(3600, 6)
    assert 3600 * 1.2 < stretched < 3600 * 2
    assert staffing.stretched(300, 6) == pytest.approx(300, rel=0.1)


def test_after_lunch_work_is_done_sooner() -> None:
    staffing = staffing_of(days(), "t", at(12, 45), UTC)
    assert staffing.stretched(3600, 3) < 3600 * 0.75


def test_far_from_lunch_nothing_is_stretched() -> None:
    assert staffing_of(days(), "t", at(9), UTC).stretched(3600, 6) == pytest.approx(3600, rel=0.02)


def test_when_more_are_away_than_usual_it_fades() -> None:
    """Two are there instead of six at an hour at which all are: the others will be back."""
    stretched = staffing_of(days(), "t", at(9), UTC).stretched(7200, 2)
    assert 7200 / 3 < stretched < 7200 * 0.7


def test_what_today_has_shown_all_day_does_not_fade() -> None:
    """A day on which only half of them came."""
    today = [stay for stay in day(0, until_h=10) if stay.agent_id in THREE]
    short = staffing_of([*days(), *today], "t", at(10), UTC)
    usual = staffing_of(days(), "t", at(10), UTC)
    assert short.today == pytest.approx(-2, abs=0.5)
    assert short.stretched(7200, 3) > usual.stretched(7200, 3) * 1.2


def test_half_hours_in_which_nobody_waited_tell_nothing() -> None:
    """Who is there cannot be seen where there is nothing to do."""
    assert staffing_of(days(wait_min=1), "t", at(10), UTC) == Staffing()


def test_agents_who_never_take_the_teams_conversations_are_not_counted() -> None:
    others = [
        Stay(
            f"x{n}",
            "other",
            "en",
            0,
            at(9) - timedelta(days=1),
            at(9) - timedelta(days=1),
            at(10) - timedelta(days=1),
            f"other-{n}",
        )
        for n in range(30)
    ]
    assert staffing_of([*days(), *others], "t", at(9), UTC) == staffing_of(days(), "t", at(9), UTC)


def test_lunch_is_at_the_offices_own_noon() -> None:
    """Six hours west of UTC it is at 18:00 UTC."""
    zone = ZoneInfo("America/Chicago")
    local = datetime(2026, 3, 10, 11, 45, tzinfo=zone)
    found = staffing_of(days(zone=zone), "t", local.astimezone(UTC), zone)
    same = staffing_of(days(), "t", at(11, 45), UTC)
    assert found.usual == pytest.approx(same.usual)
