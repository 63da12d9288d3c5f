"""Blocks: one way asked by some citizens at once, the ways in turn."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from time import perf_counter

from bench.citizens import Citizen
from bench.stats import Block, Comparison, pooled

type Arrive = Callable[[], Awaitable[Citizen]]
"""Opens a conversation on one of the ways."""

type Script = Callable[[int], list[str]]
"""What the citizen with this number asks."""


type Meter = Callable[[], Mapping[str, float]]
"""Reads the processor time that each process has taken so far, in seconds."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a block is: so many citizens at a time, and when they have left as many new ones."""

    citizens: int
    rounds: int
    script: Script
    meter: Meter


async def run_block(arrive: Arrive, plan: Plan) -> Block:
    """Citizens ask their questions, each the next as soon as the answer has come.

    Arriving and leaving are not part of the block.
    """
    rounds = [await _round(arrive, plan) for _ in range(plan.rounds)]
    return Block(
        tuple(pooled(rounds)),
        sum(each.seconds for each in rounds),
        {name: sum(each.processor[name] for each in rounds) for name in rounds[0].processor},
    )


async def _round(arrive: Arrive, plan: Plan) -> Block:
    crowd = [await arrive() for _ in range(plan.citizens)]
    try:
        before, start = plan.meter(), perf_counter()
        asked = (_ask_all(citizen, plan.script(number)) for number, citizen in enumerate(crowd))
        latencies = await asyncio.gather(*asked)
        seconds, after = perf_counter() - start, plan.meter()
    finally:
        for citizen in crowd:
            await citizen.leave()
    return Block(
        tuple(latency for each in latencies for latency in each),
        seconds,
        {name: after[name] - before[name] for name in after},
    )


async def compare(
    direct: Arrive, service: Arrive, plan: Plan, *, pairs: int, seconds: float = inf
) -> Comparison:
    """Blocks in the order A B B A A B ..., so that neither drift nor being first favours a way.

    After `seconds` no further pair begins.
    """
    end = perf_counter() + seconds
    blocks: tuple[list[Block], list[Block]] = ([], [])
    for pair in range(pairs):
        if pair and perf_counter() > end:
            break
        for way in (0, 1) if pair % 2 == 0 else (1, 0):
            block = await run_block((direct, service)[way], plan)
            blocks[way].append(block)
    return Comparison(tuple(blocks[0]), tuple(blocks[1]))


async def _ask_all(citizen: Citizen, questions: Sequence[str]) -> list[float]:
    return [await citizen.ask(question) for question in questions]
