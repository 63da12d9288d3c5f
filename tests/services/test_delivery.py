"""Pushing to channels: in order, one at a time in a conversation, conversations side by side."""

from __future__ import annotations

import asyncio

from handoff.core.conversation import Conversation
from handoff.core.events import DeliveryFailed
from handoff.core.values import Author, Control
from handoff.core.waits import Forecast
from handoff.services.delivery import MAX_PARALLEL, Delivery
from tests.fakes.channel import PART
from tests.services.world import World, settle


async def deliver(world: World) -> None:
    await world.delivery.start_owed()
    await world.delivery.drain()


async def held(world: World, name: str = "Mari", texts: tuple[str, ...] = ()) -> str:
    """Return a conversation on Telegram that an agent holds who says `texts`; all is pushed."""
    agent = await world.hire(name)
    conversation = await world.open("telegram")
    await world.ask_for_person(conversation)
    await world.desk.accept(agent, conversation)
    for text in texts:
        await world.desk.say(agent, conversation, text, text)
    await deliver(world)
    return conversation


async def test_what_is_said_to_the_citizen_is_pushed_in_order(world: World) -> None:
    conversation = await world.open("telegram")
    await world.say(conversation, "hello")
    await deliver(world)
    # 1 started, 2 greeting, 3 the citizen's own words, 4 the answer, 5 the end of the turn
    assert world.channel.seqs(conversation) == [2, 4]
    assert world.channel.texts(conversation)[1] == "You said: hello"
    assert world.deliveries.cursors[conversation] == 5


async def test_a_commit_starts_the_push_without_a_sweep(world: World) -> None:
    conversation = await world.open("telegram")
    await world.say(conversation, "hello")
    await world.delivery.drain()
    assert world.channel.seqs(conversation) == [2, 4]


async def test_what_says_nothing_to_the_citizen_costs_no_push(world: World) -> None:
    conversation = await world.open("telegram")
    await deliver(world)
    world.assistant.gate.clear()
    await world.inbox.receive(conversation, "k", "hello")
    await settle()
    assert world.deliveries.cursors[conversation] == 2
    await deliver(world)
    assert world.deliveries.cursors[conversation] == 3
    assert world.channel.seqs(conversation) == [2]


async def test_notes_turns_and_failures_are_never_pushed(world: World) -> None:
    mari = await world.hire("Mari")
    conversation = await world.open("telegram")
    await world.ask_for_person(conversation)
    await deliver(world)
    await world.desk.accept(mari, conversation)
    await world.desk.note(mari, conversation, "n", "difficult")
    await world.desk.say(mari, conversation, "m", "hello")
    await deliver(world)
    assert "difficult" not in repr(world.channel.sent)
    # 2 greeting, 4 in line, 5 an agent, 7 the agent's words
    assert world.channel.seqs(conversation) == [2, 4, 5, 7]
    assert world.channel.texts(conversation)[3] == "Mari: hello"


async def test_who_waits_is_told_the_place_in_line(world: World) -> None:
    first, second = await world.open("telegram"), await world.open("telegram")
    for conversation in (first, second):
        world.clock.advance(1)
        await world.ask_for_person(conversation)
    await deliver(world)
    assert "next in line" in world.channel.texts(first)[-1]
    assert "number 2" in world.channel.texts(second)[-1]


async def test_nobody_is_told_of_a_wait_that_is_over_already(world: World) -> None:
    mari = await world.hire("Mari")
    conversation = await world.open("telegram")
    await world.ask_for_person(conversation)
    await world.desk.accept(mari, conversation)
    await deliver(world)
    assert len(world.channel.texts(conversation)) == 2
    assert world.channel.texts(conversation)[1].startswith("You are now talking with Mari")


async def test_who_waits_can_press_a_button_to_stop_waiting(world: World) -> None:
    conversation = await world.open("telegram")
    await world.ask_for_person(conversation)
    await deliver(world)
    (leave,) = world.channel.messages[-1].buttons
    await world.inbox.receive(conversation, "k", payload=leave.payload)
    await deliver(world)
    assert "not waiting for a person any more" in world.channel.texts(conversation)[-1]
    assert (await world.state(conversation)).control is Control.BOT


async def test_where_choices_are_a_list_there_is_no_button_to_stop_waiting(world: World) -> None:
    world.channel.can(inline_buttons=0)
    conversation = await world.open("telegram")
    await world.ask_for_person(conversation)
    await deliver(world)
    assert world.channel.messages[-1].buttons == ()


async def test_a_forecast_that_fails_keeps_nobody_from_being_told(world: World) -> None:
    async def broken(_: Conversation) -> Forecast | None:
        raise ValueError("broken")

    await world.delivery.stop()
    delivery = Delivery(
        world.journal,
        world.log,
        world.deliveries,
        {"telegram": world.channel},
        world.clock,
        holder="holder-2",
        chance=lambda: 1.0,
        forecast=broken,
    )
    conversation = await world.open("telegram")
    await world.ask_for_person(conversation)
    delivery.start(conversation)
    await delivery.drain()
    assert "looking for a person" in world.channel.texts(conversation)[-1]


async def test_the_service_speaks_the_conversations_language(world: World) -> None:
    conversation = await world.open("telegram", "es")
    await world.ask_for_person(conversation)
    await deliver(world)
    assert "siguiente" in world.channel.texts(conversation)[-1]


async def test_what_was_pushed_is_not_pushed_again(world: World) -> None:
    conversation = await world.open("telegram")
    await deliver(world)
    await deliver(world)
    assert world.channel.seqs(conversation) == [2]


async def test_a_long_message_is_pushed_part_by_part(world: World) -> None:
    conversation = await held(world, texts=(f"one{PART}two{PART}three", "four"))
    assert world.channel.texts(conversation)[-4:] == ["Mari: one", "two", "three", "Mari: four"]
    marks = [mark for mark, _ in world.channel.sent[-4:]]
    assert marks == [f"{conversation}:{place}" for place in ("6:0", "6:1", "6:2", "7:0")]


async def test_a_conversation_is_pushed_by_one_run_at_a_time(world: World) -> None:
    conversation = await world.open("telegram")
    for _ in range(4):
        world.delivery.start(conversation)
        await asyncio.sleep(0)
    await world.delivery.drain()
    assert world.channel.most_at_once[conversation] == 1
    assert world.channel.seqs(conversation) == [2]


async def test_an_event_that_lands_while_a_run_ends_is_pushed_too(world: World) -> None:
    conversation = await world.open("telegram")
    for number in range(20):
        await world.inbox.receive(conversation, str(number), "hello")
        for _ in range(number):
            await asyncio.sleep(0)
    await world.turns.drain()
    await world.delivery.drain()
    pushed = world.channel.seqs(conversation)
    assert pushed == sorted(set(pushed))
    assert len(pushed) == 21
    await deliver(world)
    assert world.deliveries.cursors[conversation] == len(world.events(conversation))


async def test_a_slow_conversation_holds_up_neither_others_nor_the_sweep(world: World) -> None:
    slow, quick = await world.open("telegram"), await world.open("telegram")
    world.channel.gates[slow] = asyncio.Event()
    async with asyncio.timeout(5):
        await world.sweeper.sweep()
    await settle()
    assert world.channel.seqs(quick) == [2]
    assert world.channel.seqs(slow) == []
    world.channel.gates[slow].set()
    await world.delivery.drain()
    assert world.channel.seqs(slow) == [2]


async def test_no_more_than_the_bound_are_pushed_at_once(world: World) -> None:
    gate = asyncio.Event()
    for _ in range(MAX_PARALLEL + 5):
        conversation = await world.open("telegram")
        world.channel.gates[conversation] = gate
    await settle()
    assert world.channel.most_at_once["all"] == MAX_PARALLEL
    gate.set()
    await world.delivery.drain()
    assert len(world.channel.sent) == MAX_PARALLEL + 5


async def test_a_defect_of_the_channel_pauses_this_conversation_and_no_other(
    world: World,
) -> None:
    broken, fine = await world.open("telegram"), await world.open("telegram")
    render = world.channel.render

    def fail(*_: object) -> list[object]:
        raise RuntimeError("a defect nobody thought of")

    await world.delivery.drain()
    world.channel.render = fail  # type: ignore[method-assign, assignment]  # for one event
    await world.say(broken, "hello")
    await world.delivery.drain()
    world.channel.render = render  # type: ignore[method-assign]
    await world.say(fine, "hello")
    await deliver(world)
    assert world.channel.seqs(fine) == [2, 4]
    assert world.channel.seqs(broken) == [2]
    await world.pass_time(2)
    assert world.channel.seqs(broken) == [2, 4]


async def test_conversations_of_the_widget_are_not_pushed(world: World) -> None:
    conversation = await world.open("web")
    world.delivery.start(conversation)
    await deliver(world)
    assert world.channel.sent == []
    assert world.deliveries.rows == {}


async def test_a_store_that_is_away_stops_the_run_and_loses_nothing(world: World) -> None:
    conversation = await world.open("telegram")
    gate = world.channel.gates[conversation] = asyncio.Event()
    await settle()
    world.log.away = True
    gate.set()
    await world.delivery.drain()
    world.log.away = False
    await world.pass_time(70)
    # It was taken while the store could not be told: doubt, and this channel cannot clear it.
    assert world.channel.seqs(conversation) == [2, 2]
    assert DeliveryFailed(2, "maybe_twice") in world.events(conversation)


async def test_a_conversation_that_is_deleted_ends_its_delivery(world: World) -> None:
    conversation = await world.open("telegram")
    gate = world.channel.gates[conversation] = asyncio.Event()
    await settle()
    world.log.forget(conversation)
    gate.set()
    async with asyncio.timeout(5):
        await world.delivery.drain()
    assert await world.deliveries.owed(["telegram"], world.clock.now(), 10) == []


async def test_the_words_of_staff_on_the_platform_itself_are_not_sent_back_to_it(
    world: World,
) -> None:
    conversation = await held(world)
    await world.say(conversation, "thank you")
    before = world.channel.seqs(conversation)
    await deliver(world)
    assert world.channel.seqs(conversation) == before
    assert world.said(conversation, Author.CITIZEN)[-1] == "thank you"
