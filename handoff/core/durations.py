"""Durations as they came true: what a new one may be, and what may be left of one that runs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from math import log

Chance = Callable[[], float]
"""Gives numbers from 0 up to 1, evenly spread; seeded by whoever passes it in."""

ENOUGH_LONGER = 5
"""So many longer durations must have been seen before they alone say how long is left."""
LONGEST = 0.1
"""The share of durations whose tail stands in for what nobody has seen yet."""


class Durations:
    """An empirical distribution of durations in seconds; at least one, none negative."""

    def __init__(self, seconds: Iterable[float]) -> None:
        self._sorted = sorted(seconds)
        if not self._sorted or self._sorted[0] < 0:
            raise ValueError("durations are needed, and none below zero")
        count = len(self._sorted)
        self.mean = sum(self._sorted) / count
        longest = self._sorted[-max(ENOUGH_LONGER, int(count * LONGEST)) :]
        self._excess = sum(longest) / len(longest) - longest[0]

    def __len__(self) -> int:
        return len(self._sorted)

    def quantile(self, share: float) -> float:
        """Return the duration that this share (0 to 1) of all stays below."""
        return quantile(self._sorted, share)

    def some(self, number: int, chance: Chance) -> list[float]:
        """Return so many new durations."""
        values, count = self._sorted, len(self._sorted)
        return [values[int(chance() * count)] for _ in range(number)]

    def left(self, elapsed_s: float, number: int, chance: Chance) -> list[float]:
        """Return so many times that may be left of a duration that has run for `elapsed_s`.

        They come from the durations that took longer (Whitt, Predicting Queueing Delays,
        Management Science 45(6), 1999: the distribution given the elapsed time). Where hardly any
        took longer, time is left as if it ended by chance: exponentially, with the mean excess of
        the longest ones.
        """
        longer = self._sorted[bisect_right(self._sorted, elapsed_s) :]
        count = len(longer)
        if count >= ENOUGH_LONGER:
            return [longer[int(chance() * count)] - elapsed_s for _ in range(number)]
        mean = self._excess or self.mean
        return [-mean * log(1 - chance()) for _ in range(number)]


def quantile(ordered: list[float], share: float) -> float:
    """Return a quantile of values in order, on the line between the two nearest."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
