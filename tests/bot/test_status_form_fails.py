"""The status form when it does not work out: nothing found, nothing readable, left, a closed door.

Lookups that fail count for their application number in every conversation, so each test that
fails on purpose has numbers of its own.
"""

from __future__ import annotations

import pytest

from tests.bot.citizen import Citizen
from tests.bot.conftest import Stack

NUMBER = "application_number"
PERSON = "/talk_to_person"


def test_an_unknown_number_and_a_wrong_date_get_the_same_answer(stack: Stack) -> None:
    answers = []
    for number, born in (("APP-0000-1111", "nov 3 1990"), ("APP-1180-4426", "nov 4 1990")):
        citizen = Citizen(stack.rasa.url)
        citizen.says("check my application")
        citizen.says(number)
        answers.append(citizen.says(born))
    first, second = answers
    assert first.body["messages"] == second.body["messages"]
    assert first.body["form"] == second.body["form"]
    assert "could not find" in first.text


def test_three_failed_lookups_offer_a_person_and_close_the_door_for_the_conversation(
    citizen: Citizen,
) -> None:
    citizen.says("check my application APP-0000-3331 born May 3 1980")
    citizen.says("no, 3332")
    third = citizen.says("sorry, it is 1981")
    assert "third try" in third.text
    assert "15 minutes" in third.text
    assert PERSON in third.buttons
    assert third.body["handoff"] is None
    assert third.body["form"] is None
    refused = citizen.says("where is my application")
    assert "minutes" in refused.text
    assert refused.body["form"] is None
    assert refused.body["lookups"] == []
    person = citizen.presses(PERSON)
    assert person.body["handoff"]["topic"] == "application_status"


def test_the_door_of_a_number_is_closed_for_every_conversation_and_right_details(
    stack: Stack,
) -> None:
    for day in (1, 2, 4):
        guess = Citizen(stack.rasa.url).says(f"status of APP-5926-8871 born Sept {day} 1963")
        assert "could not find" in guess.text
    owner = Citizen(stack.rasa.url)
    refused = owner.says("status of APP-5926-8871 born Sept 9 1963")
    assert "three tries" in refused.text
    assert PERSON in refused.buttons
    assert refused.body["lookups"] == []
    other = owner.says("status of APP-6034-1597 born Feb 27 1998")
    assert other.body["lookups"][0]["result"].startswith("found")


def test_three_unreadable_answers_offer_a_person(citizen: Citizen) -> None:
    citizen.says("where is my application")
    first = citizen.says("APP-2041-773")
    assert "8 digits" in first.text
    assert "7" in first.text
    assert first.body["form"]["requested_slot"] == NUMBER
    assert citizen.says("204155").body["form"]["requested_slot"] == NUMBER
    third = citizen.says("2041559")
    assert third.body["form"] is None
    assert third.body["handoff"] is None
    assert PERSON in third.buttons
    assert "/application_status" in third.buttons


def test_a_good_answer_in_between_starts_the_count_again(citizen: Citizen) -> None:
    citizen.says("where is my application")
    citizen.says("20415")
    citizen.says("20415")
    citizen.says("APP-2041-7739")
    failed_once = citizen.says("2/30/1980")
    assert "calendar" in failed_once.text
    assert citizen.says("April 12, 1987").body["lookups"]


def test_a_yes_to_the_forms_offer_of_a_person_brings_one(citizen: Citizen) -> None:
    citizen.says("where is my application")
    for _ in range(3):
        failed = citizen.says("blorp wug fizzle")
    assert failed.body["form"] is None
    assert PERSON in failed.buttons
    assert citizen.says("yes please").body["handoff"]["reason"] == "asked"


def test_small_talk_after_a_lookup_that_found_nothing_is_no_other_try(citizen: Citizen) -> None:
    citizen.says("status of APP-2031-0002 born 5/5/1985")
    again = citizen.says("yes")
    assert again.body["lookups"] == []
    assert "could not find" not in again.text
    assert "still need" in again.text


@pytest.mark.parametrize(
    ("words", "language"),
    [
        *(("stop", "en"), ("never mind", "en"), ("cancel", "en"), ("no thanks", "en")),
        *(("ya no", "es"), ("olvídelo", "es"), ("cancelar", "es"), ("no gracias", "es")),
    ],
)
def test_stop_words_leave_the_form(stack: Stack, words: str, language: str) -> None:
    citizen = Citizen(stack.rasa.url, language)
    citizen.presses("/application_status")
    left = citizen.says(words)
    assert left.body["form"] is None
    assert left.body["handoff"] is None
    assert {"en": "stopped", "es": "lo dejamos"}[language] in left.text


def test_the_stop_button_leaves_the_form(citizen: Citizen) -> None:
    asked = citizen.says("where is my application")
    assert "/deny" in asked.buttons
    assert citizen.presses("/deny").body["form"] is None
