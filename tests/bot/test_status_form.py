"""The status form, as a citizen meets it: through the connector, all parts really running."""

from __future__ import annotations

import pytest

from tests.bot.citizen import Citizen
from tests.bot.conftest import Stack

NUMBER, BIRTH = "application_number", "date_of_birth"
FORM = "application_status_form"


def test_the_form_asks_for_number_and_date_and_says_where_the_case_stands(
    citizen: Citizen,
) -> None:
    asked = citizen.says("where is my application?")
    assert asked.body["form"] == {"name": FORM, "requested_slot": NUMBER}
    asked = citizen.says("app 2041 7739")
    assert asked.body["form"] == {"name": FORM, "requested_slot": BIRTH}
    told = citizen.says("April 12 1987")
    assert told.body["form"] is None
    assert told.body["slots"] == {NUMBER: "APP-2041-7739", BIRTH: "1987-04-12"}
    assert told.body["lookups"] == [
        {"system": "cases", "subject": "APP-2041-7739", "result": "found: waiting for documents"}
    ]
    assert "APP-2041-7739" in told.text
    assert "still missing" in told.text
    assert "What to do next" in told.text


@pytest.mark.parametrize(
    ("number", "born", "says"),
    [
        ("APP-1180-4426", "11/3/1990", "a worker is looking at it"),
        ("APP-3307-9152", "6/28/75", "your interview is on"),
        ("APP-4518-2063", "1/15/2001", "was approved on"),
        ("APP-5926-8871", "Sept 9 1963", "was denied on"),
        ("APP-6034-1597", "27 feb 1998", "Nobody has started"),
        ("APP-7245-3380", "12-01-1982", "withdrawn"),
    ],
)
def test_every_state_has_its_own_words(citizen: Citizen, number: str, born: str, says: str) -> None:
    told = citizen.says(f"status of my application {number}, born {born}")
    assert says in told.text
    assert "next" in told.text
    assert "{" not in told.text


def test_an_unknown_number_and_a_wrong_date_get_the_same_answer(stack: Stack) -> None:
    answers = []
    for number, born in (("APP-0000-1111", "4/12/1987"), ("APP-2041-7739", "4/13/1987")):
        citizen = Citizen(stack.rasa.url)
        citizen.says("check my application")
        citizen.says(number)
        answers.append(citizen.says(born))
    first, second = answers
    assert first.body["messages"] == second.body["messages"]
    assert "could not find" in first.text
    assert first.body["slots"] == {} == second.body["slots"]


def test_two_lookups_without_a_case_pass_the_citizen_on(citizen: Citizen) -> None:
    citizen.says("check my application APP-0000-1111 born 4/12/1987")
    second = citizen.says("check my application APP-0000-2222 born 4/12/1987")
    assert second.body["handoff"] == {
        "reason": "form_failed",
        "priority": 0,
        "topic": "application_status",
    }


def test_a_bad_number_is_explained_and_the_second_one_passes_the_citizen_on(
    citizen: Citizen,
) -> None:
    citizen.says("where is my application")
    first = citizen.says("APP-2041-773")
    assert "8 digits" in first.text
    assert "7" in first.text
    assert first.body["form"]["requested_slot"] == NUMBER
    second = citizen.says("204")
    assert second.body["handoff"]["reason"] == "form_failed"
    assert second.body["form"] is None


def test_a_good_answer_in_between_starts_the_count_again(citizen: Citizen) -> None:
    citizen.says("where is my application")
    citizen.says("blub blub")
    citizen.says("APP-2041-7739")
    failed_once = citizen.says("2/30/1980")
    assert failed_once.body["handoff"] is None
    assert "calendar" in failed_once.text
    assert citizen.says("4/12/1987").body["lookups"]


def test_a_question_in_the_middle_is_answered_and_the_form_goes_on(citizen: Citizen) -> None:
    citizen.says("where is my application")
    citizen.says("2041-7739")
    aside = citizen.says("what are your office hours")
    assert "open" in aside.text
    assert "date of birth" in aside.text
    assert aside.body["form"] == {"name": FORM, "requested_slot": BIRTH}
    assert citizen.says("4/12/1987").body["lookups"][0]["result"].startswith("found")


@pytest.mark.parametrize("words", ["stop", "never mind", "cancel", "no thanks"])
def test_stop_words_leave_the_form(citizen: Citizen, words: str) -> None:
    citizen.says("where is my application")
    left = citizen.says(words)
    assert left.body["form"] is None
    assert left.body["handoff"] is None
    assert "stopped" in left.text
    assert "open" in citizen.says("what are your hours").text


def test_the_stop_button_leaves_the_form(citizen: Citizen) -> None:
    asked = citizen.says("where is my application")
    assert "/deny" in asked.buttons
    assert citizen.presses("/deny").body["form"] is None


def test_a_citizen_without_the_number_is_told_where_to_find_it(citizen: Citizen) -> None:
    citizen.says("where is my application")
    helped = citizen.says("i dont have my number")
    assert "top of any letter" in helped.text
    assert helped.body["form"]["requested_slot"] == NUMBER
    assert "/talk_to_person" in helped.buttons


def test_a_person_can_be_asked_for_inside_the_form(citizen: Citizen) -> None:
    citizen.says("where is my application")
    answer = citizen.says("i want to talk to a person")
    assert answer.body["handoff"]["reason"] == "asked"
    assert answer.body["handoff"]["topic"] == "application_status"
    assert answer.body["form"] is None


def test_a_crisis_inside_the_form_is_answered_at_once(citizen: Citizen) -> None:
    citizen.says("where is my application")
    answer = citizen.says("my husband is beating me right now")
    assert "911" in answer.text
    assert answer.body["handoff"]["priority"] == 10
    assert answer.body["form"] is None


def test_asking_again_looks_the_same_case_up_again(citizen: Citizen) -> None:
    citizen.says("status of APP-2041-7739 born 4/12/1987")
    again = citizen.says("where is my application")
    assert again.body["lookups"][0]["subject"] == "APP-2041-7739"


def test_another_application_can_be_checked_by_button(citizen: Citizen) -> None:
    told = citizen.says("status of APP-2041-7739 born 4/12/1987")
    another = next(b for b in told.buttons if "another" in b)
    asked = citizen.presses(another)
    assert asked.body["form"] == {"name": FORM, "requested_slot": NUMBER}
    assert asked.body["slots"] == {}


@pytest.mark.parametrize("mode", ["gone", "broken"])
def test_a_case_system_that_is_down_is_said_honestly_and_a_person_offered(
    citizen: Citizen, stack: Stack, mode: str
) -> None:
    citizen.says("where is my application")
    citizen.says("APP-2041-7739")
    stack.cases_gate.mode = mode
    told = citizen.says("4/12/1987")
    assert "cannot reach" in told.text
    assert "/talk_to_person" in told.buttons
    assert told.body["lookups"][0]["result"] == "unavailable"
    stack.cases_gate.mode = "open"
    again = citizen.presses("/application_status")
    assert again.body["lookups"][0]["result"].startswith("found")
