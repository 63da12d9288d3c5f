"""Many conversations at once: whoever has trouble has it alone."""

from __future__ import annotations

import asyncio
from collections import deque
from functools import partial

from handoff.core.conversation import Conversation
from handoff.core.errors import DeliveryDelayed, DeliveryRefused
from handoff.core.events import DeliveryFailed, Event, MessagePosted
from handoff.core.values import Author
from handoff.services.delivery import MAX_PARALLEL
from tests.services.world import World, settle

CONVERSATIONS = 200
MESSAGES = 5


async def crowd(world: World) -> list[str]:
    """Open all conversations with nothing owed yet."""
    conversations = [await world.open("telegram") for _ in range(CONVERSATIONS)]
    await world.delivery.drain()
    world.channel.sent.clear()
    return conversations


async def burst(world: World, conversations: list[str]) -> None:
    for number in range(MESSAGES):
        for conversation in conversations:
            await world.journal.append(conversation, partial(_says, text=f"message {number}"))


def _says(_: Conversation, text: str) -> list[Event]:
    return [MessagePosted(Author.BOT, text)]


EVERYTHING = [f"message {number}" for number in range(MESSAGES)]


async def test_in_a_burst_trouble_of_one_costs_the_others_nothing(world: World) -> None:
    conversations = await crowd(world)
    slow, told_to_wait, refused, *others = conversations
    gate = world.channel.gates[slow] = asyncio.Event()
    world.channel.troubles[told_to_wait] = deque([None, DeliveryDelayed(60)])
    world.channel.troubles[refused] = deque([None, DeliveryRefused("refused")])
    await burst(world, conversations)
    for _ in range(100):
        await settle()
    assert all(world.channel.texts(c) == EVERYTHING for c in others)
    assert world.channel.texts(slow) == []
    assert world.channel.texts(told_to_wait) == EVERYTHING[:1]
    assert world.channel.texts(refused) == [EVERYTHING[0], *EVERYTHING[2:]]
    assert DeliveryFailed(4, "refused") in world.events(refused)
    await world.pass_time(59)
    assert world.channel.texts(told_to_wait) == EVERYTHING[:1]
    gate.set()
    await world.pass_time(3)
    assert world.channel.texts(told_to_wait) == EVERYTHING
    assert world.channel.texts(slow) == EVERYTHING
    assert world.channel.most_at_once["all"] <= MAX_PARALLEL
    assert all(world.channel.most_at_once[c] == 1 for c in conversations)


async def test_a_storm_of_requests_to_wait_loses_and_reorders_nothing(world: World) -> None:
    conversations = await crowd(world)
    for place, conversation in enumerate(conversations):
        world.channel.troubles[conversation] = deque(
            DeliveryDelayed(1 + (place * 7 + n) % 13) if (place + n) % 2 else None
            for n in range(2 * MESSAGES)
        )
    await burst(world, conversations)
    await world.pass_time(120)
    assert all(world.channel.texts(c) == EVERYTHING for c in conversations)


async def test_a_sweep_alone_finds_everything_when_the_start_was_lost(world: World) -> None:
    conversations = await crowd(world)
    await world.delivery.stop()
    await burst(world, conversations)
    assert world.channel.sent == []
    world.delivery = world.new_delivery("holder-2", world.journal)
    world.sweeper = world.new_sweeper(world.turns)
    await world.pass_time(5)
    await world.delivery.drain()
    assert all(world.channel.texts(c) == EVERYTHING for c in conversations)


async def test_sweeps_with_a_small_limit_serve_everybody_in_turn(world: World) -> None:
    conversations = await crowd(world)
    await world.delivery.stop()
    await burst(world, conversations)
    next_process = world.new_delivery("holder-2")
    # Whoever is put off takes up no place in the next sweep.
    for conversation in conversations[:50]:
        world.channel.troubles[conversation] = deque([DeliveryDelayed(3600)])
    for _ in range(CONVERSATIONS // 10):
        world.clock.advance(1)
        await next_process.start_owed(limit=10)
        await next_process.drain()
    assert all(world.channel.texts(c) == EVERYTHING for c in conversations[50:])
