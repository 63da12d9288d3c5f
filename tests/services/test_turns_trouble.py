"""When the assistant is away, slow or broken: nothing is lost, and nobody waits in the dark."""

from __future__ import annotations

import pytest

from handoff.core.errors import AssistantFailed, AssistantTimedOut, AssistantUnavailable
from handoff.core.events import MessagePosted
from handoff.core.values import Author, Control
from handoff.services.turns import MAX_PARALLEL, TIMEOUTS_BEFORE_FAILURE
from tests.services.world import NOTICE_S, World, settle


def notices(world: World, conversation: str) -> list[str]:
    return world.said(conversation, Author.SYSTEM)


async def test_an_assistant_that_is_away_leaves_the_turn_owed_and_the_citizen_told(
    world: World,
) -> None:
    conversation = await world.open()
    world.assistant.down = AssistantUnavailable()
    await world.say(conversation, "hello")
    await world.pass_time(10)
    assert notices(world, conversation) == [world.texts.get("delayed", "en")]
    state = await world.state(conversation)
    assert state.owes_turn
    assert world.texts.offer_of_person("en")[0] in state.offered


async def test_when_the_assistant_is_back_what_is_owed_is_answered_once(world: World) -> None:
    conversation = await world.open()
    world.assistant.down = AssistantUnavailable()
    for text in ("one", "two", "three"):
        await world.say(conversation, text)
    await world.pass_time(300)
    assert world.said(conversation, Author.BOT) == []
    world.assistant.down = None
    await world.pass_time(30)
    assert world.said(conversation, Author.BOT) == [
        f"You said: {text}" for text in ("one", "two", "three")
    ]
    assert set(world.assistant.runs.values()) == {1}
    assert len(notices(world, conversation)) == 1


async def test_owed_turns_stay_unanswered_when_an_agent_has_the_baton_by_then(
    world: World,
) -> None:
    conversation, mari = await world.open(), await world.hire("Mari")
    world.assistant.down = AssistantUnavailable()
    await world.say(conversation, "hello")
    await world.ask_for_person(conversation)
    await world.desk.accept(mari, conversation)
    world.assistant.down = None
    await world.pass_time(60)
    assert world.said(conversation, Author.BOT) == []
    assert world.assistant.runs == {}


async def test_the_services_own_button_works_while_the_assistant_is_away(world: World) -> None:
    conversation = await world.open()
    world.assistant.down = AssistantUnavailable()
    await world.say(conversation, "hello")
    asked = len(world.assistant.asked)
    await world.ask_for_person(conversation)
    await world.turns.drain()
    assert (await world.state(conversation)).control is Control.QUEUED
    assert len(world.assistant.asked) == asked


async def test_a_citizen_waiting_for_a_slow_turn_is_told_within_ten_seconds(
    world: World,
) -> None:
    conversation = await world.open()
    world.assistant.gate.clear()
    await world.inbox.receive(conversation, "k", "hello")
    await world.pass_time(NOTICE_S - 1)
    assert notices(world, conversation) == []
    await world.pass_time(10 - NOTICE_S)
    assert notices(world, conversation) == [world.texts.get("delayed", "en")]
    await world.pass_time(60)
    assert len(notices(world, conversation)) == 1


async def test_a_citizen_whose_turn_waits_behind_others_is_told_too(world: World) -> None:
    world.assistant.gate.clear()
    for _ in range(MAX_PARALLEL):
        await world.inbox.receive(await world.open(), "k", "hello")
    last = await world.open()
    await world.inbox.receive(last, "k", "hello")
    await world.pass_time(10)
    assert len(world.assistant.asked) == MAX_PARALLEL
    assert notices(world, last) == [world.texts.get("delayed", "en")]


async def test_no_log_line_holds_what_a_citizen_wrote(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    troubles = (AssistantUnavailable(), AssistantTimedOut(), AssistantFailed(), RuntimeError())
    for trouble in troubles:
        conversation = await world.open()
        world.assistant.next_troubles.append(trouble)
        await world.say(conversation, "my number is SECRET-12")
    await world.pass_time(30)
    assert caplog.records
    for record in caplog.records:
        assert "SECRET" not in caplog.text
        assert "SECRET" not in repr(vars(record))


async def test_the_answer_to_a_turn_that_was_told_of_still_comes(world: World) -> None:
    conversation = await world.open()
    world.assistant.gate.clear()
    await world.inbox.receive(conversation, "k", "hello")
    await world.pass_time(10)
    world.assistant.gate.set()
    await world.turns.drain()
    assert world.said(conversation, Author.BOT) == ["You said: hello"]


async def test_the_notice_is_in_the_citizens_language_and_answers_nothing(world: World) -> None:
    conversation = await world.open(language="es")
    world.assistant.down = AssistantUnavailable()
    await world.say(conversation, "hola")
    assert notices(world, conversation) == [world.texts.get("delayed", "es")]
    notice = world.events(conversation)[-1]
    assert isinstance(notice, MessagePosted)
    assert notice.about == 3


async def test_the_assistant_is_asked_again_in_growing_pauses(world: World) -> None:
    conversation = await world.open()
    world.assistant.down = AssistantUnavailable()
    await world.say(conversation, "hello")
    await world.pass_time(1 + 2 + 4 + 8)
    assert len(world.assistant.asked) == 5
    await world.pass_time(15 * 10)
    assert len(world.assistant.asked) == 15


async def test_a_new_message_is_asked_at_once_in_spite_of_a_pause(world: World) -> None:
    conversation = await world.open()
    world.assistant.down = AssistantUnavailable()
    await world.say(conversation, "hello")
    await world.pass_time(30)
    world.assistant.down = None
    await world.say(conversation, "still there?")
    assert len(world.said(conversation, Author.BOT)) == 2


async def test_trouble_of_one_turn_does_not_lengthen_the_pauses_of_the_next(
    world: World,
) -> None:
    conversation = await world.open()
    world.assistant.down = AssistantUnavailable()
    await world.say(conversation, "one")
    await world.pass_time(60)
    world.assistant.down = None
    await world.pass_time(16)
    world.assistant.next_troubles.append(AssistantUnavailable())
    await world.say(conversation, "two")
    await world.pass_time(1)
    assert world.said(conversation, Author.BOT)[-1] == "You said: two"


async def test_a_message_that_times_out_at_a_well_assistant_is_given_up_honestly(
    world: World,
) -> None:
    conversation = await world.open()
    world.assistant.next_troubles.extend([AssistantTimedOut()] * TIMEOUTS_BEFORE_FAILURE)
    await world.say(conversation, "poison")
    await world.pass_time(30)
    assert len(world.assistant.asked) == TIMEOUTS_BEFORE_FAILURE
    assert notices(world, conversation)[-1] == world.texts.get("failed", "en")
    assert not (await world.state(conversation)).owes_turn


async def test_a_message_that_times_out_stays_owed_for_as_long_as_the_assistant_is_unwell(
    world: World,
) -> None:
    conversation = await world.open()
    world.assistant.down = AssistantTimedOut()
    await world.say(conversation, "hello")
    await world.pass_time(3600)
    assert (await world.state(conversation)).owes_turn
    assert world.texts.get("failed", "en") not in notices(world, conversation)
    world.assistant.down = None
    await world.pass_time(16)
    assert world.said(conversation, Author.BOT) == ["You said: hello"]


async def test_timeouts_of_an_unwell_assistant_do_not_count_against_the_message(
    world: World,
) -> None:
    conversation = await world.open()
    world.assistant.down = AssistantTimedOut()
    await world.say(conversation, "hello")
    await world.pass_time(120)
    world.assistant.down = None
    world.assistant.next_troubles.append(AssistantTimedOut())
    await world.pass_time(60)
    assert world.said(conversation, Author.BOT) == ["You said: hello"]


async def test_timeouts_count_for_each_message_of_its_own(world: World) -> None:
    conversation = await world.open()
    almost = [AssistantTimedOut()] * (TIMEOUTS_BEFORE_FAILURE - 1)
    world.assistant.gate.clear()
    for text in ("one", "two"):
        world.assistant.next_troubles.extend([*almost, None])
        await world.inbox.receive(conversation, text, text)
    world.assistant.gate.set()
    await world.pass_time(60)
    assert world.said(conversation, Author.BOT) == ["You said: one", "You said: two"]


async def test_trouble_in_one_conversation_is_none_of_the_others(world: World) -> None:
    poisoned, fine = await world.open(), await world.open()
    world.assistant.next_troubles.append(AssistantUnavailable())
    await world.say(poisoned, "hello")
    await world.say(fine, "hello")
    assert world.said(fine, Author.BOT) == ["You said: hello"]
    assert world.said(poisoned, Author.BOT) == []


async def test_a_defect_that_strikes_every_time_is_not_tried_every_second(world: World) -> None:
    conversation = await world.open()
    world.assistant.down = RuntimeError("a defect nobody thought of")
    await world.say(conversation, "hello")
    await world.pass_time(60)
    assert len(world.assistant.asked) <= 9
    assert notices(world, conversation) == [world.texts.get("delayed", "en")]


async def test_a_store_that_is_away_while_the_bot_thinks_loses_no_answer(world: World) -> None:
    conversation = await world.open()
    world.assistant.gate.clear()
    await world.inbox.receive(conversation, "k", "hello")
    await settle()
    world.log.away = True
    world.assistant.gate.set()
    await world.turns.drain()
    world.log.away = False
    await world.pass_time(2)
    assert world.said(conversation, Author.BOT) == ["You said: hello"]
    assert world.assistant.runs == {f"{conversation}:3": 1}
