"""The effort question: once, when it is over, where it is welcome."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from handoff.core.arrivals import Arrival, What, Wrote
from handoff.core.bot import BotMessage, HandoffWish, Reply
from handoff.core.errors import Unavailable
from handoff.core.ports import TurnRequest
from handoff.core.values import CES, CES_COMMENT, Author, Control, Disposition, FormStep
from handoff.services import survey_texts
from tests.services.surveying import (
    SILENT,
    asked,
    closed,
    end,
    helped,
    newest,
    press,
    questions,
    silence,
    understands,
)
from tests.services.world import World

QUESTION = survey_texts.question("en")


@pytest.fixture(autouse=True)
async def _the_bot_understands(world: World) -> None:
    """What is sent on channels is under test elsewhere."""
    world.assistant.script = lambda _: understands("apply_how")
    await world.delivery.stop()


@pytest.mark.parametrize("language", ["en", "es"])
async def test_who_was_helped_by_the_bot_is_asked_after_some_silence(
    world: World, language: str
) -> None:
    conversation_id = await helped(world, language)
    await silence(world, SILENT - 1)
    assert questions(world, conversation_id) == 0
    await silence(world, 2)
    message = newest(world, conversation_id)
    assert message.text == survey_texts.question(language)
    assert message.author is Author.SYSTEM
    assert [button.title for button in message.buttons] == list("1234567")


async def test_who_was_served_by_an_agent_is_asked_at_the_next_look_and_stays_closed(
    world: World,
) -> None:
    conversation_id = await closed(world)
    await world.surveys.look()
    assert newest(world, conversation_id).text == QUESTION
    await press(world, conversation_id, f"{CES}6")
    await press(world, conversation_id, CES_COMMENT)
    await world.say(conversation_id, "all good")
    state = await world.state(conversation_id)
    assert state.control is Control.CLOSED
    assert (state.ces, state.commenting) == (6, False)
    assert world.assistant.texts == []


async def test_it_is_asked_once_however_long_it_goes_on(world: World) -> None:
    conversation_id = await asked(world)
    for number in range(3):
        await world.say(conversation_id, f"and another thing {number}")
        await silence(world)
    assert questions(world, conversation_id) == 1


async def test_two_processes_ask_once(world: World) -> None:
    conversation_id = await closed(world)
    await world.surveys.look()
    await world.new_surveys().look()
    assert questions(world, conversation_id) == 1


async def test_each_silence_counts_from_the_newest_event(world: World) -> None:
    conversation_id = await helped(world)
    await silence(world, SILENT - 1)
    await world.say(conversation_id, "one more question")
    await silence(world, SILENT - 1)
    assert questions(world, conversation_id) == 0
    await silence(world, 2)
    assert questions(world, conversation_id) == 1


async def test_nobody_is_asked_who_was_not_understood(world: World) -> None:
    world.assistant.script = lambda _: understands("nlu_fallback")
    conversation_id = await asked(world)
    assert questions(world, conversation_id) == 0
    world.assistant.script = lambda _: understands("ebt_balance")
    await world.say(conversation_id, "my balance")
    await silence(world)
    assert questions(world, conversation_id) == 1


async def test_nobody_is_asked_who_said_nothing(world: World) -> None:
    conversation_id = await world.open()
    await silence(world)
    assert questions(world, conversation_id) == 0


async def test_nobody_is_asked_while_a_form_is_at_work(world: World) -> None:
    form = FormStep("application_status_form", "application_number")
    world.assistant.script = lambda _: understands("application_status", form)
    conversation_id = await asked(world)
    assert questions(world, conversation_id) == 0


async def test_a_form_that_stopped_for_a_person_keeps_nobody_from_being_asked(
    world: World,
) -> None:
    form = FormStep("application_status_form", "application_number")
    world.assistant.script = lambda _: understands("application_status", form)
    conversation_id = await helped(world)
    mari = await world.hire("Mari")
    await world.ask_for_person(conversation_id)
    await world.desk.accept(mari, conversation_id)
    await world.desk.close(mari, conversation_id, Disposition.RESOLVED, None)
    await world.surveys.look()
    assert questions(world, conversation_id) == 1


async def test_nobody_is_asked_while_the_bot_owes_an_answer(world: World) -> None:
    conversation_id = await helped(world)
    world.assistant.gate.clear()
    await world.inbox.receive(conversation_id, "k", "are you there")
    await silence(world)
    assert questions(world, conversation_id) == 0


async def test_nobody_is_asked_who_waits_for_a_person_or_talks_with_one(world: World) -> None:
    conversation_id = await helped(world)
    await world.ask_for_person(conversation_id)
    await silence(world)
    await world.desk.accept(await world.hire("Mari"), conversation_id)
    await silence(world)
    assert questions(world, conversation_id) == 0


async def test_spam_is_not_asked(world: World) -> None:
    conversation_id = await closed(world, Disposition.SPAM)
    await world.surveys.look()
    assert questions(world, conversation_id) == 0


async def test_who_was_in_danger_is_not_asked_how_easy_it_was(world: World) -> None:
    def crisis(_: TurnRequest) -> Reply:
        wish = HandoffWish("crisis", priority=100)
        return Reply(messages=(BotMessage("Call 988."),), handoff=wish)

    conversation_id = await helped(world)
    world.assistant.script = crisis
    await world.say(conversation_id, "I cannot go on")
    mari = await world.hire("Mari")
    await world.desk.accept(mari, conversation_id)
    await end(world, conversation_id, mari, Disposition.REFERRED)
    await silence(world)
    assert questions(world, conversation_id) == 0


async def test_who_wants_no_more_messages_gets_none(world: World) -> None:
    conversation_id = await helped(world)
    world.assistant.script = lambda _: understands("stop_messages")
    await world.say(conversation_id, "stop writing to me")
    await silence(world)
    assert questions(world, conversation_id) == 0


@pytest.mark.parametrize(("ago", "asks"), [(timedelta(minutes=100), 1), (timedelta(hours=20), 0)])
@pytest.mark.parametrize("over", [closed, helped])
async def test_a_start_asks_about_what_is_over_lately_and_not_about_all_of_a_day(
    world: World, over: Callable[[World], Awaitable[str]], ago: timedelta, asks: int
) -> None:
    conversation_id = await over(world)
    world.clock.advance(ago.total_seconds())
    await world.new_surveys().look()
    assert questions(world, conversation_id) == asks


async def test_a_long_silence_before_the_question_does_not_make_it_too_late(world: World) -> None:
    conversation_id = await helped(world)
    world.clock.advance(timedelta(hours=5).total_seconds())
    await world.new_surveys(timedelta(hours=4)).look()
    assert questions(world, conversation_id) == 1


async def test_what_was_closed_while_the_store_was_away_is_asked_later(world: World) -> None:
    conversation_id = await closed(world)
    world.log.away = True
    with pytest.raises(Unavailable):
        await world.surveys.look()
    world.log.away = False
    await silence(world, 3600)
    assert questions(world, conversation_id) == 1


async def test_more_than_a_page_is_asked(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handoff.services.surveys.LIMIT", 2)
    ids = []
    for _ in range(5):
        ids.append(await helped(world))
        world.clock.advance(1)
    await silence(world)
    assert [questions(world, each) for each in ids] == [1] * 5


async def test_zero_minutes_ask_nobody(world: World) -> None:
    conversation_id = await helped(world)
    world.clock.advance(SILENT + 1)
    await world.new_surveys(timedelta(0)).look()
    assert questions(world, conversation_id) == 0


async def from_platform(world: World, what: What, key: str) -> str:
    await world.reception.take(world.channel, Arrival("chat-77", key, what))
    await world.turns.drain()
    conversation_id = await world.log.find_address("telegram", "chat-77")
    assert conversation_id is not None
    return conversation_id


async def test_a_platform_is_asked_only_while_its_window_is_open(world: World) -> None:
    world.channel.can(window=timedelta(seconds=SILENT))
    conversation_id = await from_platform(world, Wrote("how do I apply"), "k1")
    await silence(world)
    assert questions(world, conversation_id) == 0
    world.channel.can(window=timedelta(hours=24))
    await world.new_surveys().look()
    assert questions(world, conversation_id) == 1


async def test_a_digit_typed_after_the_question_is_the_answer(world: World) -> None:
    await from_platform(world, Wrote("how do I apply"), "k1")
    await silence(world)
    conversation_id = await from_platform(world, Wrote("7"), "k2")
    assert (await world.state(conversation_id)).ces == 7
    again = await from_platform(world, Wrote("7"), "k3")
    assert world.assistant.texts == ["how do I apply", "7"]
    assert (await world.state(again)).ces == 7
