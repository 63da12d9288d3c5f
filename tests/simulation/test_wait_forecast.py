"""Synthetic office days: the forecast keeps its promise and is better than the naive rules.

Bursts, staggered lunch, somebody who goes home early, two teams with agents who serve both, urgent
ones, people who give up. The figures of docs/wait-forecast.md come from longer runs of the same.
"""

from __future__ import annotations

import pytest

from bench.forecast_trial import Shown, compared, trial
from bench.office_day import Plan, Traffic
from handoff.core.calibration import GOAL

SEEDS = (1, 2, 3)
SMALL = {"benefits": Traffic(26, 11, 0.75), "medical": Traffic(12, 14, 0.85)}
AGENTS = (("benefits",), ("benefits",), ("medical",), ("benefits", "medical"))


def office(seed: int, **changes: float) -> Plan:
    return Plan(seed, teams=SMALL, agents=AGENTS, **changes)  # type: ignore[arg-type]


@pytest.fixture(scope="module", params=SEEDS, ids=lambda seed: f"seed {seed}")
def shown(request: pytest.FixtureRequest) -> list[Shown]:
    return trial(office(request.param), days=3)


def test_four_of_five_waits_or_more_end_inside_the_range_that_was_shown(
    shown: list[Shown],
) -> None:
    assert compared(shown)["forecast"].inside >= GOAL


@pytest.mark.parametrize("rule", ["mean of the last hour", "place times handling"])
def test_the_forecast_beats_the_naive_rule_by_interval_score_and_by_error(
    shown: list[Shown], rule: str
) -> None:
    scores = compared(shown)
    assert scores["forecast"].interval_score_s < scores[rule].interval_score_s
    assert scores["forecast"].error_s < scores[rule].error_s


def test_ranges_are_narrow_enough_to_be_of_use(shown: list[Shown]) -> None:
    waits = [each.wait_s for each in shown if each.wait_s is not None]
    assert compared(shown)["forecast"].width_s < 1.5 * sum(waits) / len(waits)


def test_the_same_seed_gives_the_same_day() -> None:
    assert trial(office(7), days=1) == trial(office(7), days=1)


def test_coverage_is_kept_when_handling_takes_longer_from_one_day_on() -> None:
    shown = trial(office(5, slower=1.2, slower_from=2), days=5)
    assert compared([each for each in shown if each.day >= 2])["forecast"].inside >= GOAL
