"""The flows outside the form, through the connector."""

from __future__ import annotations

import pytest

from tests.bot.citizen import Citizen
from tests.bot.conftest import Stack


def test_a_question_is_answered_with_buttons_that_lead_on(citizen: Citizen) -> None:
    answer = citizen.says("i lost my ebt card what do i do")
    assert answer.intent == "ebt_lost_card"
    assert "1-800-555-0163" in answer.text
    assert citizen.presses(answer.buttons[0]).intent == answer.buttons[0].lstrip("/")


def test_asking_for_a_person_hands_the_conversation_over(citizen: Citizen) -> None:
    citizen.says("how do i apply for food stamps")
    answer = citizen.says("let me talk to a human")
    assert answer.body["handoff"] == {"reason": "asked", "priority": 0, "topic": "apply_how"}
    assert answer.body["messages"]


def test_the_assistant_goes_on_after_a_handoff_was_returned(citizen: Citizen) -> None:
    citizen.says("agent")
    answer = citizen.says("what time do you open tomorrow")
    assert answer.body["handoff"] is None
    assert answer.intent == "office_hours"


def test_a_complaint_is_met_with_an_apology_and_the_offer_of_a_person(citizen: Citizen) -> None:
    answer = citizen.says("your caseworker was rude and yelled at me")
    assert "sorry" in answer.text
    assert "/talk_to_person" in answer.buttons
    assert answer.body["handoff"] is None


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "goodbye"),
        ("en", "stop texting me"),
        ("es", "adiós, hasta luego"),
        ("es", "ya no me manden mensajes"),
    ],
)
def test_the_end_of_a_conversation_also_ends_the_form(
    stack: Stack, language: str, words: str
) -> None:
    citizen = Citizen(stack.rasa.url, language)
    asked = citizen.presses("/application_status")
    assert asked.body["form"] is not None
    ended = citizen.says(words)
    assert ended.body["form"] is None
    assert ended.body["language"] == language


@pytest.mark.parametrize(
    ("language", "words", "name"),
    [
        ("en", "stop sending me messages", "1-800-555-0142"),
        ("es", "no quiero recibir más mensajes", "1-800-555-0142"),
    ],
)
def test_who_wants_no_more_messages_is_told_how_to_stop_the_others(
    stack: Stack, language: str, words: str, name: str
) -> None:
    answer = Citizen(stack.rasa.url, language).says(words)
    assert answer.intent == "stop_messages"
    assert name in answer.text
    assert answer.body["handoff"] is None


def test_the_topic_of_a_handoff_is_what_the_citizen_wanted_not_small_talk(
    citizen: Citizen,
) -> None:
    citizen.says("i forgot my password")
    citizen.says("thanks")
    assert citizen.says("agent please").body["handoff"]["topic"] == "account_password"


@pytest.mark.parametrize(
    ("words", "candidate"),
    [
        ("i cant log in", "/account_password"),
        ("when does my money come", "/ebt_deposit_date"),
        ("my benefits stopped", "/talk_to_person"),
        ("no puedo entrar a mi cuenta", "/account_password"),
        ("cuándo llega mi dinero", "/ebt_deposit_date"),
        ("me quitaron los beneficios", "/talk_to_person"),
    ],
)
def test_a_message_that_fits_several_topics_is_asked_back_with_the_candidates(
    citizen: Citizen, words: str, candidate: str
) -> None:
    asked = citizen.says(words)
    assert candidate in asked.buttons
    assert len(asked.buttons) >= 3
