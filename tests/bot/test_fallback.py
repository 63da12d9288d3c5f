"""Not understood: the nearest topics, then the offer of a person, then a person."""

from __future__ import annotations

import pytest

from tests.bot.citizen import Citizen
from tests.bot.conftest import Stack

NONSENSE = {"en": "blorp fizzle wug wug", "es": "blorpa fizulo wug wug"}
PERSON = "/talk_to_person"
NEVER_OFFERED = ("ask_", "out_of_scope", "greet", "thanks", "affirm", "deny", "crisis", "help")
ALIEN = {
    "en": ["what is the capital of france", "who won the game last night", "write me a poem"],
    "es": ["cuál es la capital de francia", "quién ganó el partido anoche", "escríbeme un poema"],
}


@pytest.fixture(params=["en", "es"])
def speaker(request: pytest.FixtureRequest, stack: Stack) -> Citizen:
    """A citizen of each language."""
    return Citizen(stack.rasa.url, request.param)


def test_first_a_question_then_the_offer_of_a_person_then_a_person(speaker: Citizen) -> None:
    language = speaker.language
    first = speaker.says(NONSENSE[language])
    assert first.body["handoff"] is None
    assert first.buttons[-1] == PERSON
    second = speaker.says("jkl jkl wug")
    assert second.body["handoff"] is None
    assert second.buttons == [PERSON]
    third = speaker.says(NONSENSE[language])
    assert third.body["handoff"]["reason"] == "misunderstood"
    assert speaker.language == language


@pytest.mark.parametrize("yes", ["yes", "ok", "sure"])
def test_a_yes_to_the_offer_of_a_person_is_enough(citizen: Citizen, yes: str) -> None:
    citizen.says(NONSENSE["en"])
    citizen.says("jkl jkl wug")
    assert citizen.says(yes).body["handoff"]["reason"] == "asked"


def test_a_spanish_yes_to_the_offer_of_a_person_is_enough(stack: Stack) -> None:
    citizen = Citizen(stack.rasa.url, "es")
    citizen.says(NONSENSE["es"])
    citizen.says("jkl jkl wug")
    assert citizen.says("sí").body["handoff"]["reason"] == "asked"


def test_a_no_to_the_offer_of_a_person_goes_on_without_one(citizen: Citizen) -> None:
    citizen.says(NONSENSE["en"])
    citizen.says("jkl jkl wug")
    assert citizen.says("no").body["handoff"] is None
    assert citizen.says(NONSENSE["en"]).body["handoff"] is None


def test_a_yes_after_an_answer_takes_note_of_it_and_chooses_nothing(citizen: Citizen) -> None:
    citizen.says("how do i check my ebt balance")
    answer = citizen.says("ok")
    assert answer.body["handoff"] is None
    assert answer.buttons == []


def test_a_yes_to_several_candidates_is_asked_back(citizen: Citizen) -> None:
    asked = citizen.says("i cant log in")
    assert citizen.says("yes").buttons == asked.buttons


def test_an_understood_message_in_between_starts_the_count_again(citizen: Citizen) -> None:
    citizen.says(NONSENSE["en"])
    citizen.says("thank you")
    assert len(citizen.says(NONSENSE["en"]).buttons) != 0
    assert citizen.says(NONSENSE["en"]).body["handoff"] is None


def test_a_handoff_starts_the_count_again(citizen: Citizen) -> None:
    for _ in range(3):
        answer = citizen.says(NONSENSE["en"])
    assert answer.body["handoff"] is not None
    assert citizen.says(NONSENSE["en"]).body["handoff"] is None


@pytest.mark.parametrize(
    ("language", "question", "denied"),
    [
        ("en", "how do i check my ebt balance", "that's not what i asked"),
        ("es", "cómo veo cuánto tengo en la tarjeta ebt", "eso no es lo que pregunté"),
    ],
)
def test_topics_are_offered_in_the_citizens_words_and_answered_when_pressed(
    stack: Stack, language: str, question: str, denied: str
) -> None:
    citizen = Citizen(stack.rasa.url, language)
    citizen.says(question)
    answer = citizen.says(denied)
    topics = [button for button in answer.buttons if button != PERSON]
    assert len(topics) <= 3
    titles = [b["title"] for m in answer.body["messages"] for b in m["buttons"]]
    assert not any("_" in title for title in titles)
    assert not any(topic.lstrip("/").startswith(NEVER_OFFERED) for topic in topics)
    for topic in topics[:1]:
        assert citizen.presses(topic).intent == topic.lstrip("/")


def test_what_is_none_of_our_business_is_never_guessed(speaker: Citizen) -> None:
    for text in ALIEN[speaker.language]:
        one = Citizen(speaker.rasa_url, speaker.language)
        answer = one.says(text)
        assert answer.intent == "nlu_fallback", text
        assert PERSON in answer.buttons
        offered = [b.lstrip("/") for b in answer.buttons]
        assert not any(name.startswith(NEVER_OFFERED) for name in offered), text


@pytest.mark.parametrize("text", ["我需要食品券", "أحتاج مساعدة في الطعام", "мне нужна помощь"])
def test_another_script_is_told_which_languages_there_are(citizen: Citizen, text: str) -> None:
    answer = citizen.says(text)
    assert answer.intent == "nlu_fallback"
    assert [b.partition("{")[0] for b in answer.buttons] == ["/change_language"] * 2
    assert "interpreter" in answer.text
