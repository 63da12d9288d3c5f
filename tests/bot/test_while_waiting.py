"""What the assistant answers a citizen who waits for a person, by day and by night."""

from __future__ import annotations

import pytest

from tests.bot.citizen import Citizen
from tests.bot.conftest import Stack

WAITS = {"control": "queued", "office": {"open": False, "opens_at": "2026-11-23T14:00:00+00:00"}}


@pytest.fixture(params=["en", "es"])
def waiting(request: pytest.FixtureRequest, stack: Stack) -> Citizen:
    """A citizen of each language who has asked for a person."""
    citizen = Citizen(stack.rasa.url, request.param)
    citizen.presses("/talk_to_person")
    return citizen


def test_asking_for_a_person_again_gets_an_answer_that_is_still_true(waiting: Citizen) -> None:
    again = waiting.presses("/talk_to_person", **WAITS)
    assert again.body["handoff"] == {"reason": "asked", "priority": 0, "topic": None}
    assert {"en": "a person will help you", "es": "una persona le va a ayudar"}[
        waiting.language
    ] in again.text
    assert again.body["form"] is None


def test_a_question_is_answered_as_always(waiting: Citizen) -> None:
    asked = {"en": "how do i check my ebt balance", "es": "cómo veo mi saldo de ebt"}
    answer = waiting.says(asked[waiting.language], **WAITS)
    assert answer.intent == "ebt_balance"
    assert answer.body["handoff"] is None


def test_the_status_form_runs_to_its_end(waiting: Citizen) -> None:
    asked = waiting.presses("/application_status", **WAITS)
    assert asked.body["form"]["requested_slot"] == "application_number"
    waiting.says("2041-7739", **WAITS)
    found = waiting.says("12 abril 1987", **WAITS)
    assert found.body["lookups"][0]["result"].startswith("found")
    assert found.body["form"] is None
    assert found.body["handoff"] is None


def test_a_crisis_gets_the_numbers_and_the_first_place(waiting: Citizen) -> None:
    cry = {"en": "i want to die", "es": "me quiero morir"}[waiting.language]
    answer = waiting.says(cry, **WAITS)
    assert "988" in answer.body["messages"][0]["text"]
    assert answer.body["handoff"] == {"reason": "crisis", "priority": 100, "topic": None}


def test_who_is_not_understood_is_neither_passed_on_nor_counted(citizen: Citizen) -> None:
    citizen.says("let me talk to a human")
    for words in ("blorp fizzle", "jkl wug wug", "wug blorp"):
        answer = citizen.says(words, **WAITS)
        assert answer.body["handoff"] is None
        assert answer.intent == "nlu_fallback"
    assert "still" not in citizen.says("fizzle wug").text


def test_a_turn_of_somebody_whom_a_person_has_is_refused(citizen: Citizen) -> None:
    answer = citizen.asks(citizen.request(text="hi", control="agent"))
    assert (answer.status, answer.body["error"]["code"]) == (400, "invalid_turn")
