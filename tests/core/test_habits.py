"""What stays tell of a team: handling, giving up, arriving, picking up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from handoff.core.habits import ABSENT_S, ENOUGH, FEWEST, past_of
from handoff.core.playout import Past
from handoff.core.stays import Stay

NOW = datetime(2026, 3, 10, 10, 0, tzinfo=UTC)


def stay(
    ago_min: float,
    took_min: float | None,
    *,
    wait_min: float = 5.0,
    team: str = "a",
    **more: object,
) -> Stay:
    """Return a stay that was queued so long ago; `took_min` None: the citizen gave up."""
    queued = NOW - timedelta(minutes=ago_min)
    over = queued + timedelta(minutes=wait_min)
    told: dict[str, object] = {"assigned_at": None, "ended_at": over}
    if took_min is not None:
        told = {"assigned_at": over, "ended_at": over + timedelta(minutes=took_min)}
    values: dict[str, object] = {"priority": 0, "agent_id": "mari", **told, **more}
    return Stay(f"c-{ago_min}", team, "en", queued_at=queued, **values)  # type: ignore[arg-type]


def days(number: int, took_min: float, hours: float = 0.0, team: str = "a") -> list[Stay]:
    """Return one stay a day, oldest first, so many hours before this time of day."""
    return [stay(day * 24 * 60 + hours * 60, took_min, team=team) for day in range(number, 0, -1)]


def past(stays: Sequence[Stay], team: str = "a") -> Past:
    found = past_of(sorted(stays, key=lambda s: s.queued_at), [team], NOW)
    assert found is not None
    return found


def test_with_too_few_handling_times_nothing_is_known() -> None:
    assert past_of(days(FEWEST - 1, 10), ["a"], NOW) is None
    assert past_of(days(FEWEST, 10), ["a"], NOW) is not None


def test_conversations_that_still_go_on_are_no_handling_times() -> None:
    open_ones = [stay(n, 1.0, ended_at=None) for n in range(20, 0, -1)]
    assert past_of(open_ones, ["a"], NOW) is None


def test_the_same_team_and_hour_count_where_there_are_enough() -> None:
    same_hour, other_hour = days(ENOUGH, 10), days(ENOUGH, 30, hours=4)
    assert past([*same_hour, *other_hour]).habits["a"].handling.mean == 600
    few = past([*same_hour[1:], *other_hour]).habits["a"].handling.mean
    assert 600 < few < 1800


def test_a_team_with_few_of_its_own_borrows_from_the_whole_office() -> None:
    stays = [*days(3, 60), *days(ENOUGH, 10, team="b")]
    assert past(stays).habits["a"].handling.mean == pytest.approx(600 + 3000 * 3 / (ENOUGH + 3))


def test_giving_up_is_counted_by_the_time_that_people_waited() -> None:
    handled = days(10, 10)
    gave_up = [stay(30, None, wait_min=30), stay(20, None, wait_min=20)]
    rate = past([*handled, *gave_up]).habits["a"].give_up_rate
    assert rate == pytest.approx(2 / ((10 * 5 + 50) * 60))


def test_waits_that_began_in_the_night_do_not_count_as_waits() -> None:
    night = [stay(600, None, wait_min=590, off_hours=True)]
    assert past([*days(10, 10), *night]).habits["a"].give_up_rate == 0
    assert past([*days(10, 10), *night]).habits["a"].arrivals.keys() == {0}


def test_arrivals_are_counted_by_priority_around_this_hour() -> None:
    around = [
        stay(day * 1440 + minutes, 10, priority=priority)
        for day in (1, 2)
        for minutes, priority in ((0, 0), (60, 0), (-60, 10), (240, 10))
    ]
    arrivals = past([*around, *days(10, 10, hours=6)]).habits["a"].arrivals
    assert arrivals == {0: pytest.approx(4 / (2 * 10800)), 10: pytest.approx(2 / (2 * 10800))}


def test_picking_up_takes_from_when_the_agent_was_free_for_it() -> None:
    """Mari ended one 20 seconds before she took the next, who had waited for five minutes."""
    stays = []
    for number in range(20):
        start = NOW - timedelta(hours=8) + timedelta(minutes=10 * number)
        taken = start + timedelta(minutes=5)
        ended = start + timedelta(minutes=15) - timedelta(seconds=20)
        stays.append(Stay(str(number), "a", "en", 0, start, taken, ended, "mari"))
    pickup = past(stays).pickup
    assert pickup.quantile(0.5) == 20


def test_who_was_away_is_not_taken_for_slow() -> None:
    stays = [stay(60 * n, 1, wait_min=50) for n in range(20, 0, -1)]
    assert past(stays).pickup.quantile(1.0) == ABSENT_S


def test_what_an_agent_passes_on_tells_nothing_of_waiting() -> None:
    passed = [stay(100 + n, 10, wait_min=0, priority=7) for n in range(5)]
    habits = past([*days(10, 10), *passed])
    assert 7 not in habits.habits["a"].arrivals
    assert habits.pickup.quantile(0) == 300
