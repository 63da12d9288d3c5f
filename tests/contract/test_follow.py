"""The race of the feed: readers that hang up, writers that repeat themselves, hints that are lost.

A reader subscribes, reads what is after the last seq it has seen, and waits for a hint or a
heartbeat. Whatever is lost in between, each reader sees 1..N once and in order.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from contextlib import AbstractAsyncContextManager, aclosing

from handoff.adapters.store import SqlStore
from handoff.adapters.wakeups_local import LocalWakeups
from handoff.core.ports import Subscription, Wakeups
from handoff.services.feed import Feed
from tests.contract.conftest import NOON
from tests.contract.conversations import opened, says

READERS = 40
WRITERS = 2
MESSAGES = 60
HEARTBEAT_S = 0.2
LAST = 2 + WRITERS * MESSAGES


class LossyWakeups:
    """A carrier that loses half of the hints."""

    def __init__(self, carrier: Wakeups, chance: random.Random) -> None:
        self._carrier = carrier
        self._chance = chance
        self.lost = 0

    async def publish(self, conversation_id: str) -> None:
        if self._chance.random() < 0.5:
            self.lost += 1
            return
        await self._carrier.publish(conversation_id)

    def subscribe(self, conversation_id: str | None) -> AbstractAsyncContextManager[Subscription]:
        return self._carrier.subscribe(conversation_id)

    async def ping(self) -> None:
        await self._carrier.ping()


async def _write(
    store: SqlStore, hints: Wakeups, conversation_id: str, writer: int, chance: random.Random
) -> int:
    repeated = 0
    for number in range(MESSAGES):
        text = f"{writer}/{number}"
        for _ in range(chance.choice((1, 1, 2, 3))):
            appended = await store.log.append(conversation_id, says(text), at=NOON, key=text)
            repeated += appended.duplicate
            await hints.publish(conversation_id)
        await asyncio.sleep(chance.random() * 0.01)
    return repeated


async def _read(feed: Feed, conversation_id: str, chance: random.Random) -> tuple[list[int], int]:
    """Follow until the last event, hanging up at random; return the seqs and the hang-ups."""
    seen: list[int] = []
    hang_ups = 0
    while not seen or seen[-1] < LAST:
        batches = chance.randint(1, 12)
        after = seen[-1] if seen else 0
        # A line that is cut in the middle of whatever the feed is doing.
        with contextlib.suppress(TimeoutError):
            async with (
                asyncio.timeout(chance.random()),
                aclosing(feed.follow(conversation_id, after)) as stream,
            ):
                async for entries in stream:
                    seen += [entry.seq for entry in entries]
                    batches -= 1
                    if batches == 0 or seen[-1:] == [LAST]:
                        break
        hang_ups += 1
    return seen, hang_ups


async def test_every_reader_sees_every_event_once_and_in_order(
    store: SqlStore, carriers: tuple[Wakeups, Wakeups]
) -> None:
    chance = random.Random(20260302)
    conversation_id = await opened(store.log)
    hints = LossyWakeups(carriers[0], chance)
    feed = Feed(store.log, carriers[1], HEARTBEAT_S)
    async with asyncio.timeout(60), asyncio.TaskGroup() as tasks:
        readers = [
            tasks.create_task(_read(feed, conversation_id, random.Random(number)))
            for number in range(READERS)
        ]
        writers = [
            tasks.create_task(_write(store, hints, conversation_id, number, chance))
            for number in range(WRITERS)
        ]
    for reader in readers:
        assert reader.result()[0] == list(range(1, LAST + 1))
    # The test would prove nothing if nobody hung up, repeated itself or lost a hint.
    assert sum(reader.result()[1] for reader in readers) > 2 * READERS
    assert all(writer.result() > 0 for writer in writers)
    assert hints.lost > MESSAGES // 2


async def test_a_heartbeat_brings_what_no_hint_told_of(store: SqlStore) -> None:
    class Deaf(LossyWakeups):
        async def publish(self, conversation_id: str) -> None:
            self.lost += 1

    hints = Deaf(LocalWakeups(), random.Random(1))
    conversation_id = await opened(store.log)
    feed = Feed(store.log, hints, 0.05)
    async with asyncio.timeout(10), aclosing(feed.follow(conversation_id, 2)) as stream:
        assert await anext(stream) == []
        await store.log.append(conversation_id, says("hello"), at=NOON)
        while not (entries := await anext(stream)):
            continue
    assert [entry.seq for entry in entries] == [3]
