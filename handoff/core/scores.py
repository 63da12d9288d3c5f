"""How good forecasts of a wait were, and the rules that they are held against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from handoff.core.calibration import GOAL
from handoff.core.forecast import Range


@dataclass(frozen=True, slots=True)
class Said:
    """What one way of forecasting said of one wait, and the wait that came true; in seconds."""

    range: Range
    point_s: float
    wait_s: float


@dataclass(frozen=True, slots=True)
class Scores:
    """How one way of forecasting did: share inside the range, and means in seconds."""

    inside: float
    width_s: float
    interval_score_s: float
    error_s: float


def interval_score(said: Range, wait_s: float, share: float = GOAL) -> float:
    """Return the interval score of a range that is to hold `share` of all waits; less is better.

    It is the width, and `2 / (1 - share)` for each second outside of it, so that it is best to say
    what one believes (Gneiting and Raftery, Strictly Proper Scoring Rules, JASA 102, 2007, eq. 43).
    """
    outside = max(0.0, said.low_s - wait_s, wait_s - said.high_s)
    return said.high_s - said.low_s + 2 / (1 - share) * outside


def scores(said: Sequence[Said]) -> Scores:
    """Score what one way said of some waits, at least one."""
    return Scores(
        inside=fmean(s.range.low_s <= s.wait_s <= s.range.high_s for s in said),
        width_s=fmean(s.range.high_s - s.range.low_s for s in said),
        interval_score_s=fmean(interval_score(s.range, s.wait_s) for s in said),
        error_s=fmean(abs(s.point_s - s.wait_s) for s in said),
    )


def middle(shown: Range) -> float:
    """Return what a range says as one number."""
    return (shown.low_s + shown.high_s) / 2


def as_wide(point_s: float, shown: Range) -> Range:
    """Return a range around a rule's point that is, for its point, as wide as what was shown."""
    wide = (shown.high_s - shown.low_s) / 2 / middle(shown)
    return Range(point_s * (1 - wide), point_s * (1 + wide))
