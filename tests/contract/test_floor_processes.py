"""The floor of one process shows what another one writes, over real servers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from handoff.adapters.clock import SystemClock
from handoff.adapters.store import SqlStore
from handoff.adapters.wakeups_redis import RedisWakeups
from handoff.core import citizen, handoff
from handoff.core.agents import Agent, Presence, Role
from handoff.services.floor import Floor, Times
from handoff.services.journal import Journal
from handoff.services.seat import Seat
from handoff.services.watching import Lookers
from tests.contract.conversations import asks_for_person
from tests.contract.servers import Postgres, RedisServer

HOUR = timedelta(hours=1)
SOON_S = 10.0


@dataclass
class Process:
    """What one process of the service has of the desk."""

    store: SqlStore
    journal: Journal
    lookers: Lookers
    floor: Floor


@pytest.fixture
async def processes(
    postgres: Postgres, redis_server: RedisServer
) -> AsyncIterator[tuple[Process, Process]]:
    """Two processes that share PostgreSQL and Redis, without heartbeats that could help out."""
    url, clock = postgres.emptied_database(), SystemClock()
    made: list[Process] = []
    tasks: list[asyncio.Task[None]] = []
    carriers: list[RedisWakeups] = []
    for _ in range(2):
        store, wakeups = await SqlStore.open(url), await RedisWakeups.open(redis_server.url)
        lookers = Lookers(store.watching, clock)
        times = Times(timedelta(seconds=30), timedelta(minutes=3), HOUR)
        floor = Floor(store.log, store.agents, wakeups, lookers, clock, times)
        made.append(Process(store, Journal(store.log, wakeups, clock), lookers, floor))
        tasks.append(asyncio.create_task(floor.run()))
        carriers.append(wakeups)
    yield made[0], made[1]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    for each, carrier in zip(made, carriers, strict=True):
        await carrier.close()
        await each.store.close()


async def mari(process: Process) -> Agent:
    await process.store.agents.add("mari", "mari", "Mari", Role.AGENT, "hash")
    return await process.store.agents.set_presence("mari", Presence.AVAILABLE)


async def waiting(process: Process) -> str:
    await process.journal.start("c1", "hash", citizen.started("web", "en", "Hello", ()))
    await process.journal.append("c1", asks_for_person())
    return "c1"


async def shown(seat: Seat, conversation_id: str, **wanted: Any) -> None:
    """Wait until the seat is shown the conversation with these fields."""
    async with asyncio.timeout(SOON_S):
        while True:
            for line in (await seat.news()).put:
                summary = json.loads(line)
                fits = all(summary[name] == value for name, value in wanted.items())
                if summary["id"] == conversation_id and fits:
                    return


async def test_what_another_process_writes_is_shown_without_a_heartbeat(
    processes: tuple[Process, Process],
) -> None:
    one, other = processes
    agent = await mari(one)
    await other.floor.settle()
    with other.floor.seat(agent) as seat:
        conversation_id = await waiting(one)
        await shown(seat, conversation_id, control="queued")
        await one.journal.append(conversation_id, partial(handoff.accept, agent=agent.ref))
        await shown(seat, conversation_id, control="agent")


async def test_who_looks_and_who_is_on_duty_is_known_in_all_processes(
    processes: tuple[Process, Process],
) -> None:
    one, other = processes
    agent = await mari(one)
    conversation_id = await waiting(one)
    await other.floor.settle()
    with other.floor.seat(agent) as seat:
        await one.store.agents.seen(agent.id, SystemClock().now())
        await one.lookers.opened(agent.id, conversation_id)
        await shown(seat, conversation_id, looking=[agent.id])
        assert (await other.floor.picture()).agents[agent.id].on_duty
        await one.lookers.closed(agent.id, [conversation_id])
        await shown(seat, conversation_id, looking=[])
