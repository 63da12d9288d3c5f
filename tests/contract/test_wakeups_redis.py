"""Redis goes away, hangs and comes back; the process's own hints never depend on it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from redis.exceptions import RedisError

from handoff.adapters.wakeups_redis import RedisWakeups
from tests.contract.servers import RedisServer
from tests.contract.test_wakeups import NEVER_S, SOON_S

SILENCE_S = 0.2


@pytest.fixture
async def writer(redis_server: RedisServer) -> AsyncIterator[RedisWakeups]:
    carrier = await RedisWakeups.open(redis_server.url, silence_s=SILENCE_S)
    yield carrier
    await carrier.close()


@pytest.fixture
async def reader(redis_server: RedisServer) -> AsyncIterator[RedisWakeups]:
    carrier = await RedisWakeups.open(redis_server.url, silence_s=SILENCE_S)
    yield carrier
    await carrier.close()


async def _well(carrier: RedisWakeups) -> None:
    async with asyncio.timeout(SOON_S):
        while True:
            try:
                await carrier.ping()
            except (RedisError, OSError, TimeoutError):
                await asyncio.sleep(0.02)
            else:
                return


async def _unwell(carrier: RedisWakeups) -> None:
    async with asyncio.timeout(SOON_S):
        while True:
            try:
                await carrier.ping()
            except (RedisError, OSError, TimeoutError):
                return
            await asyncio.sleep(0.02)


async def test_hints_go_on_after_redis_was_lost_and_came_back(
    redis_server: RedisServer, writer: RedisWakeups, reader: RedisWakeups
) -> None:
    redis_server.stop()
    await _unwell(reader)
    redis_server.start()
    await _well(reader)
    async with reader.subscribe("c1") as subscription:
        await writer.publish("c1")
        assert await subscription.wait(SOON_S)


async def test_everybody_looks_once_when_redis_is_back(
    redis_server: RedisServer, reader: RedisWakeups
) -> None:
    """Hints sent meanwhile are gone, so each reader is woken to see for itself."""
    async with reader.subscribe("c1") as subscription:
        redis_server.stop()
        await _unwell(reader)
        assert not await subscription.wait(NEVER_S)
        redis_server.start()
        assert await subscription.wait(SOON_S)


async def test_who_follows_everything_is_told_that_ids_may_be_lost_when_redis_is_back(
    redis_server: RedisServer, reader: RedisWakeups
) -> None:
    async with reader.subscribe(None) as subscription:
        redis_server.stop()
        await _unwell(reader)
        assert subscription.taken() == frozenset()
        redis_server.start()
        assert await subscription.wait(SOON_S)
        assert subscription.taken() is None


async def test_two_kinds_of_hints_do_not_mix(redis_server: RedisServer) -> None:
    events = await RedisWakeups.open(redis_server.url)
    typing, others = [await RedisWakeups.open(redis_server.url, channel="t") for _ in range(2)]
    async with events.subscribe("c1") as ours, others.subscribe("c1") as theirs:
        await typing.publish("c1")
        assert await theirs.wait(SOON_S)
        assert not await ours.wait(NEVER_S)
    for carrier in (events, typing, others):
        await carrier.close()


async def test_hints_said_while_redis_is_away_are_sent_when_it_is_back(
    redis_server: RedisServer, writer: RedisWakeups, reader: RedisWakeups
) -> None:
    redis_server.stop()
    await _unwell(reader)
    async with reader.subscribe("c1") as subscription:
        await writer.publish("c1")
        redis_server.start()
        assert await subscription.wait(SOON_S)


@pytest.mark.parametrize("trouble", ["stop", "freeze"])
async def test_publishing_never_raises_nor_waits_for_redis_and_wakes_the_own_process(
    redis_server: RedisServer, writer: RedisWakeups, trouble: str
) -> None:
    getattr(redis_server, trouble)()
    async with writer.subscribe("c1") as subscription:
        # One step of the loop would be too little for any answer of a server.
        publishing = asyncio.ensure_future(writer.publish("c1"))
        await asyncio.sleep(0)
        assert publishing.done()
        assert await subscription.wait(SOON_S)
    if trouble == "freeze":
        redis_server.thaw()


async def test_a_redis_that_hangs_is_noticed_and_taken_up_again(
    redis_server: RedisServer, writer: RedisWakeups, reader: RedisWakeups
) -> None:
    redis_server.freeze()
    await _unwell(reader)
    redis_server.thaw()
    await _well(reader)
    async with reader.subscribe("c1") as subscription:
        await writer.publish("c1")
        assert await subscription.wait(SOON_S)


async def test_a_service_starts_without_redis_and_uses_it_later(
    redis_server: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handoff.adapters.wakeups_redis.OPEN_WITHIN_S", 0.2)
    redis_server.stop()
    carrier = await RedisWakeups.open(redis_server.url)
    try:
        with pytest.raises((RedisError, OSError)):
            await carrier.ping()
        redis_server.start()
        await _well(carrier)
    finally:
        await carrier.close()


async def test_an_address_that_is_no_redis_is_refused() -> None:
    with pytest.raises(ValueError, match="scheme"):
        await RedisWakeups.open("http://127.0.0.1/")


async def test_hints_given_just_before_closing_are_sent(
    redis_server: RedisServer, reader: RedisWakeups
) -> None:
    leaving = await RedisWakeups.open(redis_server.url)
    async with reader.subscribe("c1") as subscription:
        await leaving.publish("c1")
        await leaving.close()
        assert await subscription.wait(SOON_S)
