"""Pushing by several processes: one at a time under a lease, and nothing is lost when one stops."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

from handoff.core.channel import Call
from handoff.core.events import DeliveryFailed, MessagePosted
from handoff.core.values import Author
from tests.fakes.channel import PART
from tests.services.test_delivery import held
from tests.services.world import World, settle


async def test_two_processes_push_a_conversation_one_at_a_time_and_once(world: World) -> None:
    other = world.new_delivery("holder-2")
    conversation = await world.open("telegram")
    for number in range(20):
        await world.inbox.receive(conversation, str(number), "hello")
        other.start(conversation)
        for _ in range(number % 7):
            await asyncio.sleep(0)
    await world.turns.drain()
    await world.delivery.drain()
    await other.drain()
    assert world.channel.most_at_once[conversation] == 1
    pushed = world.channel.seqs(conversation)
    assert pushed == sorted(set(pushed))
    assert len(pushed) == 21


async def test_what_was_appended_elsewhere_while_the_lease_was_held_is_pushed_by_the_holder(
    world: World,
) -> None:
    other = world.new_delivery("holder-2")
    conversation = await world.open("telegram")
    gate = world.channel.gates[conversation] = asyncio.Event()
    await settle()
    said = MessagePosted(Author.SYSTEM, "It takes longer.")
    await world.log.append(conversation, lambda _: [said], at=world.clock.now())
    other.start(conversation)
    await other.drain()
    assert world.channel.seqs(conversation) == []
    gate.set()
    await world.delivery.drain()
    assert world.channel.seqs(conversation) == [2, 3]


async def test_what_is_appended_elsewhere_just_before_the_lease_is_let_go_is_pushed_at_once(
    world: World,
) -> None:
    other = world.new_delivery("holder-2")
    conversation = await world.open("telegram")
    release = world.deliveries.release

    async def late(*held: Any) -> None:
        world.deliveries.release = release  # type: ignore[method-assign]  # once only
        said = MessagePosted(Author.SYSTEM, "It takes longer.")
        await world.log.append(conversation, lambda _: [said], at=world.clock.now())
        other.start(conversation)
        await other.drain()
        await release(*held)

    world.deliveries.release = late  # type: ignore[method-assign, assignment]  # the race, made certain
    await world.delivery.drain()
    assert world.channel.seqs(conversation) == [2, 3]


async def test_a_lease_is_renewed_while_a_long_message_is_being_sent(world: World) -> None:
    conversation = await held(world)
    other = world.new_delivery("holder-2")
    send = world.channel.send

    async def slowly(call: Call, mark: str) -> None:
        world.clock.advance(25)
        other.start(conversation)
        await other.drain()
        await send(call, mark)

    world.channel.send = slowly  # type: ignore[method-assign]  # each call takes its time
    mari = await world.agents.get("id-Mari")
    await world.desk.say(mari, conversation, "m", PART.join("abcdef"))
    await world.delivery.drain()
    assert world.channel.texts(conversation)[-6:] == ["Mari: a", *"bcdef"]
    assert not any(isinstance(e, DeliveryFailed) for e in world.events(conversation))


async def test_stopping_lets_a_call_under_way_end_and_begins_no_other(world: World) -> None:
    conversation = await world.open("telegram")
    await world.say(conversation, "hello")
    waiting = await world.open("telegram")
    gate = world.channel.gates[waiting] = asyncio.Event()
    await settle()
    stopping = asyncio.create_task(world.delivery.stop())
    await settle()
    gate.set()
    await stopping
    assert world.channel.seqs(waiting) == [2]
    assert world.deliveries.cursors[waiting] == 2
    later = await world.open("telegram")
    await settle()
    assert world.channel.seqs(later) == []


async def test_stopping_between_two_parts_leaves_the_rest_to_the_next_process(
    world: World,
) -> None:
    conversation = await held(world)
    gate = world.channel.gates[conversation] = asyncio.Event()
    mari = await world.agents.get("id-Mari")
    await world.desk.say(mari, conversation, "m", f"one{PART}two")
    await settle()
    stopping = asyncio.create_task(world.delivery.stop())
    await settle()
    gate.set()
    await stopping
    assert world.channel.texts(conversation)[-1] == "Mari: one"
    next_process = world.new_delivery("holder-2")
    await next_process.start_owed()
    await next_process.drain()
    assert world.channel.texts(conversation)[-2:] == ["Mari: one", "two"]
    assert not any(isinstance(e, DeliveryFailed) for e in world.events(conversation))


async def test_a_call_that_does_not_end_is_cut_off_and_stays_owed_without_a_lease(
    world: World,
) -> None:
    conversation = await world.open("telegram")
    world.channel.gates[conversation] = asyncio.Event()
    await settle()
    await world.delivery.stop()
    now = world.clock.now()
    assert await world.deliveries.owed(["telegram"], now, 10) == [conversation]
    claimed = await world.deliveries.claim(conversation, "next", now, timedelta(seconds=60))
    assert claimed is not None
    assert (claimed.seq, claimed.tried_at) == (2, now)
