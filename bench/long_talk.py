"""Whether an answer takes longer at the end of a long conversation than at its beginning.

On each way one conversation of 500 real turns, the ways in turn, question by question; and short
ones, for as many answers around turn 5 as there are around turn 500. Rasa starts a session after
30 turns, and the answers of a session get slower with its length, so the window around turn 500
spans a whole session, and the window around turn 5 every question as often.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bench.blocks import Arrive
from bench.citizens import Citizen
from bench.questions import FAQ, even_script
from bench.stats import quantile

WINDOW = len(FAQ)
"""Turns around turn 5: each plain question once."""

FIRST = 5 - WINDOW // 2
SHORT_TALKS = 5
"""So that both windows hold as many answers: 5 times 7, and 35 around turn 500."""


@dataclass(frozen=True, slots=True)
class Growth:
    """Latencies in seconds around turn 5 and around the last turn, on one way."""

    early: tuple[float, ...]
    late: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """Median late over median early."""
        return quantile(self.late, 0.5) / quantile(self.early, 0.5)


async def measure_growth(direct: Arrive, service: Arrive, turns: int) -> tuple[Growth, Growth]:
    """Return the growth straight at the assistant and through the service.

    The window around the last turn ends some turns after it, as the one around turn 5 does.
    """
    ways = (direct, service)
    early: tuple[list[float], list[float]] = ([], [])
    for _ in range(SHORT_TALKS):
        short = await _talk(ways, FIRST + WINDOW - 1)
        for kept, latencies in zip(early, short, strict=True):
            kept += latencies[FIRST - 1 :]
    late_window = SHORT_TALKS * WINDOW
    long = await _talk(ways, turns + late_window // 2)
    late = [latencies[-late_window:] for latencies in long]
    return Growth(tuple(early[0]), tuple(late[0])), Growth(tuple(early[1]), tuple(late[1]))


async def _talk(ways: Sequence[Arrive], turns: int) -> tuple[list[float], list[float]]:
    talks: list[Citizen] = [await arrive() for arrive in ways]
    latencies: tuple[list[float], list[float]] = ([], [])
    try:
        for number, question in enumerate(even_script(turns)):
            # Who goes first changes with every question.
            for way in (0, 1) if number % 2 == 0 else (1, 0):
                latencies[way].append(await talks[way].ask(question))
    finally:
        for talk in talks:
            await talk.leave()
    return latencies
