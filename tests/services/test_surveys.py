"""The effort question: once, when it is over, where it is welcome."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from handoff.core import handoff
from handoff.core.agents import Agent
from handoff.core.arrivals import Arrival, What, Wrote
from handoff.core.bot import BotMessage, HandoffWish, Reply
from handoff.core.errors import AssistantUnavailable, Unavailable, UnknownPayload
from handoff.core.events import FeedbackGiven, MessagePosted, SurveyAsked, SurveyEnded
from handoff.core.ports import Suggestion, TurnRequest
from handoff.core.values import (
    CES,
    CES_COMMENT,
    CES_NO,
    TALK_TO_PERSON,
    Author,
    Button,
    Control,
    Disposition,
    FormStep,
    Intent,
)
from handoff.services import survey_texts
from handoff.services.heed import Heed
from handoff.services.survey_texts import SCORES, survey_words
from tests.services.world import SILENCE, World

QUESTION = survey_texts.question("en")
SILENT = SILENCE.total_seconds()


def understands(intent: str, form: FormStep | None = None, language: str | None = None) -> Reply:
    return Reply(
        messages=(BotMessage("Here is the answer."),),
        intents=(Intent(intent, 0.9),),
        form=form,
        language=language,
    )


@pytest.fixture(autouse=True)
async def _the_bot_understands(world: World) -> None:
    """What is sent on channels is under test elsewhere."""
    world.assistant.script = lambda _: understands("apply_how")
    await world.delivery.stop()


async def helped(world: World, language: str = "en") -> str:
    """A conversation in which the bot has answered a question."""
    conversation_id = await world.open(language=language)
    await world.say(conversation_id, "how do I apply")
    return conversation_id


async def closed(world: World, disposition: Disposition = Disposition.RESOLVED) -> str:
    """A conversation that an agent has just closed."""
    mari = await world.hire("Mari")
    conversation_id = await world.taken(mari)
    await world.inbox.receive(conversation_id, "m-1", "it is about my card")
    await end(world, conversation_id, mari, disposition)
    return conversation_id


async def end(world: World, conversation_id: str, agent: Agent, disposition: Disposition) -> None:
    close = partial(handoff.close, agent=agent.ref, disposition=disposition)
    await world.journal.append(conversation_id, close)


async def silence(world: World, seconds: float = SILENT + 1) -> None:
    world.clock.advance(seconds)
    await world.surveys.look()


async def asked(world: World, language: str = "en") -> str:
    conversation_id = await helped(world, language)
    await silence(world)
    return conversation_id


def questions(world: World, conversation_id: str) -> int:
    return sum(isinstance(event, SurveyAsked) for event in world.events(conversation_id))


def newest(world: World, conversation_id: str) -> MessagePosted:
    event = world.events(conversation_id)[-1]
    assert isinstance(event, MessagePosted)
    return event


async def press(world: World, conversation_id: str, payload: str) -> None:
    await world.inbox.receive(conversation_id, f"press {payload}", payload=payload)


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


async def test_what_is_over_for_a_day_is_not_asked_about(world: World) -> None:
    fresh = await closed(world)
    world.clock.advance(timedelta(hours=20).total_seconds())
    await world.new_surveys().look()
    assert questions(world, fresh) == 1
    old = await helped(world)
    world.clock.advance(timedelta(hours=25).total_seconds())
    await world.new_surveys().look()
    assert questions(world, old) == 0


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


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(("score", "said"), [(1, "sorry"), (3, "sorry"), (4, "kind"), (7, "kind")])
async def test_a_score_is_thanked_for_in_the_citizens_language(
    world: World, language: str, score: int, said: str
) -> None:
    conversation_id = await asked(world, language)
    await press(world, conversation_id, f"{CES}{score}")
    words = survey_words(world.texts, language)
    message = newest(world, conversation_id)
    assert message.text == getattr(words, said)
    assert [button.payload for button in message.buttons] == [CES_COMMENT, CES_NO]
    assert FeedbackGiven(score=score) in world.events(conversation_id)


async def test_a_comment_is_kept_and_thanked_for_and_the_bot_is_not_asked(world: World) -> None:
    conversation_id = await asked(world)
    await press(world, conversation_id, f"{CES}2")
    await press(world, conversation_id, CES_COMMENT)
    invite = newest(world, conversation_id)
    assert [button.payload for button in invite.buttons] == [TALK_TO_PERSON]
    await world.say(conversation_id, "the form was too long")
    words = survey_words(world.texts, "en")
    assert newest(world, conversation_id).text == words.kept
    entries = world.log.entries(conversation_id)
    given = next(e for e in reversed(entries) if isinstance(e.event, FeedbackGiven))
    assert isinstance(given.event, FeedbackGiven)
    assert given.event.words_seq is not None
    said = entries[given.event.words_seq - 1].event
    assert isinstance(said, MessagePosted)
    assert said.text == "the form was too long"
    assert world.assistant.texts == ["how do I apply"]


async def test_no_comment_is_fine(world: World) -> None:
    conversation_id = await asked(world)
    await press(world, conversation_id, f"{CES}5")
    await press(world, conversation_id, CES_NO)
    assert newest(world, conversation_id).text == survey_words(world.texts, "en").bye


async def test_a_second_score_is_refused(world: World) -> None:
    conversation_id = await asked(world)
    await press(world, conversation_id, f"{CES}5")
    with pytest.raises(UnknownPayload):
        await press(world, conversation_id, f"{CES}6")
    assert (await world.state(conversation_id)).ces == 5


async def test_a_comment_that_does_not_come_is_waited_for_a_quarter_of_an_hour(
    world: World,
) -> None:
    conversation_id = await asked(world)
    await press(world, conversation_id, f"{CES}4")
    await press(world, conversation_id, CES_COMMENT)
    await silence(world, 14 * 60)
    assert (await world.state(conversation_id)).commenting
    await silence(world, 61)
    assert world.events(conversation_id)[-1] == SurveyEnded()
    await world.say(conversation_id, "where is my card")
    assert world.assistant.texts[-1] == "where is my card"


async def test_who_turns_to_something_else_is_not_taken_for_commenting(world: World) -> None:
    conversation_id = await asked(world)
    await press(world, conversation_id, f"{CES}4")
    await press(world, conversation_id, CES_COMMENT)
    await press(world, conversation_id, TALK_TO_PERSON)
    state = await world.state(conversation_id)
    assert (state.control, state.commenting) == (Control.QUEUED, False)
    with pytest.raises(UnknownPayload):
        await world.inbox.receive(conversation_id, "late", payload=CES_COMMENT)


def test_the_scores_are_the_seven_buttons() -> None:
    assert tuple(Button(str(n), f"baton:ces:{n}") for n in range(1, 8)) == SCORES


CALL = Suggestion("crisis", 1.0, "Emergency numbers", "Call 988.")


async def commented(world: World, text: str) -> tuple[str, Heed]:
    """A closed conversation with a comment, and what looks at it, which never sleeps."""

    async def at_once(_: float) -> None:
        world.assistant.down = None

    heed = Heed(world.journal, world.log, world.assistant, at_once)
    world.journal.tell(heed.listen)
    conversation_id = await closed(world)
    await world.surveys.look()
    await press(world, conversation_id, f"{CES}1")
    await press(world, conversation_id, CES_COMMENT)
    await world.inbox.receive(conversation_id, "comment", text)
    return conversation_id, heed


async def test_a_comment_of_somebody_in_danger_calls_a_person(world: World) -> None:
    world.assistant.suggestions = {"I will end it": (CALL,)}
    conversation_id, heed = await commented(world, "I will end it")
    await heed.drain()
    state = await world.state(conversation_id)
    assert (state.control, state.priority, state.reason) == (Control.QUEUED, 100, "crisis")
    assert "Call 988." in world.said(conversation_id, Author.SYSTEM)


async def test_also_when_the_assistant_is_away_for_a_while(world: World) -> None:
    world.assistant.suggestions = {"I will end it": (CALL,)}
    world.assistant.down = AssistantUnavailable()
    conversation_id, heed = await commented(world, "I will end it")
    await heed.drain()
    assert (await world.state(conversation_id)).control is Control.QUEUED


async def test_any_other_comment_changes_nothing(world: World) -> None:
    other = Suggestion("office_hours", 0.9, "Hours", "Monday to Friday.")
    world.assistant.suggestions = {"too slow": (other,)}
    conversation_id, heed = await commented(world, "too slow")
    await heed.drain()
    assert world.assistant.suggested_for == ["too slow"]
    assert (await world.state(conversation_id)).control is Control.CLOSED
    assert newest(world, conversation_id).text == survey_words(world.texts, "en").kept
