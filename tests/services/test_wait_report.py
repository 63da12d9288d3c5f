"""Calibration: the share of waits that ended inside of what was shown, beside the naive rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

import pytest

from handoff.core.forecast import Range
from handoff.core.hours import OfficeHours, Span
from handoff.core.waits import Shown
from tests.fakes.clock import NOON
from tests.services.waits_world import WaitsWorld


@pytest.fixture
async def world() -> WaitsWorld:
    world = WaitsWorld()
    await world.refresh()
    return world


async def shown(world: WaitsWorld, wait_s: float | None, **more: object) -> None:
    """Have shown 5 to 10 minutes at noon to somebody new, who waited so long."""
    ours = Range(300, 600)
    each = Shown(await world.open(), NOON, NOON, "benefits", "en", 2, ours, ours, 900, 1200, wait_s)
    world.records.shown.append(replace(each, **more))  # type: ignore[arg-type]


async def test_the_share_inside_counts_whose_wait_is_known(world: WaitsWorld) -> None:
    for wait_s in (400, 500, 600, 700):
        await shown(world, wait_s)
    await shown(world, None, left_at=NOON + timedelta(seconds=100))
    await shown(world, None)
    report = await world.reports.report(7)
    assert report.all is not None
    assert (report.all.waits, report.all.known, report.all.inside) == (6, 4, 0.75)
    assert (report.all.gave_up, report.all.waiting) == (1, 1)
    assert (report.all.mean_width_s, report.all.mean_wait_s) == (300, 550)
    assert (report.goal, report.whole) == (0.8, True)


async def test_who_gives_up_after_the_range_is_over_was_told_wrongly(world: WaitsWorld) -> None:
    await shown(world, None, left_at=NOON + timedelta(seconds=601))
    report = await world.reports.report(7)
    assert report.all is not None
    assert (report.all.known, report.all.inside) == (1, 0)


async def test_only_the_first_range_of_a_wait_counts(world: WaitsWorld) -> None:
    await shown(world, 400)
    (first,) = world.records.shown
    later = replace(first, at=NOON + timedelta(minutes=5), shown=Range(0, 60), wait_s=100)
    again = replace(later, queued_at=NOON + timedelta(hours=1), wait_s=30)
    world.records.shown += [later, again]
    report = await world.reports.report(7)
    assert report.all is not None
    assert (report.all.waits, report.all.inside) == (2, 1)


async def test_groups_are_by_team_and_by_hour_at_the_office(world: WaitsWorld) -> None:
    hours = OfficeHours(ZoneInfo("America/Chicago"), ((Span(0, 24 * 60),),) * 7)
    await world.opens(hours)
    await shown(world, 400)
    await shown(world, 700, at=NOON + timedelta(hours=1))
    await shown(world, 700, team="medical")
    await shown(world, 400, team=None)
    report = await world.reports.report(7)
    told = [(each.team, each.hour, each.inside) for each in report.groups]
    assert told == [
        (None, 6, 1),
        ("benefits", 6, 1),
        ("benefits", 7, 0),
        ("medical", 6, 0),
    ]


async def test_the_naive_rules_are_scored_over_the_same_waits(world: WaitsWorld) -> None:
    await shown(world, 450)
    await shown(world, 900, naive_hour_s=None)
    report = await world.reports.report(7)
    group = report.all
    assert group is not None
    assert group.forecast is not None
    assert group.naive_hour is not None
    assert group.naive_place is not None
    assert (group.forecast.error_s, group.forecast.inside) == (0, 1)
    assert (group.naive_hour.error_s, group.naive_hour.inside) == (450, 0)
    assert (group.naive_place.error_s, group.naive_place.inside) == (750, 0)
    assert group.naive_place.width_s == pytest.approx(800)


async def test_without_anything_shown_there_is_nothing_to_say(world: WaitsWorld) -> None:
    report = await world.reports.report(7)
    assert (report.all, report.groups) == (None, ())


async def test_only_the_days_that_were_asked_for_count(world: WaitsWorld) -> None:
    await shown(world, 400)
    world.clock.advance(timedelta(days=3).total_seconds())
    assert (await world.reports.report(2)).all is None
    assert (await world.reports.report(4)).all is not None
    assert world.clock.now().tzinfo is UTC
