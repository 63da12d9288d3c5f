"""Ranges that keep their promise: what was said before, held against what came true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt

from handoff.core.durations import quantile
from handoff.core.forecast import Range

GOAL = 0.8
"""This share of waits, or more, is to end inside the range that was shown."""
AIM = 0.85
"""What is aimed at, so that the goal is kept when the office changes faster than we learn."""
PACE = 0.005
"""How much one miss more or less moves the aim."""
FEWEST = 20
"""Below so many outcomes ranges are widened by `CAUTION` instead."""
CAUTION = 6.0
"""Both ends move outwards by so many units (`_unit`) until there are outcomes."""
NEWEST = 100
"""So many of the newest outcomes count, whatever the time of day: they show where it drifts."""
LIKE_NOW = 200
"""So many of the newest before them count that were shown around this time of day."""
AROUND_MIN = 60
"""Minutes of the day that make "around"."""
DAY_MIN = 24 * 60
SHORT_S = 60.0
"""Below a minute differences count little."""

STEPS = tuple(
    60.0 * minutes
    for minutes in (
        *(0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 35, 40, 45, 50, 60, 75, 90, 105, 120),
        *(150, 180, 240, 300, 360, 420, 480, 600, 720),
    )
)
"""Times that people read at a glance, in seconds."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A range that was shown, the uncalibrated one behind it, and the wait that came true.

    `minute` is the minute of the day at which it was shown. `ended` is false when the citizen gave
    up or waits still: the wait is longer than `wait_s`.
    """

    base: Range
    shown: Range
    wait_s: float
    minute: int = 0
    ended: bool = True

    @property
    def hit(self) -> bool | None:
        """Whether the wait ended inside of what was shown; None when that cannot be known."""
        if self.ended:
            return self.shown.low_s <= self.wait_s <= self.shown.high_s
        return False if self.wait_s > self.shown.high_s else None


@dataclass(frozen=True, slots=True)
class Correction:
    """How far each end of a range moves outwards, in units of the range; below 0: inwards."""

    low: float = CAUTION
    high: float = CAUTION

    def of(self, base: Range) -> Range:
        """Return the calibrated range."""
        unit = _unit(base)
        low = max(0.0, base.low_s - self.low * unit)
        return Range(low, max(low, base.high_s + self.high * unit))


def correction(outcomes: Sequence[Outcome], minute: int = 0) -> Correction:
    """Return the correction at a minute of the day that outcomes, the oldest first, call for.

    The newest ones count, and those from around this time of day: lunch is every day.

    Each end moves by a quantile of how far the waits were beyond it (conformalized quantile
    regression with the sides apart: Romano, Patterson and Candes, NeurIPS 2019). Which quantile
    follows the hits and misses of what was shown, so that coverage is kept while the office
    changes (adaptive conformal inference: Gibbs and Candes, NeurIPS 2021).
    """
    every = [o for o in outcomes if o.hit is not None]
    like_now = [o for o in every[:-NEWEST] if _apart(o.minute, minute) <= AROUND_MIN]
    known = like_now[-LIKE_NOW:] + every[-NEWEST:]
    if len(known) < FEWEST:
        return Correction()
    miss = 1 - AIM
    for outcome in known:
        miss += PACE * ((1 - AIM) - (0.0 if outcome.hit else 1.0))
        miss = min(0.5, max(0.01, miss))
    below = sorted((o.base.low_s - o.wait_s) / _unit(o.base) for o in known)
    above = sorted((o.wait_s - o.base.high_s) / _unit(o.base) for o in known)
    return Correction(quantile(below, 1 - miss / 2), quantile(above, 1 - miss / 2))


def readable(exact: Range) -> Range:
    """Return the range in steps that people read at a glance; its ends differ."""
    low = min(range(len(STEPS) - 1), key=lambda i: abs(_scale(STEPS[i]) - _scale(exact.low_s)))
    high = min(range(len(STEPS)), key=lambda i: abs(_scale(STEPS[i]) - _scale(exact.high_s)))
    return Range(STEPS[low], STEPS[max(high, low + 1)])


def _apart(minute: int, other: int) -> int:
    """Return how many minutes of the day lie between two."""
    apart = (minute - other) % DAY_MIN
    return min(apart, DAY_MIN - apart)


def _unit(base: Range) -> float:
    """Return what an error is measured in: a wait is a sum, so its errors grow as its root."""
    return sqrt((base.low_s + base.high_s) / 2 + SHORT_S)


def _scale(seconds: float) -> float:
    """Return where a time lies for a reader: half an hour and a minute is half an hour."""
    return log(seconds + SHORT_S)
