"""One day, from the first sign-in to the last citizen, and what the log says of it afterwards."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import httpx

from bench.day.agents import DeskAgent
from bench.day.checks import held_twice, orphans, overtaken, stays
from bench.day.citizens import Citizen
from bench.day.office import (
    LEASE_S,
    PASSWORD,
    SUPERVISOR,
    Running,
    furnish,
    processor_seconds,
    service,
)
from bench.day.plan import DAY, Visit, shifts, visits
from bench.day.report import Report
from bench.day.times import Notes, OfficeClock
from handoff.adapters.store import SqlStore

OVERTIME_S = 240.0
"""Real seconds after closing time in which everybody who is left has to be served."""

SLEEP_S = 1.5 * LEASE_S
"""Real seconds for which a laptop sleeps at least: long enough to lose the lease."""


@dataclass(frozen=True, slots=True)
class Options:
    """How big the day is; `minutes` are real ones, `offering` teams are offered their work."""

    agents: int
    conversations: int
    minutes: float
    burst: float
    seed: int
    offering: tuple[str, ...]


async def run(home: Path, options: Options) -> Report:
    """Run the day in a new home.

    Raises:
        TimeoutError: somebody was still not served long after closing time.
    """
    compression = DAY / (options.minutes * 60)
    plan = shifts(options.agents, options.seed, least_sleep=SLEEP_S * compression)
    come = visits(options.conversations, options.seed, burst=options.burst)
    notes = Notes()
    await furnish(f"sqlite:///{home / 'baton.db'}", plan, options.offering)
    with service(home, compression) as running:
        await _ready(running.url)
        used, began, load = processor_seconds(running.pid), perf_counter(), os.getloadavg()[0]
        clock = OfficeClock(compression)
        known: dict[str, Visit] = {}
        citizens = [Citizen(running.url, visit, clock, notes) for visit in come]
        over = asyncio.Event()
        agents = [
            DeskAgent(running.url, shift, clock, notes, known, shift.team in options.offering, over)
            for shift in plan
        ]
        working = [asyncio.create_task(agent.live()) for agent in agents]
        coming = [
            asyncio.create_task(_live(citizen, visit, known))
            for citizen, visit in zip(citizens, come, strict=True)
        ]
        try:
            async with asyncio.timeout(options.minutes * 60 + OVERTIME_S):
                await asyncio.gather(*coming)
        except TimeoutError:
            notes.counts["citizens not served in overtime"] += sum(not t.done() for t in coming)
        over.set()
        await asyncio.gather(*working)
        seconds = perf_counter() - began
        cpu = processor_seconds(running.pid) - used
        calibration = await _calibration(running)
        report = await _read(running, plan_by_name={s.name: s for s in plan})
    report.of_the_day(notes, seconds, cpu, load, calibration, compression)
    return report


async def _live(citizen: Citizen, visit: Visit, known: dict[str, Visit]) -> None:
    """Live, and let agents know what the visit is about once it has an id."""
    living = asyncio.create_task(citizen.live())
    while not citizen.conversation_id and not living.done():
        await asyncio.wait({living}, timeout=0.2)
    known[citizen.conversation_id] = visit
    await living


async def _ready(url: str) -> None:
    async with httpx.AsyncClient(base_url=url, trust_env=False) as http:
        async with asyncio.timeout(60):
            while True:
                with suppress(httpx.TransportError):
                    if (await http.get("/readyz")).is_success:
                        return
                await asyncio.sleep(0.1)


async def _calibration(running: Running) -> dict[str, Any]:
    async with httpx.AsyncClient(base_url=running.url, trust_env=False, timeout=60) as http:
        await http.post("/api/login", json={"username": SUPERVISOR, "password": PASSWORD})
        answer = await http.get("/api/desk/calibration", params={"days": 1})
        found: dict[str, Any] = answer.json()
        return found


async def _read(running: Running, plan_by_name: dict[str, Any]) -> Report:
    store = await SqlStore.open(running.store_url)
    try:
        listed = await store.log.summaries(limit=1_000_000)
        states = [each.conversation for each in listed]
        logs = {s.id: await store.log.read(s.id, after=0, limit=10_000) for s in states}
    finally:
        await store.close()
    all_stays = [stay for key, log in logs.items() for stay in stays(log, key)]
    return Report(
        conversations=len(states),
        orphans=orphans(states),
        held_twice=[key for key, log in logs.items() if held_twice(log, key)],
        overtaken=overtaken(all_stays, plan_by_name),
        waits=[(s.left - s.waiting_since).total_seconds() for s in all_stays if s.agent],
        events=sum(map(len, logs.values())),
        taken_back=_taken_back(logs),
    )


def _taken_back(logs: dict[str, Any]) -> dict[str, int]:
    reasons: dict[str, int] = {}
    for log in logs.values():
        for entry in log:
            if type(entry.event).__name__ == "AgentReleased":
                reasons[entry.event.reason] = reasons.get(entry.event.reason, 0) + 1
    return reasons
