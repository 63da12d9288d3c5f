"""Calls whose outcome is unknown: resolved as the platform allows, never doubled silently."""

from __future__ import annotations

import asyncio

import pytest

from handoff.core.bot import BotMessage, Reply
from handoff.core.channel import Progress
from handoff.core.errors import DeliveryUnclear
from handoff.core.events import DeliveryFailed
from handoff.services.lease import LEASE
from tests.fakes.channel import PART
from tests.services.test_delivery import deliver, held
from tests.services.test_delivery_trouble import failures
from tests.services.world import World, settle

LEASE_S = LEASE.total_seconds()


async def say_as_agent(world: World, conversation: str, text: str) -> None:
    mari = await world.agents.get("id-Mari")
    await world.desk.say(mari, conversation, text, text)
    await world.delivery.drain()


async def die_during_a_call(world: World, conversation: str) -> None:
    """Let the process die while the call is under way; the lease stays until it is over."""
    world.channel.gates[conversation] = asyncio.Event()
    await settle()
    row = world.deliveries.rows[conversation]
    kept = (row.holder, row.since, row.until, row.progress)
    await world.delivery.stop()
    row.holder, row.since, row.until, row.progress = kept
    assert row.progress.tried_at is not None
    world.channel.gates.clear()


async def live_again(world: World, seconds: float) -> None:
    """Let the next process sweep for a time."""
    world.delivery = world.new_delivery("holder-2", world.journal)
    world.sweeper = world.new_sweeper(world.turns)
    await world.pass_time(seconds)


async def test_what_the_bot_says_is_sent_again_and_agents_are_told(world: World) -> None:
    conversation = await world.open("telegram")
    await deliver(world)
    world.channel.taken_unseen.append(DeliveryUnclear())
    await world.say(conversation, "hello")
    await world.delivery.drain()
    await world.pass_time(5)
    assert world.channel.texts(conversation)[1:] == ["You said: hello"] * 2
    assert failures(world, conversation) == [DeliveryFailed(4, "maybe_twice")]


@pytest.mark.parametrize("trouble", [DeliveryUnclear(), TimeoutError(), RuntimeError("a defect")])
async def test_whatever_says_nothing_of_the_outcome_is_a_doubt(
    world: World, trouble: Exception
) -> None:
    world.channel.next_troubles.append(trouble)
    conversation = await world.open("telegram")
    await world.delivery.drain()
    await world.pass_time(5)
    assert world.channel.seqs(conversation) == [2]
    assert failures(world, conversation) == [DeliveryFailed(2, "maybe_twice")]


async def test_a_doubt_that_comes_again_is_told_once_and_tried_ever_more_rarely(
    world: World,
) -> None:
    conversation = await world.open("telegram")
    await deliver(world)
    world.channel.taken_unseen.extend(DeliveryUnclear() for _ in range(100))
    await world.say(conversation, "hello")
    await world.delivery.drain()
    await world.pass_time(24 * 3600, step=60)
    await world.pass_time(48 * 3600, step=600)
    # A platform that takes everything and never says so must not be flooded.
    assert world.channel.texts(conversation).count("You said: hello") <= 20
    told = [DeliveryFailed(4, "maybe_twice"), DeliveryFailed(4, "gave_up")]
    assert failures(world, conversation) == told


async def test_an_agents_words_are_not_sent_again_and_the_agent_is_told_at_once(
    world: World,
) -> None:
    conversation = await held(world)
    world.channel.taken_unseen.append(DeliveryUnclear())
    await say_as_agent(world, conversation, "hello")
    assert failures(world, conversation) == [DeliveryFailed(6, "unconfirmed")]
    await world.pass_time(100)
    assert world.channel.texts(conversation).count("Mari: hello") == 1
    await say_as_agent(world, conversation, "are you there?")
    assert world.channel.texts(conversation)[-1] == "Mari: are you there?"


async def test_a_platform_that_shows_what_was_sent_ends_the_doubt(world: World) -> None:
    world.channel.can(shows_what_we_sent=True)
    conversation = await held(world)
    world.channel.taken_unseen.append(DeliveryUnclear())
    await say_as_agent(world, conversation, f"one{PART}two")
    await world.pass_time(5)
    assert world.channel.texts(conversation)[-1] == "Mari: one"
    await world.deliveries.confirm(conversation, 6, 0)
    await world.pass_time(2)
    assert world.channel.texts(conversation)[-2:] == ["Mari: one", "two"]
    assert not failures(world, conversation)


async def test_what_the_platform_does_not_show_in_time_is_sent_again(world: World) -> None:
    world.channel.can(shows_what_we_sent=True)
    conversation = await held(world)
    world.channel.next_troubles.append(DeliveryUnclear())
    await say_as_agent(world, conversation, "hello")
    await world.pass_time(18)
    assert "Mari: hello" not in world.channel.texts(conversation)
    await world.pass_time(4)
    assert world.channel.texts(conversation)[-1] == "Mari: hello"
    assert failures(world, conversation) == [DeliveryFailed(6, "maybe_twice")]


async def test_a_platform_that_shows_it_before_its_answer_is_lost_leaves_no_doubt(
    world: World,
) -> None:
    world.channel.can(shows_what_we_sent=True)
    conversation = await held(world)
    gate = world.channel.gates[conversation] = asyncio.Event()
    world.channel.taken_unseen.append(DeliveryUnclear())
    mari = await world.agents.get("id-Mari")
    await world.desk.say(mari, conversation, "m", "hello")
    await settle()
    await world.deliveries.confirm(conversation, 6, 0)
    gate.set()
    await world.delivery.drain()
    await world.pass_time(30)
    assert world.channel.texts(conversation).count("Mari: hello") == 1
    assert not failures(world, conversation)


async def test_a_call_that_never_ends_is_a_doubt(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handoff.services.push.SEND_S", 0.01)
    conversation = await world.open("telegram")
    world.channel.gates[conversation] = asyncio.Event()
    await world.delivery.drain()
    world.channel.gates.clear()
    await world.pass_time(3)
    assert world.channel.seqs(conversation) == [2]
    assert failures(world, conversation) == [DeliveryFailed(2, "maybe_twice")]


async def test_after_a_crash_during_a_call_the_bots_words_are_sent_again(world: World) -> None:
    conversation = await world.open("telegram")
    await die_during_a_call(world, conversation)
    await live_again(world, LEASE_S - 5)
    assert world.channel.seqs(conversation) == []
    await live_again(world, 10)
    assert world.channel.seqs(conversation) == [2]
    assert failures(world, conversation) == [DeliveryFailed(2, "maybe_twice")]


async def test_after_a_crash_during_a_call_an_agents_words_are_left_to_the_agent(
    world: World,
) -> None:
    conversation = await held(world)
    world.channel.gates[conversation] = asyncio.Event()
    mari = await world.agents.get("id-Mari")
    await world.desk.say(mari, conversation, "m", "hello")
    await die_during_a_call(world, conversation)
    await live_again(world, LEASE_S + 5)
    assert "Mari: hello" not in world.channel.texts(conversation)
    assert failures(world, conversation) == [DeliveryFailed(6, "unconfirmed")]


async def test_after_a_crash_during_a_call_that_the_platform_shows_nothing_is_sent_again(
    world: World,
) -> None:
    world.channel.can(shows_what_we_sent=True)
    conversation = await world.open("telegram")
    await die_during_a_call(world, conversation)
    await world.deliveries.confirm(conversation, 2, 0)
    await live_again(world, LEASE_S + 30)
    assert world.channel.sent == []
    assert not failures(world, conversation)
    assert world.deliveries.cursors[conversation] == 2


@pytest.mark.parametrize("method", ["trying", "sent", "delivered", "release", "claim"])
@pytest.mark.parametrize("kept", [False, True], ids=["before", "after"])
async def test_a_store_that_is_lost_around_any_step_costs_at_most_one_message_twice(
    world: World, method: str, kept: bool
) -> None:
    conversation = await world.open("telegram")
    await deliver(world)
    real = getattr(world.deliveries, method)

    async def die(*arguments: object) -> object:
        if kept:
            await real(*arguments)
        raise asyncio.CancelledError

    setattr(world.deliveries, method, die)
    world.assistant.script = lambda turn: _in_parts(turn.text or "")
    await world.say(conversation, "hello")
    await world.delivery.start_owed()
    await world.delivery.drain()
    setattr(world.deliveries, method, real)
    await live_again(world, LEASE_S + 5)
    got = world.channel.texts(conversation)[1:]
    assert list(dict.fromkeys(got)) == ["hello", "indeed"]
    assert len(got) <= 3
    assert (len(got) == 3) <= (DeliveryFailed(4, "maybe_twice") in world.events(conversation))
    assert world.deliveries.cursors[conversation] == len(world.events(conversation))


def _in_parts(text: str) -> Reply:
    return Reply(messages=(BotMessage(f"{text}{PART}indeed"),))


async def test_a_process_that_slept_through_its_lease_sends_nothing_more(world: World) -> None:
    conversation = await held(world)
    gate = world.channel.gates[conversation] = asyncio.Event()
    mari = await world.agents.get("id-Mari")
    await world.desk.say(mari, conversation, "m", f"one{PART}two")
    await settle()
    world.clock.advance(LEASE_S + 1)
    # Another process takes over while this one sleeps in its call.
    claimed = await world.deliveries.claim(conversation, "other", world.clock.now(), LEASE)
    assert isinstance(claimed, Progress)
    gate.set()
    await world.delivery.drain()
    assert world.channel.texts(conversation)[-1] == "Mari: one"
    assert world.deliveries.rows[conversation].holder == "other"
