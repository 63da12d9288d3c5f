"""Ranges that keep their promise."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from statistics import fmean

import pytest

from handoff.core.calibration import AIM, GOAL, STEPS, Correction, Outcome, correction, readable
from handoff.core.forecast import Range


def outcomes(number: int, base: Range, longest_s: float) -> list[Outcome]:
    """Return waits spread evenly up to `longest_s`, of which `base` was said and shown."""
    chance = Random(1)
    return [Outcome(base, base, chance.uniform(0, longest_s)) for _ in range(number)]


def played(base: Range, number: int, longest_s: float) -> list[Outcome]:
    """Return such waits, each shown what the ones before it have taught."""
    known: list[Outcome] = []
    for each in outcomes(number, base, longest_s):
        known.append(replace(each, shown=correction(known).of(base)))
    return known


@pytest.mark.parametrize("base", [Range(580, 620), Range(0, 5000), Range(1500, 1600)])
def test_ranges_are_moved_until_they_hold_what_is_aimed_at(base: Range) -> None:
    """Too narrow, too wide, too late: 1000 seconds is the longest wait there is."""
    late = played(base, 700, 1000)[200:]
    assert GOAL <= fmean(bool(each.hit) for each in late) == pytest.approx(AIM, abs=0.05)


def test_ranges_follow_when_waits_become_twice_as_long() -> None:
    base, chance = Range(300, 700), Random(1)
    known: list[Outcome] = []
    for number in range(900):
        longest = 1000 if number < 300 else 2000
        shown = correction(known).of(base)
        known.append(Outcome(base, shown, chance.uniform(0, longest)))
    assert fmean(bool(each.hit) for each in known[350:]) >= GOAL


def test_without_outcomes_ranges_are_wider_than_what_was_worked_out() -> None:
    base = Range(600, 900)
    cautious = correction(outcomes(19, base, 900)).of(base)
    assert cautious == Correction().of(base)
    assert cautious.low_s < base.low_s
    assert cautious.high_s > base.high_s


def test_misses_of_what_was_shown_make_the_next_ranges_wider() -> None:
    base = Range(400, 600)
    waits = [each.wait_s for each in outcomes(300, base, 1000)]
    kept, broken = (
        correction([Outcome(base, shown, wait) for wait in waits]).of(base)
        for shown in (Range(0, 1000), Range(0, 0))
    )
    assert broken.high_s - broken.low_s > kept.high_s - kept.low_s


def test_only_the_newest_outcomes_and_those_from_around_this_time_of_day_count() -> None:
    base = Range(400, 600)
    old, like_now, newest = (
        [replace(each, minute=minute) for each in outcomes(number, base, longest)]
        for number, longest, minute in ((500, 100, 600), (200, 1000, 720), (100, 1000, 900))
    )
    known = [*old, *like_now, *newest]
    assert correction(known, 700) == correction([*like_now, *newest], 700)
    assert correction(known, 600) == correction([*old[-200:], *newest], 600)
    assert correction(known, 600).high < correction(known, 700).high


def test_around_this_time_of_day_goes_over_midnight() -> None:
    late = [replace(each, minute=1430) for each in outcomes(200, Range(1, 2), 1000)]
    newest = [replace(each, minute=600) for each in outcomes(100, Range(1, 2), 10)]
    assert correction([*late, *newest], 20).high > correction([*late, *newest], 700).high


def test_who_gave_up_or_waits_still_is_a_miss_only_when_the_range_is_over() -> None:
    shown = Range(100, 200)
    assert Outcome(shown, shown, 150.0).hit is True
    assert Outcome(shown, shown, 90.0).hit is False
    assert Outcome(shown, shown, 150.0, ended=False).hit is None
    assert Outcome(shown, shown, 201.0, ended=False).hit is False


def test_a_range_never_goes_below_nothing_and_never_turns_round() -> None:
    assert Correction(50, 0).of(Range(60, 120)).low_s == 0
    inwards = Correction(-20, -20).of(Range(300, 310))
    assert inwards.low_s <= inwards.high_s


@pytest.mark.parametrize(
    ("exact", "minutes"),
    [
        (Range(0, 20), (0, 1)),
        (Range(290, 620), (5, 10)),
        (Range(610, 612), (10, 12)),
        (Range(3500, 5000), (60, 90)),
        (Range(90_000, 99_000), (600, 720)),
    ],
)
def test_what_is_shown_are_times_that_people_read_at_a_glance(
    exact: Range, minutes: tuple[int, int]
) -> None:
    assert readable(exact) == Range(*(60.0 * each for each in minutes))


def test_what_is_shown_always_has_two_ends() -> None:
    for low in range(0, 50_000, 500):
        shown = readable(Range(low, low))
        assert shown.low_s < shown.high_s
        assert {shown.low_s, shown.high_s} <= set(STEPS)
