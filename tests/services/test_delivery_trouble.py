"""Channels that delay, refuse or are down; citizens who cannot be reached."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

import pytest

from handoff.core.errors import ChannelDown, CitizenUnreachable, DeliveryDelayed, DeliveryRefused
from handoff.core.events import DeliveryFailed, ReachLost, ReachRegained
from handoff.core.values import Author
from tests.fakes.channel import PART
from tests.services.test_delivery import deliver, held
from tests.services.world import World, settle

DAY = timedelta(days=1)


def failures(world: World, conversation: str) -> list[DeliveryFailed]:
    return [e for e in world.events(conversation) if isinstance(e, DeliveryFailed)]


async def test_a_channel_that_asks_to_wait_is_left_alone_for_that_time(world: World) -> None:
    world.channel.next_troubles.append(DeliveryDelayed(30))
    conversation = await world.open("telegram")
    await world.delivery.drain()
    await world.pass_time(29)
    assert world.channel.calls == 1
    await world.pass_time(2)
    assert world.channel.seqs(conversation) == [2]
    assert not failures(world, conversation)


async def test_no_process_tries_before_the_time_that_was_asked_for(world: World) -> None:
    world.channel.next_troubles.append(DeliveryDelayed(30))
    conversation = await world.open("telegram")
    await world.delivery.drain()
    other = world.new_delivery("holder-2")
    other.start(conversation)
    await other.start_owed()
    await other.drain()
    assert world.channel.calls == 1


async def test_somebody_who_is_told_to_wait_holds_up_nobody_else(world: World) -> None:
    world.channel.next_troubles.append(DeliveryDelayed(3000))
    waiting = await world.open("telegram")
    await world.delivery.drain()
    other = await world.open("telegram")
    await deliver(world)
    assert world.channel.seqs(other) == [2]
    assert world.channel.seqs(waiting) == []


async def test_without_a_word_when_to_try_again_pauses_grow(world: World) -> None:
    conversation = await world.open("telegram")
    await deliver(world)
    world.channel.down = DeliveryDelayed()
    await world.say(conversation, "hello")
    await world.delivery.drain()
    await world.pass_time(60)
    assert 6 <= world.channel.calls - 1 <= 8
    world.channel.down = None
    await world.pass_time(70)
    assert world.channel.seqs(conversation) == [2, 4]


async def test_events_behind_a_delayed_one_wait_so_that_order_is_kept(world: World) -> None:
    conversation = await world.open("telegram")
    await deliver(world)
    world.channel.next_troubles.append(DeliveryDelayed(5))
    await world.say(conversation, "hello")
    await world.say(conversation, "and this?")
    await deliver(world)
    assert world.channel.seqs(conversation) == [2]
    await world.pass_time(6)
    assert world.channel.texts(conversation)[1:] == ["You said: hello", "You said: and this?"]


async def test_a_delay_between_two_parts_repeats_none_of_them(world: World) -> None:
    conversation = await held(world)
    mari = await world.agents.get("id-Mari")
    world.channel.next_troubles.extend([None, DeliveryDelayed(5)])
    await world.desk.say(mari, conversation, "m", f"one{PART}two{PART}three")
    await deliver(world)
    assert world.channel.texts(conversation)[-1] == "Mari: one"
    await world.pass_time(6)
    assert world.channel.texts(conversation)[-3:] == ["Mari: one", "two", "three"]


async def test_after_a_day_of_trying_it_is_given_up_and_told(world: World) -> None:
    conversation = await world.open("telegram")
    await deliver(world)
    world.channel.down = DeliveryDelayed()
    await world.say(conversation, "hello")
    await world.delivery.drain()
    await world.pass_time(DAY.total_seconds() - 600, step=600)
    assert not failures(world, conversation)
    await world.pass_time(1800, step=600)
    assert failures(world, conversation) == [DeliveryFailed(4, "gave_up")]
    world.channel.down = None
    await world.say(conversation, "again")
    await deliver(world)
    assert world.channel.texts(conversation)[-1] == "You said: again"


async def test_what_was_owed_while_the_service_was_down_for_days_is_not_given_up(
    world: World,
) -> None:
    conversation = await world.open("telegram")
    await world.delivery.stop()
    await world.say(conversation, "hello")
    world.clock.advance(3 * DAY.total_seconds())
    next_process = world.new_delivery("holder-2")
    world.channel.next_troubles.append(DeliveryDelayed(1))
    await next_process.start_owed()
    await next_process.drain()
    world.clock.advance(2)
    await next_process.start_owed()
    await next_process.drain()
    assert world.channel.seqs(conversation)[-1] == 4
    assert not failures(world, conversation)


async def test_what_is_refused_for_good_is_told_once_and_gone_past(world: World) -> None:
    conversation = await world.open("telegram")
    await deliver(world)
    world.channel.next_troubles.append(DeliveryRefused("too_large"))
    await world.say(conversation, "hello")
    await world.say(conversation, "and this?")
    await deliver(world)
    assert failures(world, conversation) == [DeliveryFailed(4, "too_large")]
    assert world.channel.texts(conversation)[1:] == ["You said: and this?"]


async def test_a_refusal_in_the_middle_leaves_out_the_parts_behind_it(world: World) -> None:
    # The greeting, who has joined, and the first part.
    world.channel.next_troubles.extend([None] * 3)
    world.channel.next_troubles.append(DeliveryRefused("refused"))
    conversation = await held(world, texts=(f"one{PART}two{PART}three", "four"))
    assert world.channel.texts(conversation)[-2:] == ["Mari: one", "Mari: four"]
    assert failures(world, conversation) == [DeliveryFailed(6, "refused")]


async def test_a_refusal_that_was_told_before_a_crash_is_not_told_twice(world: World) -> None:
    conversation = await world.open("telegram")
    world.channel.gates[conversation] = asyncio.Event()
    await settle()
    failure = DeliveryFailed(2, "refused")
    # The process told of the refusal and was killed before it moved the cursor.
    await world.journal.append(conversation, lambda _: [failure], key="delivery:2")
    await world.delivery.stop()
    world.channel.gates.clear()
    next_process = world.new_delivery("holder-2")
    await next_process.start_owed()
    await next_process.drain()
    assert failures(world, conversation) == [failure]
    assert world.channel.sent == []
    assert world.deliveries.cursors[conversation] == 3


async def test_a_citizen_who_blocked_us_is_not_called_again_until_reached(world: World) -> None:
    conversation = await held(world)
    mari = await world.agents.get("id-Mari")
    world.channel.next_troubles.append(CitizenUnreachable("blocked"))
    await world.desk.say(mari, conversation, "m1", "hello")
    await deliver(world)
    assert ReachLost("blocked") in world.events(conversation)
    calls = world.channel.calls
    # The bot and the service are held to it as well, whatever the desk refuses beforehand.
    await world.desk.return_to_bot(mari, conversation, None)
    await deliver(world)
    assert world.channel.calls == calls
    told = [failure.reason for failure in failures(world, conversation)]
    assert told == ["blocked", "blocked"]
    await world.journal.append(conversation, lambda _: [ReachRegained()])
    await world.say(conversation, "sorry, I am back")
    await deliver(world)
    assert world.channel.texts(conversation)[-1] == "You said: sorry, I am back"
    assert world.events(conversation).count(ReachLost("blocked")) == 1


async def test_a_channel_that_is_down_rests_as_a_whole_and_loses_nothing(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    world.channel.down = ChannelDown("the token is dead", 60)
    conversations = [await world.open("telegram") for _ in range(5)]
    await world.delivery.drain()
    first_calls = world.channel.calls
    assert world.delivery.outages.why == {"telegram": "the token is dead"}
    later = await world.open("telegram")
    await world.pass_time(50)
    assert world.channel.calls == first_calls
    await world.pass_time(2 * DAY.total_seconds(), step=600)
    assert [r.message for r in caplog.records if r.message == "channel is down"] == [
        "channel is down"
    ]
    world.channel.down = None
    await world.pass_time(700, step=10)
    assert all(world.channel.seqs(c) == [2] for c in (*conversations, later))
    assert not any(failures(world, c) for c in conversations)
    assert world.delivery.outages.why == {}


async def test_when_the_time_to_write_is_over_no_call_is_made(world: World) -> None:
    world.channel.can(window=timedelta(hours=24), agent_window=timedelta(days=7))
    conversation = await held(world)
    mari = await world.agents.get("id-Mari")
    await world.say(conversation, "hello?")
    calls = world.channel.calls
    world.clock.advance(25 * 3600)
    await world.desk.say(mari, conversation, "m1", "a late answer")
    await deliver(world)
    assert world.channel.texts(conversation)[-1] == "Mari: a late answer"
    assert (world.channel.messages[-1].author, world.channel.messages[-1].late) == (
        Author.AGENT,
        True,
    )
    await world.desk.return_to_bot(mari, conversation, None)
    await deliver(world)
    assert world.channel.calls == calls + 1
    assert [failure.reason for failure in failures(world, conversation)] == [
        "window_closed_for_bot"
    ]


async def test_within_the_time_to_write_nothing_is_late(world: World) -> None:
    world.channel.can(window=timedelta(hours=24), agent_window=timedelta(days=7))
    conversation = await held(world)
    await world.say(conversation, "hello?")
    world.clock.advance(23 * 3600)
    mari = await world.agents.get("id-Mari")
    await world.desk.say(mari, conversation, "m1", "an answer")
    await deliver(world)
    assert not world.channel.messages[-1].late
    assert not failures(world, conversation)


async def test_a_clock_that_is_put_back_strands_nobody(world: World) -> None:
    world.channel.next_troubles.append(DeliveryDelayed(30))
    conversation = await world.open("telegram")
    await world.delivery.drain()
    world.clock.advance(-2 * 3600)
    await world.pass_time(5)
    assert world.channel.seqs(conversation) == [2]
