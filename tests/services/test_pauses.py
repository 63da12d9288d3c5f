"""Pauses after trouble."""

from __future__ import annotations

import pytest

from handoff.services.pauses import LONGEST_S, MOST_ASKED_S, Pauses
from tests.fakes.clock import FakeClock


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def pauses(clock: FakeClock) -> Pauses:
    return Pauses(clock)


def length(pauses: Pauses, clock: FakeClock) -> int:
    """Return for how many whole seconds the key rests from now on."""
    seconds = 0
    while pauses.resting("k"):
        clock.advance(1)
        seconds += 1
    return seconds


def test_who_met_no_trouble_does_not_rest(pauses: Pauses) -> None:
    assert not pauses.resting("k")


def test_pauses_double_up_to_the_longest(pauses: Pauses, clock: FakeClock) -> None:
    lengths = []
    for _ in range(7):
        pauses.failed("k")
        lengths.append(length(pauses, clock))
    assert lengths == [1, 2, 4, 8, 15, 15, 15]


def test_after_a_very_long_outage_the_pause_is_still_the_longest(
    pauses: Pauses, clock: FakeClock
) -> None:
    for _ in range(5000):
        pauses.failed("k")
    assert length(pauses, clock) == LONGEST_S


def test_what_went_well_starts_again_with_the_first_pause(pauses: Pauses, clock: FakeClock) -> None:
    pauses.failed("k")
    pauses.failed("k")
    pauses.clear("k")
    assert not pauses.resting("k")
    pauses.failed("k")
    assert length(pauses, clock) == 1


def test_a_pause_that_was_asked_for_is_kept_to_the_second(pauses: Pauses, clock: FakeClock) -> None:
    pauses.wait("k", 42)
    assert length(pauses, clock) == 42


def test_nobody_can_ask_for_more_than_the_most(pauses: Pauses, clock: FakeClock) -> None:
    pauses.wait("k", 1e18)
    assert length(pauses, clock) == MOST_ASKED_S


def test_a_clock_that_is_put_back_does_not_make_pauses_longer(
    pauses: Pauses, clock: FakeClock
) -> None:
    pauses.wait("k", 42)
    clock.advance(-30)
    assert pauses.resting("k")
    clock.advance(-3600)
    assert not pauses.resting("k")


def test_clearing_others_keeps_the_ones_named(pauses: Pauses) -> None:
    pauses.failed("k")
    pauses.failed("other")
    pauses.clear_others({"k", "never seen"})
    assert pauses.resting("k")
    assert not pauses.resting("other")
