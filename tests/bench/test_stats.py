"""The benchmark's arithmetic, on figures that can be checked by hand."""

from __future__ import annotations

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.stats import Block, Comparison, processor_a_turn, quantile, throughput

TIMES = st.lists(st.floats(0, 100), min_size=2, max_size=50)


def test_a_quantile_lies_between_its_neighbours() -> None:
    assert quantile([4.0, 1.0, 3.0, 2.0], 0.5) == 2.5
    assert quantile([4.0, 1.0, 3.0, 2.0], 0.0) == 1.0
    assert quantile([4.0, 1.0, 3.0, 2.0], 1.0) == 4.0
    assert quantile([7.0], 0.99) == 7.0


@given(TIMES)
def test_quantiles_are_those_of_the_standard_library(times: list[float]) -> None:
    hundredths = statistics.quantiles(times, n=100, method="inclusive")
    for place in (1, 50, 99):
        assert quantile(times, place / 100) == pytest.approx(hundredths[place - 1])


@pytest.mark.parametrize(("values", "share"), [([], 0.5), ([1.0], -0.1), ([1.0], 1.1)])
def test_a_quantile_of_nothing_is_an_error(values: list[float], share: float) -> None:
    with pytest.raises(ValueError, match="quantile"):
        quantile(values, share)


def test_throughput_counts_turns_over_the_time_of_the_blocks() -> None:
    assert throughput([Block((0.1,) * 30, 2.0), Block((0.1,) * 10, 2.0)]) == 10.0


def test_what_the_service_adds_is_the_difference_to_the_neighbouring_block() -> None:
    ways = Comparison(
        direct=(Block((0.010, 0.020, 0.030), 1.0), Block((0.2,), 1.0), Block((0.01,), 1.0)),
        service=(Block((0.016, 0.025, 0.039), 1.0), Block((0.206,), 1.0), Block((0.9,), 1.0)),
    )
    assert ways.added_p50 == pytest.approx(0.006)


def test_the_slowest_turns_are_compared_over_all_blocks() -> None:
    ways = Comparison(
        direct=(Block((0.01,) * 60, 1.0), Block((0.01,) * 40 + (0.1,), 1.0)),
        service=(Block((0.02,) * 50, 1.0), Block((0.02,) * 50 + (0.3,), 1.0)),
    )
    assert ways.added_p99 == pytest.approx(0.01)


def test_a_machine_that_gets_slower_meanwhile_changes_nothing() -> None:
    drift = (1.0, 2.0, 8.0)
    ways = Comparison(
        direct=tuple(Block((0.1 * slow,) * 90, slow) for slow in drift),
        service=tuple(Block((0.1 * slow + 0.005,) * 81, slow) for slow in drift),
    )
    assert ways.throughput_ratio == pytest.approx(0.9)
    assert ways.added_p50 == pytest.approx(0.005)


def test_processor_time_is_shared_among_all_turns_of_the_blocks() -> None:
    blocks = [
        Block((0.1,) * 3, 1.0, {"service": 0.5, "client": 0.1}),
        Block((0.1,) * 1, 1.0, {"service": 0.3, "client": 0.1}),
    ]
    assert processor_a_turn(blocks) == pytest.approx({"service": 0.2, "client": 0.05})
