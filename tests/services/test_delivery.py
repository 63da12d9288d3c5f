"""Pushing to channels: in order, one at a time, and again until it is taken or refused."""

from __future__ import annotations

import asyncio

from handoff.core.errors import DeliveryDelayed, DeliveryRefused
from handoff.core.events import DeliveryFailed
from tests.services.world import World, settle


async def deliver(world: World) -> None:
    await world.delivery.start_owed()
    await world.delivery.drain()


async def test_what_is_said_to_the_citizen_is_pushed_in_order(world: World) -> None:
    conversation = await world.open("telegram")
    await world.say(conversation, "hello")
    await deliver(world)
    # 1 started, 2 greeting, 3 the citizen's own words, 4 the answer, 5 the end of the turn
    assert world.channel.seqs(conversation) == [1, 2, 4]
    assert await world.log.delivered_seq(conversation) == 5


async def test_notes_turns_and_failures_are_never_pushed(world: World) -> None:
    mari = await world.hire("Mari")
    conversation = await world.open("telegram")
    await world.ask_for_person(conversation)
    await world.desk.accept(mari, conversation)
    await world.desk.note(mari, conversation, "n", "difficult")
    await world.desk.say(mari, conversation, "m", "hello")
    await deliver(world)
    assert "difficult" not in repr(world.channel.events)
    assert world.channel.seqs(conversation) == [1, 2, 4, 5, 7]


async def test_what_was_pushed_is_not_pushed_again(world: World) -> None:
    conversation = await world.open("telegram")
    await deliver(world)
    await deliver(world)
    assert world.channel.seqs(conversation) == [1, 2]


async def test_a_conversation_is_pushed_by_one_run_at_a_time(world: World) -> None:
    conversation = await world.open("telegram")
    for _ in range(4):
        world.delivery.start(conversation)
        await asyncio.sleep(0)
    await world.delivery.drain()
    assert world.channel.most_at_once[conversation] == 1
    assert world.channel.seqs(conversation) == [1, 2]


async def test_an_event_that_lands_while_a_run_ends_is_pushed_too(world: World) -> None:
    conversation = await world.open("telegram")
    for number in range(20):
        world.delivery.start(conversation)
        await world.inbox.receive(conversation, str(number), "hello")
        for _ in range(number):
            await asyncio.sleep(0)
    await world.turns.drain()
    await deliver(world)
    pushed = world.channel.seqs(conversation)
    assert pushed == sorted(set(pushed))
    assert await world.log.delivered_seq(conversation) == len(world.events(conversation))


async def test_a_slow_conversation_holds_up_neither_others_nor_the_sweep(world: World) -> None:
    slow, quick = await world.open("telegram"), await world.open("telegram")
    world.channel.gates[slow] = asyncio.Event()
    async with asyncio.timeout(5):
        await world.sweeper.sweep()
    await settle()
    assert world.channel.seqs(quick) == [1, 2]
    assert world.channel.seqs(slow) == []
    world.channel.gates[slow].set()
    await world.delivery.drain()
    assert world.channel.seqs(slow) == [1, 2]


async def test_a_channel_that_asks_to_wait_is_left_alone_for_that_time(world: World) -> None:
    conversation = await world.open("telegram")
    world.channel.next_troubles.append(DeliveryDelayed(30))
    await deliver(world)
    await world.pass_time(29)
    assert world.channel.seqs(conversation) == []
    await world.pass_time(2)
    assert world.channel.seqs(conversation) == [1, 2]


async def test_events_behind_a_delayed_one_wait_so_that_order_is_kept(world: World) -> None:
    conversation = await world.open("telegram")
    world.channel.next_troubles.extend([None, DeliveryDelayed(5)])
    await deliver(world)
    await world.say(conversation, "hello")
    world.delivery.start(conversation)
    await world.delivery.drain()
    assert world.channel.seqs(conversation) == [1]
    await world.pass_time(6)
    assert world.channel.seqs(conversation) == [1, 2, 4]


async def test_what_is_refused_for_good_is_told_once_and_gone_past(world: World) -> None:
    conversation = await world.open("telegram")
    world.channel.next_troubles.extend([None, DeliveryRefused("blocked by the citizen")])
    await deliver(world)
    await world.say(conversation, "hello")
    await deliver(world)
    failures = [e for e in world.events(conversation) if isinstance(e, DeliveryFailed)]
    assert failures == [DeliveryFailed(2, "blocked by the citizen")]
    assert world.channel.seqs(conversation) == [1, 5]


async def test_a_refusal_that_was_noted_before_a_crash_is_not_noted_twice(world: World) -> None:
    conversation = await world.open("telegram")
    failure = DeliveryFailed(1, "blocked")
    # A process noted the refusal and was killed before it moved the cursor.
    await world.journal.append(conversation, lambda _: [failure], key="delivery:1")
    world.channel.next_troubles.append(DeliveryRefused("blocked"))
    await deliver(world)
    assert world.events(conversation).count(failure) == 1
    assert world.channel.seqs(conversation) == [2]


async def test_a_crash_between_push_and_cursor_pushes_that_one_event_again(world: World) -> None:
    conversation = await world.open("telegram")
    gate = world.channel.gates[conversation] = asyncio.Event()
    gate.set()
    mark = world.log.mark_delivered

    async def die(conversation_id: str, seq: int) -> None:
        if seq == 2:
            raise asyncio.CancelledError
        await mark(conversation_id, seq)

    world.log.mark_delivered = die  # type: ignore[method-assign]  # the process dies right here
    await deliver(world)
    world.log.mark_delivered = mark  # type: ignore[method-assign]
    await deliver(world)
    assert world.channel.seqs(conversation) == [1, 2, 2]


async def test_a_defect_of_the_channel_pauses_this_conversation_and_no_other(
    world: World,
) -> None:
    broken, fine = await world.open("telegram"), await world.open("telegram")
    world.channel.next_troubles.append(RuntimeError("a defect nobody thought of"))
    world.delivery.start(broken)
    await world.delivery.drain()
    await deliver(world)
    assert world.channel.seqs(fine) == [1, 2]
    assert world.channel.seqs(broken) == []
    await world.pass_time(2)
    assert world.channel.seqs(broken) == [1, 2]


async def test_conversations_of_the_widget_are_not_pushed(world: World) -> None:
    conversation = await world.open("web")
    world.delivery.start(conversation)
    await deliver(world)
    assert world.channel.pushed == []


async def test_a_store_that_is_away_stops_the_run_and_loses_nothing(world: World) -> None:
    conversation = await world.open("telegram")
    gate = world.channel.gates[conversation] = asyncio.Event()
    world.delivery.start(conversation)
    await settle()
    world.log.away = True
    gate.set()
    await world.delivery.drain()
    world.log.away = False
    await deliver(world)
    assert world.channel.seqs(conversation) == [1, 1, 2]


async def test_deliveries_stay_owed_when_stopped(world: World) -> None:
    conversation = await world.open("telegram")
    world.channel.gates[conversation] = asyncio.Event()
    world.delivery.start(conversation)
    await settle()
    await world.delivery.stop()
    assert await world.log.owed_deliveries(["telegram"], 10) == [conversation]
