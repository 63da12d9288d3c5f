"""A life of the service that pushes one conversation to Messenger and is killed on the way.

Run as a program: store, Graph, the point that is fatal, and at which message.
"""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import UTC, datetime, timedelta

import httpx

from handoff.adapters.store import SqlStore
from handoff.adapters.wakeups_local import LocalWakeups
from handoff.core.channel import Channel
from handoff.services.delivery import Delivery
from handoff.services.journal import Journal
from tests.channels.messenger.line import config, messenger
from tests.crash.faults import Fault, FaultyChannel

AGO = timedelta(minutes=10)
"""The first life was so long ago that nothing holds what it held."""


class AgoClock:
    """The time of the first life, or of a later one."""

    def __init__(self, ago: timedelta) -> None:
        self._ago = ago

    def now(self) -> datetime:
        return datetime.now(UTC) - self._ago


async def push(store: SqlStore, channel: Channel, clock: AgoClock) -> None:
    """Push until nothing is owed that can be pushed now."""
    delivery = Delivery(
        Journal(store.log, LocalWakeups(), clock),
        store.log,
        store.deliveries,
        {channel.name: channel},
        clock,
        holder=str(os.getpid()),
        chance=lambda: 0.0,
    )
    await delivery.start_owed()
    await delivery.drain()


async def live(store_url: str, graph_url: str, point: str, nth: str) -> None:
    """Push until the fault."""
    store = await SqlStore.open(store_url)
    async with httpx.AsyncClient() as http:
        channel = FaultyChannel(messenger(config(graph_url), http), Fault(point, int(nth)))
        await push(store, channel, AgoClock(AGO))


if __name__ == "__main__":
    asyncio.run(live(*sys.argv[1:]))
