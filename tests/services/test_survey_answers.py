"""What citizens answer to the effort question, and what is made of it."""

from __future__ import annotations

import pytest

from channels.messenger.render import CAPS
from handoff.core.errors import AssistantUnavailable, UnknownPayload
from handoff.core.events import FeedbackGiven, MessagePosted, SurveyEnded
from handoff.core.ports import Suggestion
from handoff.core.values import CES, CES_COMMENT, CES_NO, TALK_TO_PERSON, Author, Button, Control
from handoff.services import survey_texts
from handoff.services.heed import Heed
from handoff.services.survey_texts import SCORES, survey_words
from handoff.services.texts import LANGUAGES
from tests.services.surveying import asked, closed, newest, press, silence, understands
from tests.services.world import World


@pytest.fixture(autouse=True)
async def _the_bot_understands(world: World) -> None:
    """What is sent on channels is under test elsewhere."""
    world.assistant.script = lambda _: understands("apply_how")
    await world.delivery.stop()


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


def test_no_language_has_sentences_that_another_lacks() -> None:
    sentences = survey_texts._SENTENCES
    assert set(sentences) == set(LANGUAGES)
    assert all(set(sentences[language]) == set(sentences["en"]) for language in LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_own_buttons_fit_under_a_message_of_messenger(world: World, language: str) -> None:
    words = survey_words(world.texts, language)
    assert max(len(button.title) for button in words.more) <= CAPS.inline_title


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
