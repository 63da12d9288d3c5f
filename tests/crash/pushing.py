"""A life that only pushes: what a conversation is owed, with a point before and after each step."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime, timedelta

from handoff.adapters.store import SqlStore
from handoff.adapters.wakeups_local import LocalWakeups
from handoff.core.channel import Deliveries, Progress
from handoff.core.ports import Clock
from handoff.services.delivery import Delivery
from handoff.services.journal import Journal
from tests.crash.faults import Fault, FaultyChannel, FaultyWakeups
from tests.crash.platform import Telegram
from tests.crash.scenario import Scenario

STEPS = ("claim", "trying", "sent", "delivered", "release")
BEFORE, AFTER = "before {}", "after {}"


class FaultyDeliveries:
    """Leases and progress between two points each."""

    def __init__(self, deliveries: Deliveries, fault: Fault) -> None:
        self._deliveries = deliveries
        self._fault = fault

    async def claim(
        self, conversation_id: str, holder: str, now: datetime, lease: timedelta
    ) -> Progress | None:
        self._fault.reach(BEFORE.format("claim"))
        progress = await self._deliveries.claim(conversation_id, holder, now, lease)
        self._fault.reach(AFTER.format("claim"))
        return progress

    async def trying(self, conversation_id: str, holder: str, progress: Progress) -> bool:
        self._fault.reach(BEFORE.format("trying"))
        kept = await self._deliveries.trying(conversation_id, holder, progress)
        self._fault.reach(AFTER.format("trying"))
        return kept

    async def sent(self, conversation_id: str, holder: str, progress: Progress) -> bool:
        self._fault.reach(BEFORE.format("sent"))
        kept = await self._deliveries.sent(conversation_id, holder, progress)
        self._fault.reach(AFTER.format("sent"))
        return kept

    async def delivered(self, conversation_id: str, holder: str, seq: int) -> bool:
        self._fault.reach(BEFORE.format("delivered"))
        kept = await self._deliveries.delivered(conversation_id, holder, seq)
        self._fault.reach(AFTER.format("delivered"))
        return kept

    async def put_off(
        self, conversation_id: str, holder: str, progress: Progress, now: datetime, until: datetime
    ) -> None:
        await self._deliveries.put_off(conversation_id, holder, progress, now, until)

    async def confirm(self, conversation_id: str, seq: int, part: int) -> None:
        await self._deliveries.confirm(conversation_id, seq, part)

    async def release(self, conversation_id: str, holder: str, now: datetime) -> None:
        self._fault.reach(BEFORE.format("release"))
        await self._deliveries.release(conversation_id, holder, now)
        self._fault.reach(AFTER.format("release"))

    async def owed(self, channels: Sequence[str], now: datetime, limit: int) -> list[str]:
        return await self._deliveries.owed(channels, now, limit)


async def push(scenario: Scenario, store: SqlStore, fault: Fault, clock: Clock) -> None:
    """Push until nothing is owed; first hear what the platform shows, where it does."""
    telegram = Telegram(scenario.world_url, scenario.shows)
    deliveries = FaultyDeliveries(store.deliveries, fault)
    delivery = Delivery(
        Journal(store.log, FaultyWakeups(LocalWakeups(), fault), clock),
        store.log,
        deliveries,
        {telegram.name: FaultyChannel(telegram, fault)},
        clock,
        holder=str(os.getpid()),
        chance=lambda: 0.0,
    )
    for mark in await telegram.shown() if scenario.shows else []:
        conversation_id, seq, part = mark.split(":")
        await deliveries.confirm(conversation_id, int(seq), int(part))
    while await deliveries.owed([telegram.name], clock.now(), 10):
        await delivery.start_owed()
        await delivery.drain()
