"""What every carrier of hints does, within a process and between two."""

from __future__ import annotations

import asyncio

from handoff.core.ports import Wakeups

Carriers = tuple[Wakeups, Wakeups]

SOON_S = 10.0
"""Within this a hint comes for certain; a test that waits so long has failed."""

NEVER_S = 0.1
"""For so long nothing comes."""


async def test_a_hint_wakes_who_follows_the_conversation(carriers: Carriers) -> None:
    writer, reader = carriers
    async with reader.subscribe("c1") as subscription:
        await writer.publish("c1")
        assert await subscription.wait(SOON_S)


async def test_a_hint_at_another_conversation_wakes_nobody_here(carriers: Carriers) -> None:
    writer, reader = carriers
    async with reader.subscribe("c1") as ours, reader.subscribe("c2") as theirs:
        await writer.publish("c2")
        assert await theirs.wait(SOON_S)
        assert not await ours.wait(NEVER_S)


async def test_who_follows_everything_is_woken_by_every_conversation(carriers: Carriers) -> None:
    writer, reader = carriers
    async with reader.subscribe(None) as subscription:
        for conversation_id in ("c1", "c2"):
            await writer.publish(conversation_id)
            assert await subscription.wait(SOON_S)


async def test_who_follows_everything_learns_which_conversations(carriers: Carriers) -> None:
    writer, reader = carriers
    async with reader.subscribe(None) as subscription, reader.subscribe("last") as last:
        # What a carrier says of the time before it was ready is another test's matter.
        subscription.taken()
        for conversation_id in ("c1", "c2", "c1", "last"):
            await writer.publish(conversation_id)
        assert await last.wait(SOON_S)
        assert subscription.taken() == frozenset({"c1", "c2", "last"})
        assert subscription.taken() == frozenset()


async def test_all_followers_of_a_conversation_are_woken(carriers: Carriers) -> None:
    writer, reader = carriers
    async with (
        reader.subscribe("c1") as one,
        reader.subscribe("c1") as two,
        reader.subscribe(None) as three,
    ):
        await writer.publish("c1")
        assert all([await s.wait(SOON_S) for s in (one, two, three)])


async def test_a_hint_before_the_wait_is_not_missed_and_many_are_one(carriers: Carriers) -> None:
    writer, reader = carriers
    async with reader.subscribe("c1") as subscription, reader.subscribe("last") as last:
        for _ in range(50):
            await writer.publish("c1")
        await writer.publish("last")
        assert await last.wait(SOON_S)
        assert await subscription.wait(SOON_S)
        assert not await subscription.wait(NEVER_S)


async def test_waiting_without_a_hint_ends_in_time(carriers: Carriers) -> None:
    async with carriers[1].subscribe("c1") as subscription:
        assert not await subscription.wait(0.01)


async def test_who_has_left_takes_nobody_along(carriers: Carriers) -> None:
    writer, reader = carriers
    async with reader.subscribe("c1") as stays:
        async with reader.subscribe("c1"):
            pass
        await writer.publish("c1")
        assert await stays.wait(SOON_S)


async def test_a_waiting_reader_is_woken_at_once(carriers: Carriers) -> None:
    writer, reader = carriers
    async with reader.subscribe("c1") as subscription:
        waiting = asyncio.create_task(subscription.wait(SOON_S))
        await asyncio.sleep(0)
        await writer.publish("c1")
        assert await waiting


async def test_odd_ids_are_carried_like_others(carriers: Carriers) -> None:
    writer, reader = carriers
    for odd in ("", "with space\nand line", "ñ 🦤", "x" * 10_000):
        async with reader.subscribe(odd) as subscription:
            await writer.publish(odd)
            assert await subscription.wait(SOON_S)


async def test_a_carrier_that_works_answers_a_ping(carriers: Carriers) -> None:
    for carrier in carriers:
        await carrier.ping()
