"""Following a conversation: every event once and in order, hints or not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest_asyncio

from handoff.core.events import Recorded
from handoff.services.feed import PAGE
from tests.services.world import World, settle


class Reader:
    """Follows a conversation in the background; `batches` are the sizes it was given."""

    def __init__(self, world: World, conversation: str, after: int = 0) -> None:
        self.seqs: list[int] = []
        self.batches: list[int] = []
        self._stream = world.feed.follow(conversation, after)
        self._task = asyncio.create_task(self._read())

    async def _read(self) -> None:
        async for entries in self._stream:
            self._take(entries)

    def _take(self, entries: list[Recorded]) -> None:
        self.batches.append(len(entries))
        self.seqs += [entry.seq for entry in entries]

    async def stop(self) -> None:
        """Hang up."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)


@pytest_asyncio.fixture
async def conversation(world: World) -> AsyncIterator[str]:
    """A conversation that a person holds, so that nothing but the test writes to it."""
    yield await world.taken(await world.hire("Mari"))


async def test_the_backlog_comes_first_and_then_word_that_this_is_all(
    world: World, conversation: str
) -> None:
    reader = Reader(world, conversation)
    await settle()
    assert reader.seqs == [1, 2, 3, 4, 5]
    assert reader.batches == [5, 0]
    await reader.stop()


async def test_only_what_comes_after_is_given(world: World, conversation: str) -> None:
    reader = Reader(world, conversation, after=4)
    await settle()
    assert reader.seqs == [5]
    await reader.stop()


async def test_new_events_come_with_their_hint(world: World, conversation: str) -> None:
    reader = Reader(world, conversation, after=5)
    await settle()
    await world.inbox.receive(conversation, "a", "one")
    await settle()
    assert reader.seqs == [6]
    assert reader.batches == [0, 1, 0]
    await reader.stop()


async def test_a_lost_hint_costs_a_heartbeat_and_never_an_event(
    world: World, conversation: str
) -> None:
    reader = Reader(world, conversation, after=5)
    await settle()
    world.wakeups.losing = True
    for number in range(3):
        await world.inbox.receive(conversation, str(number), "hello")
    await settle()
    assert reader.seqs == []
    world.wakeups.beat()
    await settle()
    assert reader.seqs == [6, 7, 8]
    await reader.stop()


async def test_a_heartbeat_that_brings_nothing_is_told(world: World, conversation: str) -> None:
    reader = Reader(world, conversation, after=5)
    await settle()
    world.wakeups.beat()
    await settle()
    assert reader.batches == [0, 0]
    await reader.stop()


async def test_it_waits_as_long_as_it_was_made_to(world: World, conversation: str) -> None:
    world.feed.heartbeat_s = 3.5
    reader = Reader(world, conversation)
    await settle()
    assert [s.asked_s for _, s in world.wakeups.subscribed] == [3.5]
    await reader.stop()


async def test_an_event_that_lands_right_after_the_read_is_not_missed(
    world: World, conversation: str
) -> None:
    read = world.log.read

    async def read_then_append(conversation_id: str, *, after: int, limit: int) -> list[Recorded]:
        entries = await read(conversation_id, after=after, limit=limit)
        world.log.read = read  # type: ignore[method-assign]  # the race happens once
        await world.inbox.receive(conversation, "a", "one")
        return entries

    world.log.read = read_then_append  # type: ignore[method-assign]
    reader = Reader(world, conversation, after=5)
    await settle()
    assert reader.seqs == [6]
    await reader.stop()


async def test_a_long_backlog_comes_in_pages_without_a_pause(
    world: World, conversation: str
) -> None:
    for number in range(PAGE + 20):
        await world.inbox.receive(conversation, str(number), "hello")
    reader = Reader(world, conversation)
    await settle()
    assert reader.batches == [PAGE, 25, 0]
    assert reader.seqs == list(range(1, PAGE + 26))
    await reader.stop()


async def test_a_backlog_of_exactly_one_page_ends_too(world: World, conversation: str) -> None:
    for number in range(PAGE - 5):
        await world.inbox.receive(conversation, str(number), "hello")
    reader = Reader(world, conversation)
    await settle()
    assert reader.batches == [PAGE, 0]
    await reader.stop()


async def test_readers_that_come_and_go_while_events_land_all_see_everything_once(
    world: World, conversation: str
) -> None:
    readers = [Reader(world, conversation)]
    for number in range(30):
        world.wakeups.losing = number % 2 == 0
        await world.inbox.receive(conversation, str(number), "hello")
        if number % 3 == 0:
            gone = readers.pop()
            await gone.stop()
            resumed = Reader(world, conversation, after=gone.seqs[-1] if gone.seqs else 0)
            resumed.seqs = gone.seqs
            readers += [resumed, Reader(world, conversation)]
        await asyncio.sleep(0)
    world.wakeups.beat()
    await settle()
    assert len(readers) == 11
    for reader in readers:
        assert reader.seqs == list(range(1, 36))
        await reader.stop()


async def test_who_hangs_up_leaves_no_subscription_behind(world: World, conversation: str) -> None:
    reader = Reader(world, conversation)
    await settle()
    assert len(world.wakeups.subscribed) == 1
    await reader.stop()
    assert world.wakeups.subscribed == []
