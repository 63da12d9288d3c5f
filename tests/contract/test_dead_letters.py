"""What made no sense is kept as it came, once, until somebody drops it."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from handoff.adapters.store import SqlStore
from handoff.core.channel import DeadLetter
from tests.contract.conftest import NOON

ANY_BYTES = bytes(range(256))
MINUTE = timedelta(minutes=1)


async def _kept(store: SqlStore, *raws: bytes, channel: str = "telegram") -> list[DeadLetter]:
    for place, raw in enumerate(raws):
        await store.dead_letters.add(channel, raw, f"reason {place}", NOON + place * MINUTE)
    return await store.dead_letters.list(100)


async def test_any_bytes_are_kept_as_they_came_with_their_reason(store: SqlStore) -> None:
    (letter,) = await _kept(store, ANY_BYTES)
    assert (letter.channel, letter.at, letter.reason, letter.raw) == (
        "telegram",
        NOON,
        "reason 0",
        ANY_BYTES,
    )
    assert await store.dead_letters.find(letter.id) == letter


async def test_the_same_bytes_on_the_same_channel_are_kept_once(store: SqlStore) -> None:
    await _kept(store, b"{}", b"{}")
    await _kept(store, b"{}", channel="messenger")
    assert await store.dead_letters.count() == 2
    assert await store.dead_letters.count("telegram") == 1
    assert (await store.dead_letters.list(100))[0].reason == "reason 0"


async def test_the_same_bytes_many_times_at_once_are_kept_once(store: SqlStore) -> None:
    await asyncio.gather(*(_kept(store, b"poison") for _ in range(12)))
    assert await store.dead_letters.count() == 1


async def test_the_newest_come_first_and_not_more_than_asked_for(store: SqlStore) -> None:
    await _kept(store, b"1", b"2", b"3")
    assert [letter.raw for letter in await store.dead_letters.list(2)] == [b"3", b"2"]


async def test_a_dropped_letter_is_gone_and_others_stay(store: SqlStore) -> None:
    newest, oldest = await _kept(store, b"1", b"2")
    assert await store.dead_letters.drop(oldest.id)
    assert not await store.dead_letters.drop(oldest.id)
    assert await store.dead_letters.find(oldest.id) is None
    assert await store.dead_letters.list(100) == [newest]


async def test_old_ones_are_dropped_together(store: SqlStore) -> None:
    newest, *_ = await _kept(store, b"1", b"2", b"3")
    assert await store.dead_letters.drop_before(newest.at) == 2
    assert await store.dead_letters.drop_before(newest.at) == 0
    assert await store.dead_letters.list(100) == [newest]


@pytest.mark.parametrize("unknown", ["nobody", "", "nul\x00", "half \ud83d"])
async def test_an_id_that_is_none_is_not_found(store: SqlStore, unknown: str) -> None:
    assert await store.dead_letters.find(unknown) is None
    assert not await store.dead_letters.drop(unknown)
