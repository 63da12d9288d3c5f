"""How long everybody in the queue may have to wait: the next hours of the office, played out.

The method stands in docs/wait-forecast.md. In short: many runs are played from the office as it is
now. What agents hold ends after what is left of such handling times; whoever is free takes the
first in the order of the queue whom they fit; some of those who wait give up; urgent ones arrive
and go first. The wait of a place is spread as its waits over all runs are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handoff.core.durations import Chance, quantile
from handoff.core.playout import HORIZON_S, Hand, Past, Playout, Waiter

MOST_RUNS, FEWEST_RUNS = 160, 40
WORK = 6000
"""Steps played for one forecast. Deep places differ less between runs, so that few runs do."""
LOW, HIGH = 0.1, 0.9
"""The range holds the middle 80 % of the runs, before calibration."""


@dataclass(frozen=True, slots=True)
class Range:
    """A wait from `low_s` to `high_s` seconds."""

    low_s: float
    high_s: float


def ranges(
    queue: Sequence[Waiter], crew: Sequence[Hand], past: Past, chance: Chance
) -> dict[str, Range]:
    """Return the range of the time from now on that each waiter has still to wait, by id.

    Left out are those of whom it cannot be said: no agent on duty fits them, nothing has been seen
    of their team, or urgent ones keep everybody on duty busy for hours. For one place alone pass
    the queue up to it: who comes later in the order changes nothing for those before.
    """
    known = [w for w in queue if w.team in past.habits]
    known = [w for w in known if any(hand.fits(w.team, w.language) for hand in crew)]
    if not known:
        return {}
    slots = sum(hand.free + len(hand.held) for hand in crew)
    runs = max(FEWEST_RUNS, min(MOST_RUNS, WORK // (len(known) + slots)))
    waits = Playout(known, crew, past, runs, chance).play()
    at_work = {w.team: sum(1 for h in crew if h.fits(w.team, None)) for w in known}
    found = {}
    for waiter, each in zip(known, map(sorted, waits), strict=True):
        low, high = quantile(each, LOW), quantile(each, HIGH)
        if high < HORIZON_S:
            staffing, there = past.habits[waiter.team].staffing, at_work[waiter.team]
            found[waiter.id] = Range(
                staffing.stretched(low, there), staffing.stretched(high, there)
            )
    return found
