"""How long a delivery is put off, and when it is given up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handoff.services.patience import (
    FIRST,
    GIVE_UP_AFTER,
    LONGEST,
    backoff,
    gives_up,
    until_retry,
)
from tests.fakes.clock import NOON


def failing(seconds: float) -> timedelta:
    return timedelta(seconds=seconds)


def test_pauses_double_up_to_the_longest() -> None:
    now, pauses = NOON, []
    for _ in range(14):
        later = until_retry(NOON, now, 1.0, None)
        pauses.append((later - now).total_seconds())
        now = later
    assert pauses[:11] == [1, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512]
    assert pauses[11:] == [LONGEST.total_seconds()] * 3


@pytest.mark.parametrize("chance", [0.0, 0.3, 0.999])
def test_chance_spreads_tries_over_the_second_half_of_a_pause(chance: float) -> None:
    pause = backoff(NOON, NOON + failing(100), chance)
    assert failing(50) <= pause <= failing(100)
    assert backoff(NOON, NOON, chance) >= FIRST / 2


def test_a_pause_that_was_asked_for_is_kept_to_the_second() -> None:
    assert until_retry(NOON, NOON, 0.5, 37.5) == NOON + failing(37.5)


@pytest.mark.parametrize("asked", [1e300, float("inf")])
def test_nobody_waits_past_the_time_of_giving_up(asked: float) -> None:
    assert until_retry(NOON, NOON + failing(5), 0.5, asked) == NOON + GIVE_UP_AFTER


@pytest.mark.parametrize("asked", [0.0, -5.0])
def test_a_channel_that_asks_for_nothing_is_tried_at_once(asked: float) -> None:
    assert until_retry(NOON, NOON, 0.5, asked) == NOON


def test_a_clock_that_was_put_back_does_not_end_the_pauses() -> None:
    earlier = NOON - timedelta(hours=3)
    assert until_retry(NOON, earlier, 1.0, None) == earlier + FIRST
    assert not gives_up(NOON, earlier)


def test_a_day_is_enough() -> None:
    assert not gives_up(NOON, NOON + GIVE_UP_AFTER - failing(1))
    assert gives_up(NOON, NOON + GIVE_UP_AFTER)
