"""Whether an answer takes longer at the end of a long conversation than at its beginning.

On each way one conversation of 500 real turns, and short ones for as many answers around turn 5 as
are taken around turn 500. They are taken with nobody else asking, the ways in turn, question by
question. Rasa starts a session after 30 turns, and the answers of a session get slower with its
length, so the window around turn 500 is longer than a session; both windows hold every question
as often.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter

from bench.blocks import Arrive
from bench.citizens import Citizen
from bench.questions import FAQ, even_script
from bench.stats import quantile

WINDOW = len(FAQ)
"""Turns around turn 5: each plain question once."""

FIRST = 5 - WINDOW // 2
SHORT_TALKS = 5
LATE = SHORT_TALKS * WINDOW
"""Turns around turn 500: as many as are taken around turn 5 of all short conversations."""


type Ways = tuple[list[float], list[float]]
"""Latencies straight at the assistant, and through the service."""


@dataclass(frozen=True, slots=True)
class Growth:
    """Latencies in seconds around turn 5 and around the last turn, on one way."""

    early: tuple[float, ...]
    late: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """Median late over median early."""
        return quantile(self.late, 0.5) / quantile(self.early, 0.5)


@dataclass(frozen=True, slots=True)
class LongTalk:
    """Both ways, and around which turn the late answers lie."""

    turns: int
    direct: Growth
    service: Growth


async def measure_growth(
    direct: Arrive, service: Arrive, *, turns: int, seconds: float
) -> LongTalk:
    """Compare answers around turn 5 with those around turn `turns`.

    After `seconds` the long conversation grows no further; it is then as long as it is.
    """
    end = perf_counter() + seconds
    early: Ways = ([], [])
    late: Ways = ([], [])
    long = [await direct(), await service()]
    try:
        grown = await asyncio.gather(*(_grow(t, turns - LATE // 2, end) for t in long))
        for _ in range(SHORT_TALKS):
            # Turn about, so that a machine that gets busier does so to both.
            await _ask_in_turn(long, FAQ, late)
            await _short_talk(direct, service, early)
    finally:
        for talk in long:
            await talk.leave()
    growths = (Growth(tuple(e), tuple(x)) for e, x in zip(early, late, strict=True))
    return LongTalk(min(grown) + LATE // 2, *growths)


async def _grow(talk: Citizen, turns: int, end: float) -> int:
    """Ask so many questions, or until the time is over; return how many were asked."""
    for number, question in enumerate(even_script(turns)):
        if perf_counter() > end:
            return number
        await talk.ask(question)
    return turns


async def _short_talk(direct: Arrive, service: Arrive, latencies: Ways) -> None:
    talks = [await direct(), await service()]
    try:
        await _ask_in_turn(talks, even_script(FIRST - 1), ([], []))
        await _ask_in_turn(talks, FAQ, latencies)
    finally:
        for talk in talks:
            await talk.leave()


async def _ask_in_turn(talks: Sequence[Citizen], questions: Sequence[str], latencies: Ways) -> None:
    for number, question in enumerate(questions):
        # Who goes first changes with every question.
        for way in (0, 1) if number % 2 == 0 else (1, 0):
            latencies[way].append(await talks[way].ask(question))
