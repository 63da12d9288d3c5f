"""The lease on pushing a conversation and the progress of the event that is being pushed."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest

from handoff.adapters.store import SqlStore
from handoff.core.channel import MOST_SKEW, Progress
from handoff.core.errors import UnknownConversation
from tests.contract.conftest import NOON
from tests.contract.conversations import opened, say

LEASE = timedelta(seconds=60)
A, B = "holder-a", "holder-b"


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


async def claim(store: SqlStore, cid: str, holder: str = A, seconds: float = 0) -> Progress | None:
    return await store.deliveries.claim(cid, holder, after(seconds), LEASE)


async def telegram(store: SqlStore) -> str:
    """Open a conversation with two events."""
    return await opened(store.log, channel="telegram")


async def test_a_claim_begins_with_the_first_event(store: SqlStore) -> None:
    assert await claim(store, await telegram(store)) == Progress(1)


@pytest.mark.parametrize("unknown", ["nobody", "", "nul\x00", "half \ud83d"])
async def test_what_no_conversation_is_cannot_be_claimed(store: SqlStore, unknown: str) -> None:
    with pytest.raises(UnknownConversation):
        await claim(store, unknown)
    await store.deliveries.confirm(unknown, 1, 0)


async def test_a_lease_keeps_others_out_until_it_is_over(store: SqlStore) -> None:
    cid = await telegram(store)
    await claim(store, cid)
    assert await claim(store, cid, B, 59.9) is None
    assert await claim(store, cid, B, 60) == Progress(1)
    assert await claim(store, cid, A, 61) is None


async def test_a_lease_can_be_renewed_by_its_holder(store: SqlStore) -> None:
    cid = await telegram(store)
    await claim(store, cid)
    assert await claim(store, cid, A, 50) == Progress(1)
    assert await claim(store, cid, B, 109) is None


async def test_a_lease_that_nobody_took_over_still_is_the_holders(store: SqlStore) -> None:
    cid = await telegram(store)
    await claim(store, cid)
    assert await store.deliveries.trying(cid, A, Progress(1, 0, after(500)))
    assert await claim(store, cid, A, 500) == Progress(1, 0, after(500))


async def test_what_was_let_go_can_be_claimed_at_once(store: SqlStore) -> None:
    cid = await telegram(store)
    await claim(store, cid)
    await store.deliveries.release(cid, B, NOON)
    assert await claim(store, cid, B, 1) is None
    await store.deliveries.release(cid, A, after(1))
    assert await claim(store, cid, B, 1) == Progress(1)


async def test_a_lease_of_a_clock_that_was_put_back_since_is_void(store: SqlStore) -> None:
    cid = await telegram(store)
    await claim(store, cid, A, 3600)
    assert await claim(store, cid, B, 3600 - MOST_SKEW.total_seconds()) is None
    assert await claim(store, cid, B, 3599 - MOST_SKEW.total_seconds()) == Progress(1)


async def test_progress_outlives_its_holder(store: SqlStore) -> None:
    cid = await telegram(store)
    await claim(store, cid)
    tried = Progress(1, 0, after(1), after(-5))
    assert await store.deliveries.trying(cid, A, tried)
    assert await claim(store, cid, B, 60) == tried
    assert await store.deliveries.sent(cid, B, Progress(1, 1))
    assert await claim(store, cid, A, 120) == Progress(1, 1)


async def test_who_lost_the_lease_can_change_nothing(store: SqlStore) -> None:
    cid = await telegram(store)
    await claim(store, cid)
    await claim(store, cid, B, 60)
    await store.deliveries.trying(cid, B, Progress(1, 0, after(61)))
    deliveries = store.deliveries
    assert not await deliveries.trying(cid, A, Progress(1, 1, after(62)))
    assert not await deliveries.sent(cid, A, Progress(1, 1))
    assert not await deliveries.delivered(cid, A, 1)
    await deliveries.put_off(cid, A, Progress(1, 1), after(62), after(9000))
    await deliveries.release(cid, A, after(62))
    assert await claim(store, cid, A, 63) is None
    assert await claim(store, cid, B, 63) == Progress(1, 0, after(61))


async def test_who_never_had_the_lease_can_change_nothing(store: SqlStore) -> None:
    cid = await telegram(store)
    assert not await store.deliveries.trying(cid, A, Progress(1, 0, NOON))
    assert not await store.deliveries.sent(cid, A, Progress(1, 1))
    assert not await store.deliveries.delivered(cid, A, 1)
    assert await claim(store, cid, B) == Progress(1)


async def test_the_cursor_never_moves_back_nor_past_the_log(store: SqlStore) -> None:
    cid = await telegram(store)
    for asked, next_seq in ((1, 2), (2, 3), (1, 3), (3, 3), (10**12, 3)):
        assert await claim(store, cid) is not None
        assert await store.deliveries.delivered(cid, A, asked)
        assert await claim(store, cid) == Progress(next_seq)


async def test_an_event_that_is_done_leaves_no_progress_to_the_next(store: SqlStore) -> None:
    cid = await telegram(store)
    await claim(store, cid)
    await store.deliveries.trying(cid, A, Progress(1, 3, NOON, NOON))
    await store.deliveries.delivered(cid, A, 1)
    assert await claim(store, cid) == Progress(2)


async def test_who_tries_an_event_has_done_with_those_before_it(store: SqlStore) -> None:
    cid = await telegram(store)
    await claim(store, cid)
    tried = Progress(2, 0, NOON)
    await store.deliveries.trying(cid, A, tried)
    assert await claim(store, cid, B, 60) == tried
    assert not await store.deliveries.trying(cid, B, Progress(1, 0, NOON))


async def test_moving_the_cursor_leaves_the_conversation_as_it_was(store: SqlStore) -> None:
    cid = await telegram(store)
    before = await store.log.load(cid)
    await claim(store, cid)
    await store.deliveries.delivered(cid, A, 2)
    assert await store.log.load(cid) == before
    await say(store.log, cid, "hello")
    assert await claim(store, cid) == Progress(3)


async def test_what_is_put_off_is_claimed_by_nobody_until_then(store: SqlStore) -> None:
    cid = await telegram(store)
    await claim(store, cid)
    await store.deliveries.trying(cid, A, Progress(1, 0, NOON))
    refused = Progress(1, 0, None, NOON)
    await store.deliveries.put_off(cid, A, refused, after(1), after(600))
    assert await claim(store, cid, A, 599) is None
    assert await claim(store, cid, B, 599) is None
    assert await claim(store, cid, B, 600) == refused


async def test_what_never_was_tried_can_be_put_off_too(store: SqlStore) -> None:
    cid = await telegram(store)
    await claim(store, cid)
    await store.deliveries.put_off(cid, A, Progress(2, 0, None, NOON), NOON, after(5))
    assert await claim(store, cid, A, 4) is None


async def test_a_confirmed_part_is_not_tried_again(store: SqlStore) -> None:
    cid = await telegram(store)
    await claim(store, cid)
    await store.deliveries.trying(cid, A, Progress(1, 0, NOON))
    await store.deliveries.confirm(cid, 1, 0)
    assert not await store.deliveries.trying(cid, A, Progress(1, 0, after(1)))
    assert await claim(store, cid) == Progress(1, 1)


async def test_a_confirmation_before_the_answer_of_the_call_changes_nothing(
    store: SqlStore,
) -> None:
    cid = await telegram(store)
    await claim(store, cid)
    await store.deliveries.trying(cid, A, Progress(1, 0, NOON))
    await store.deliveries.confirm(cid, 1, 0)
    assert await store.deliveries.sent(cid, A, Progress(1, 1))
    assert await claim(store, cid) == Progress(1, 1)


async def test_a_confirmation_after_the_answer_of_the_call_changes_nothing(
    store: SqlStore,
) -> None:
    cid = await telegram(store)
    await claim(store, cid)
    await store.deliveries.trying(cid, A, Progress(1, 0, NOON))
    await store.deliveries.sent(cid, A, Progress(1, 1))
    await store.deliveries.confirm(cid, 1, 0)
    assert await claim(store, cid) == Progress(1, 1)
    await store.deliveries.trying(cid, A, Progress(1, 1, after(1)))
    await store.deliveries.confirm(cid, 1, 0)
    assert await claim(store, cid) == Progress(1, 1, after(1))


async def test_a_confirmation_beats_a_doubt_that_is_written_after_it(store: SqlStore) -> None:
    cid = await telegram(store)
    await claim(store, cid)
    doubt = Progress(1, 0, NOON, NOON)
    await store.deliveries.trying(cid, A, doubt)
    await store.deliveries.confirm(cid, 1, 0)
    await store.deliveries.put_off(cid, A, doubt, after(15), after(20))
    assert await claim(store, cid, B, 15) == Progress(1, 1)


async def test_a_confirmation_ends_the_wait_for_it(store: SqlStore) -> None:
    cid = await telegram(store)
    await claim(store, cid)
    doubt = Progress(1, 0, NOON, NOON)
    await store.deliveries.trying(cid, A, doubt)
    await store.deliveries.put_off(cid, A, doubt, after(15), after(20))
    assert await claim(store, cid, B, 16) is None
    await store.deliveries.confirm(cid, 1, 0)
    assert await claim(store, cid, B, 16) == Progress(1, 1)


@pytest.mark.parametrize(
    ("seq", "part"), [(1, 1), (2, 0), (0, 0), (-1, 0), (1, -1), (2**40, 0), (1, 2**40)]
)
async def test_a_confirmation_of_anything_else_changes_nothing(
    store: SqlStore, seq: int, part: int
) -> None:
    cid = await telegram(store)
    await store.deliveries.confirm(cid, seq, part)
    await claim(store, cid)
    tried = Progress(1, 0, NOON)
    await store.deliveries.trying(cid, A, tried)
    await store.deliveries.confirm(cid, seq, part)
    assert await claim(store, cid) == tried


async def test_a_confirmation_that_comes_long_after_touches_no_later_event(
    store: SqlStore,
) -> None:
    cid = await telegram(store)
    await claim(store, cid)
    await store.deliveries.trying(cid, A, Progress(1, 0, NOON))
    await store.deliveries.delivered(cid, A, 1)
    await store.deliveries.confirm(cid, 1, 0)
    assert await claim(store, cid) == Progress(2)


async def test_of_many_who_claim_at_once_one_gets_it(store: SqlStore) -> None:
    ids = [await telegram(store) for _ in range(4)]
    claims = [(cid, f"holder-{n}") for cid in ids for n in range(12)]
    answers = await asyncio.gather(*(claim(store, cid, holder) for cid, holder in claims))
    won = [cid for (cid, _), progress in zip(claims, answers, strict=True) if progress]
    assert sorted(won) == sorted(ids)
