"""Durations as they came true."""

from __future__ import annotations

from random import Random

import pytest

from handoff.core.durations import Durations, quantile


def test_quantiles_lie_on_the_line_between_what_was_seen() -> None:
    assert [quantile([0.0, 10.0, 20.0], share) for share in (0, 0.25, 0.5, 1)] == [0, 5, 10, 20]
    assert Durations([20, 0, 10]).quantile(0.75) == 15
    assert quantile([7.0], 0.9) == 7


def test_new_ones_are_among_those_that_were_seen() -> None:
    seen = [10.0, 20.0, 30.0]
    assert set(Durations(seen).some(200, Random(1).random)) == set(seen)


def test_what_is_left_comes_from_those_that_took_longer() -> None:
    durations = Durations(float(n) for n in range(0, 1000, 10))
    left = durations.left(800.0, 500, Random(1).random)
    assert {value % 10 for value in left} == {0}
    assert 10 == min(left) < max(left) == 190


def test_where_hardly_any_took_longer_time_is_left_by_chance() -> None:
    durations = Durations(float(n) for n in range(0, 1000, 10))
    left = durations.left(5000.0, 2000, Random(1).random)
    # The ten longest are 45 above the least of them on average.
    assert sum(left) / len(left) == pytest.approx(45, rel=0.1)
    assert min(left) >= 0


def test_durations_that_are_all_alike_still_have_an_end() -> None:
    assert 0 < Durations([60.0] * 8).left(90.0, 1, Random(1).random)[0] < 600


@pytest.mark.parametrize("seconds", [[], [-1.0, 5.0]])
def test_none_at_all_and_negative_ones_are_refused(seconds: list[float]) -> None:
    with pytest.raises(ValueError, match="durations"):
        Durations(seconds)
