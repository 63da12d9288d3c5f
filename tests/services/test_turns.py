"""The bot's turns: one at a time and in order, owed until answered, silent once a person has it."""

from __future__ import annotations

import asyncio
from datetime import datetime
from functools import partial

import pytest

from handoff.core import citizen
from handoff.core.bot import BotMessage, HandoffWish, Reply
from handoff.core.errors import AssistantFailed
from handoff.core.events import HandoffRequested, MessagePosted, Recorded, TurnCompleted
from handoff.core.ports import Appended, Decide, TurnRequest
from handoff.core.values import Author, Button, Control
from handoff.services.turns import MAX_PARALLEL
from tests.services.world import World, settle


async def test_a_message_is_answered_once(world: World) -> None:
    conversation = await world.open()
    await world.say(conversation, "hello")
    assert world.said(conversation) == ["hello", "You said: hello"]
    assert not (await world.state(conversation)).owes_turn
    await world.pass_time(30)
    assert world.assistant.texts == ["hello"]


async def test_turns_of_one_conversation_run_one_at_a_time_and_in_order(world: World) -> None:
    conversation = await world.open()
    for number in range(5):
        await world.inbox.receive(conversation, str(number), f"message {number}")
    await world.turns.drain()
    assert world.assistant.texts == [f"message {number}" for number in range(5)]
    assert world.assistant.most_at_once[conversation] == 1
    assert set(world.assistant.runs.values()) == {1}


async def test_conversations_are_answered_side_by_side(world: World) -> None:
    slow, quick = await world.open(), await world.open()
    world.assistant.gates[slow] = asyncio.Event()
    await world.inbox.receive(slow, "k", "takes for ever")
    await world.inbox.receive(quick, "k", "quick one")
    await settle()
    assert world.said(quick, Author.BOT) == ["You said: quick one"]
    assert world.said(slow, Author.BOT) == []
    world.assistant.gates[slow].set()
    await world.turns.drain()
    assert world.said(slow, Author.BOT) == ["You said: takes for ever"]


async def test_the_assistant_is_not_asked_more_at_once_than_it_has_slots(world: World) -> None:
    world.assistant.gate.clear()
    conversations = [await world.open() for _ in range(MAX_PARALLEL + 5)]
    for conversation in conversations:
        await world.inbox.receive(conversation, "k", "hello")
    await settle()
    assert len(world.assistant.asked) == MAX_PARALLEL
    world.assistant.gate.set()
    await world.turns.drain()
    assert world.assistant.most_at_once["all"] == MAX_PARALLEL
    assert all(world.said(c, Author.BOT) for c in conversations)


async def test_a_turn_taken_over_while_it_waits_for_a_slot_is_never_asked(world: World) -> None:
    world.assistant.gate.clear()
    for _ in range(MAX_PARALLEL):
        await world.inbox.receive(await world.open(), "k", "hello")
    waiting = await world.open()
    await world.inbox.receive(waiting, "k", "I will not wait")
    await settle()
    await world.ask_for_person(waiting)
    world.assistant.gate.set()
    await world.turns.drain()
    assert "I will not wait" not in world.assistant.texts


async def test_a_message_that_comes_while_a_turn_runs_is_answered_after_it(world: World) -> None:
    conversation = await world.open()
    world.assistant.gate.clear()
    await world.inbox.receive(conversation, "a", "first")
    await settle()
    await world.inbox.receive(conversation, "b", "second")
    await settle()
    assert world.assistant.texts == ["first"]
    world.assistant.gate.set()
    await world.turns.drain()
    assert world.said(conversation) == ["first", "second", "You said: first", "You said: second"]


async def test_bot_reply_is_dropped_once_an_agent_has_control(world: World) -> None:
    conversation, mari = await world.open(), await world.hire("Mari")
    world.assistant.gate.clear()
    await world.inbox.receive(conversation, "a", "a question")
    await settle()
    await world.ask_for_person(conversation)
    await world.desk.accept(mari, conversation)
    world.assistant.gate.set()
    await world.turns.drain()
    assert world.said(conversation, Author.BOT) == []
    state = await world.state(conversation)
    assert state.control is Control.AGENT
    assert not any(isinstance(e, TurnCompleted) for e in world.events(conversation))


async def test_a_late_reply_is_dropped_even_when_the_bot_has_control_again(world: World) -> None:
    conversation, mari = await world.open(), await world.hire("Mari")
    world.assistant.gate.clear()
    await world.inbox.receive(conversation, "a", "old question")
    await settle()
    await world.ask_for_person(conversation)
    await world.desk.accept(mari, conversation)
    await world.desk.return_to_bot(mari, conversation, None)
    await world.inbox.receive(conversation, "b", "new question")
    world.assistant.gate.set()
    await world.turns.drain()
    assert world.said(conversation, Author.BOT) == ["You said: new question"]


async def test_messages_to_people_are_never_asked_of_the_assistant(world: World) -> None:
    mari = await world.hire("Mari")
    conversation = await world.taken(mari)
    await world.say(conversation, "for Mari only")
    await world.desk.return_to_bot(mari, conversation, None)
    await world.pass_time(5)
    assert world.assistant.asked == []
    await world.say(conversation, "for the bot")
    assert world.assistant.texts == ["for the bot"]


async def test_a_handoff_in_the_reply_lands_together_with_its_messages(world: World) -> None:
    conversation = await world.open()
    wish = HandoffWish("crisis", "crisis", 10)
    world.assistant.script = lambda _: Reply((BotMessage("Call 988."),), handoff=wish)
    await world.say(conversation, "I cannot go on")
    kinds = [type(event) for event in world.events(conversation)[-3:]]
    assert kinds == [MessagePosted, TurnCompleted, HandoffRequested]
    assert world.said(conversation, Author.BOT) == ["Call 988."]
    assert (await world.state(conversation)).priority == 10


async def test_a_button_is_asked_by_its_payload_and_text_by_its_words(world: World) -> None:
    conversation = await world.open()
    await world.inbox.receive(conversation, "a", payload="/application_status")
    await world.turns.drain()
    await world.say(conversation, "/not_a_button")
    pressed, written = world.assistant.asked
    assert (pressed.payload, pressed.text) == ("/application_status", None)
    assert (written.payload, written.text) == (None, "/not_a_button")


async def test_the_assistant_is_told_the_language_the_last_turn_changed_to(world: World) -> None:
    conversation = await world.open()
    replies = iter([Reply((BotMessage("Claro"),), language="es"), Reply((BotMessage("Sí"),))])
    world.assistant.script = lambda _: next(replies)
    await world.inbox.receive(conversation, "a", "en español")
    await world.inbox.receive(conversation, "b", "gracias")
    await world.turns.drain()
    assert [turn.language for turn in world.assistant.asked] == ["en", "es"]
    assert [turn.channel for turn in world.assistant.asked] == ["web", "web"]


async def test_a_failed_turn_is_an_honest_apology_with_the_offer_of_a_person(world: World) -> None:
    conversation = await world.open()
    world.assistant.next_troubles.append(AssistantFailed("a traceback"))
    await world.say(conversation, "hello")
    assert world.said(conversation, Author.SYSTEM) == [world.texts.get("failed", "en")]
    assert world.texts.offer_of_person("en")[0] in (await world.state(conversation)).offered
    await world.pass_time(60)
    assert world.assistant.texts == ["hello"]


async def test_two_failed_turns_in_a_row_call_a_person(world: World) -> None:
    conversation = await world.open()
    world.assistant.next_troubles.extend([AssistantFailed(), AssistantFailed()])
    await world.say(conversation, "one")
    assert (await world.state(conversation)).control is Control.BOT
    await world.say(conversation, "two")
    state = await world.state(conversation)
    assert (state.control, state.reason) == (Control.QUEUED, "assistant_failed")


async def test_a_failed_turn_does_not_keep_the_next_message_waiting(world: World) -> None:
    conversation = await world.open()
    world.assistant.next_troubles.append(AssistantFailed())
    await world.inbox.receive(conversation, "a", "poison")
    await world.inbox.receive(conversation, "b", "fine")
    await world.turns.drain()
    assert world.said(conversation, Author.BOT) == ["You said: fine"]


async def test_a_conversation_deleted_while_its_turn_runs_ends_quietly(world: World) -> None:
    conversation = await world.open()
    world.assistant.gate.clear()
    await world.inbox.receive(conversation, "a", "delete me")
    await settle()
    world.log.forget(conversation)
    world.assistant.gate.set()
    await world.turns.drain()
    await world.say(await world.open(), "still answering")
    assert world.assistant.texts == ["delete me", "still answering"]


async def test_a_conversation_deleted_before_its_message_is_read_ends_quietly(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    conversation = await world.open()
    read = world.log.read

    async def delete_then_read(conversation_id: str, *, after: int, limit: int) -> list[Recorded]:
        world.log.forget(conversation_id)
        return await read(conversation_id, after=after, limit=limit)

    await world.journal.append(conversation, partial(citizen.said, text="delete me"))
    world.log.read = delete_then_read  # type: ignore[method-assign]
    world.turns.start(conversation)
    await world.turns.drain()
    assert [record.getMessage() for record in caplog.records] == ["turns stopped"]


async def test_a_start_that_comes_late_with_an_answered_message_says_nothing_twice(
    world: World,
) -> None:
    conversation = await world.open()
    appended = await world.journal.append(conversation, partial(citizen.said, text="hello"))
    await world.sweeper.sweep()
    await world.turns.drain()
    world.turns.start(conversation, (appended.conversation, appended.events[0]))
    await world.turns.drain()
    assert world.said(conversation, Author.BOT) == ["You said: hello"]
    assert set(world.assistant.runs.values()) == {1}


async def test_a_stop_while_the_answer_is_being_written_neither_loses_nor_doubles_it(
    world: World,
) -> None:
    conversation = await world.open()
    await world.inbox.receive(conversation, "a", "hello")
    append, written = world.log.append, asyncio.Event()

    async def append_and_hang(
        conversation_id: str, decide: Decide, *, at: datetime, key: str | None = None
    ) -> Appended:
        await append(conversation_id, decide, at=at, key=key)
        written.set()
        await asyncio.Event().wait()
        raise AssertionError

    world.log.append = append_and_hang  # type: ignore[method-assign]
    await written.wait()
    await world.turns.stop()
    world.log.append = append  # type: ignore[method-assign]
    revived = world.new_turns()
    await world.new_sweeper(revived).sweep()
    await revived.drain()
    assert world.said(conversation, Author.BOT) == ["You said: hello"]


async def test_stopping_leaves_turns_owed_and_another_process_answers_them(world: World) -> None:
    conversation = await world.open()
    world.assistant.gate.clear()
    await world.inbox.receive(conversation, "a", "hello")
    await settle()
    await world.turns.stop()
    assert (await world.state(conversation)).owes_turn
    world.assistant.gate.set()
    revived = world.new_turns()
    await world.new_sweeper(revived).sweep()
    await revived.drain()
    assert world.said(conversation, Author.BOT) == ["You said: hello"]
    assert world.assistant.runs == {f"{conversation}:3": 1}


async def test_stopping_ends_even_when_a_turn_had_not_begun(world: World) -> None:
    conversation = await world.open()
    world.turns.start(conversation)
    async with asyncio.timeout(5):
        await world.turns.stop()


async def test_nothing_is_started_after_stopping(world: World) -> None:
    conversation = await world.open()
    await world.turns.stop()
    await world.say(conversation, "too late")
    await settle()
    assert world.assistant.asked == []
    assert (await world.state(conversation)).owes_turn


async def test_a_button_of_a_reply_is_offered(world: World) -> None:
    conversation = await world.open()
    button = Button("Yes", "/affirm")

    def script(_: TurnRequest) -> Reply:
        return Reply((BotMessage("Sure?", (button,)),))

    world.assistant.script = script
    await world.say(conversation, "hello")
    assert button in (await world.state(conversation)).offered
