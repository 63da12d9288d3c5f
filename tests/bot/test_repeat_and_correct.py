"""Say that again, and: that is not what I asked."""

from __future__ import annotations

import pytest

from tests.bot.citizen import Citizen
from tests.bot.conftest import Stack

PERSON = "/talk_to_person"
QUESTION = {"en": "how do i check my ebt balance", "es": "cómo veo cuánto tengo en la tarjeta ebt"}
REPEAT = {"en": ["can you repeat that", "say that again"], "es": ["repita por favor", "otra vez"]}
CORRECT = {
    "en": ["that's not what i asked", "no i meant something else"],
    "es": ["eso no es lo que pregunté", "no me entendió, pregunté otra cosa"],
}


@pytest.fixture(params=["en", "es"])
def speaker(request: pytest.FixtureRequest, stack: Stack) -> Citizen:
    """A citizen of each language."""
    return Citizen(stack.rasa.url, request.param)


def test_repeat_says_the_last_answer_again_with_its_buttons(speaker: Citizen) -> None:
    language = speaker.language
    answer = speaker.says(QUESTION[language])
    for words in REPEAT[language]:
        again = speaker.says(words)
        assert answer.text in again.text
        assert again.buttons == answer.buttons
    assert speaker.language == language


def test_repeat_at_the_very_start_has_nothing_to_repeat(citizen: Citizen) -> None:
    assert "not said anything" in citizen.says("can you repeat that").text


def test_repeat_does_not_hand_over_a_second_time(citizen: Citizen) -> None:
    citizen.says("what are your office hours")
    citizen.says("let me talk to a human")
    again = citizen.says("can you repeat that")
    assert again.body["handoff"] is None
    assert "open" in again.text


def test_correct_offers_other_topics_than_the_one_that_was_answered(speaker: Citizen) -> None:
    language = speaker.language
    answer = speaker.says(QUESTION[language])
    offered = speaker.says(CORRECT[language][0])
    assert PERSON in offered.buttons
    assert f"/{answer.intent}" not in offered.buttons
    assert speaker.language == language


def test_correct_a_second_time_offers_a_person(speaker: Citizen) -> None:
    language = speaker.language
    speaker.says(QUESTION[language])
    for words in CORRECT[language]:
        offered = speaker.says(words)
    assert offered.buttons == [PERSON]
    assert offered.body["handoff"] is None
    assert speaker.says({"en": "yes", "es": "sí"}[language]).body["handoff"] is not None


def test_correct_looks_behind_a_repetition(citizen: Citizen) -> None:
    answer = citizen.says("how do i check my ebt balance")
    citizen.says("can you repeat that")
    assert f"/{answer.intent}" not in citizen.says("that's not what i asked").buttons
