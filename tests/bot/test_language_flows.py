"""A conversation in two languages, through the connector."""

from __future__ import annotations

import pytest

from tests.bot.citizen import Citizen
from tests.bot.conftest import Stack

TO_SPANISH = '/change_language{"language": "es"}'
TO_ENGLISH = '/change_language{"language": "en"}'


def test_a_spanish_sentence_is_answered_in_spanish_and_the_language_stays(
    citizen: Citizen,
) -> None:
    assert citizen.says("how do i check my ebt balance").body["language"] == "en"
    answer = citizen.says("se me perdió la tarjeta ebt, qué hago")
    assert answer.body["language"] == "es"
    assert "tarjeta" in answer.text
    assert citizen.says("ok").body["language"] == "es"
    assert "entend" in citizen.says("blorp fizzle wug").text
    assert citizen.says("where is the office please tell me").body["language"] == "en"


def test_a_courtesy_in_the_other_language_changes_nothing(citizen: Citizen) -> None:
    citizen.says("how do i check my ebt balance")
    answer = citizen.says("ok gracias")
    assert answer.body["language"] == "en"


def test_a_page_in_spanish_is_answered_in_spanish_from_the_first_word(stack: Stack) -> None:
    citizen = Citizen(stack.rasa.url, "es")
    assert citizen.says("ebt").body["language"] == "es"


def test_a_language_of_the_page_that_we_do_not_have_becomes_our_first_one(stack: Stack) -> None:
    assert Citizen(stack.rasa.url, "fr").says("ebt").body["language"] == "en"


@pytest.mark.parametrize("words", ["en español por favor", "no hablo inglés", "spanish please"])
def test_asking_for_a_language_is_confirmed_in_it_and_the_last_answer_said_again(
    citizen: Citizen, words: str
) -> None:
    english = citizen.says("how do i check my ebt balance")
    changed = citizen.says(words)
    assert changed.body["language"] == "es"
    confirmed, again = changed.body["messages"]
    assert "español" in confirmed["text"]
    spanish = Citizen(citizen.rasa_url, "es").presses("/ebt_balance").body["messages"][0]
    assert again == spanish
    assert again["text"] != english.text


def test_the_buttons_of_the_other_languages_change_it(citizen: Citizen) -> None:
    unknown = citizen.says("do you speak vietnamese")
    assert "interpreter" in unknown.text
    assert "1-800-555-0142" in unknown.text
    assert unknown.buttons == [TO_ENGLISH, TO_SPANISH]
    assert citizen.presses(TO_SPANISH).body["language"] == "es"
    assert "español" in citizen.presses(TO_SPANISH).text
    assert citizen.presses(TO_ENGLISH).body["language"] == "en"


def test_what_was_asked_for_outweighs_a_short_message_in_the_other_language(
    citizen: Citizen,
) -> None:
    citizen.says("en español por favor")
    assert citizen.says("office hours please").body["language"] == "es"
    sentence = "i want to know how i can apply for food stamps for my family"
    assert citizen.says(sentence).body["language"] == "en"


def test_inside_the_form_the_question_is_asked_again_in_the_new_language(
    citizen: Citizen,
) -> None:
    citizen.says("where is my application")
    changed = citizen.says("en español por favor")
    assert changed.body["language"] == "es"
    assert changed.body["form"]["requested_slot"] == "application_number"
    assert "número" in changed.text
    assert "What is" not in changed.text


def test_what_was_looked_up_is_not_said_again_but_can_be_looked_up_again(
    citizen: Citizen,
) -> None:
    citizen.says("status of APP-2041-7739 born april 12 1987")
    changed = citizen.says("en español por favor")
    assert "/application_status" in changed.buttons


def test_a_case_that_a_date_opened_can_be_looked_up_again_in_the_new_language(
    citizen: Citizen,
) -> None:
    citizen.says("where is my application")
    citizen.says("2041-7739")
    assert citizen.says("april 12 1987").body["lookups"]
    changed = citizen.says("en español por favor")
    assert "/application_status" in changed.buttons


def test_nothing_with_filled_in_values_is_repeated_in_the_old_language(citizen: Citizen) -> None:
    for guess in ("status of APP-2031-0001 born 5/5/1985", "6/6/1985", "7/7/1985"):
        closes = citizen.says(guess)
    assert "third try" in closes.text
    closed = citizen.presses("/application_status")
    assert "three tries" in closed.text
    changed = citizen.says("en español por favor")
    assert "tries" not in changed.text
    assert "/application_status" in changed.buttons


def test_who_asks_for_a_language_first_is_asked_what_they_need(citizen: Citizen) -> None:
    assert "ayudar" in citizen.says("en español por favor").text


def test_repeat_speaks_the_language_it_is_asked_in(citizen: Citizen) -> None:
    citizen.says("how do i check my ebt balance")
    again = citizen.says("me lo puede repetir en español por favor")
    assert again.body["language"] == "es"
    spanish = Citizen(citizen.rasa_url, "es").presses("/ebt_balance").text
    assert spanish in again.text


def test_a_handoff_is_said_in_the_language_of_the_conversation(citizen: Citizen) -> None:
    citizen.says("hola, tengo una pregunta sobre mi caso")
    answer = citizen.says("quiero hablar con una persona")
    assert answer.body["handoff"]["reason"] == "asked"
    assert "persona" in answer.text
