"""Scores of forecasts."""

from __future__ import annotations

from handoff.core.forecast import Range
from handoff.core.scores import Said, Scores, as_wide, interval_score, middle, scores


def test_a_wait_inside_costs_the_width_and_outside_ten_times_the_distance_more() -> None:
    """Ten: two by one minus the four fifths that the range is to hold."""
    assert round(interval_score(Range(100, 300), 200), 6) == 200
    assert round(interval_score(Range(100, 300), 350), 6) == 200 + 10 * 50
    assert round(interval_score(Range(100, 300), 70), 6) == 200 + 10 * 30


def test_scores_are_means_over_the_waits() -> None:
    said = [Said(Range(0, 100), 50, 60), Said(Range(100, 300), 200, 320)]
    found = scores(said)
    assert found.interval_score_s == (100 + 200 + 10 * 20) / 2
    assert (found.inside, found.width_s, found.error_s) == (0.5, 150, 65)
    assert isinstance(found, Scores)


def test_a_rules_point_becomes_a_range_that_is_as_wide_for_its_point() -> None:
    assert middle(Range(300, 900)) == 600
    assert as_wide(1000, Range(300, 900)) == Range(500, 1500)
