"""The status form, as a citizen meets it: through the connector, all parts really running.

Lookups that fail count for their application number in every conversation, so each test that
fails on purpose has numbers of its own.
"""

from __future__ import annotations

import pytest

from tests.bot.citizen import Citizen
from tests.bot.conftest import Stack

NUMBER, BIRTH, CASE = "application_number", "date_of_birth", "application_case"
FORM = "application_status_form"
PERSON = "/talk_to_person"


@pytest.fixture
def vecina(stack: Stack) -> Citizen:
    """A new conversation in Spanish."""
    return Citizen(stack.rasa.url, "es")


def test_the_form_asks_for_number_and_date_and_says_where_the_case_stands(
    citizen: Citizen,
) -> None:
    asked = citizen.says("where is my application?")
    assert asked.body["form"] == {"name": FORM, "requested_slot": NUMBER}
    asked = citizen.says("app 2041 7739")
    assert asked.body["form"] == {"name": FORM, "requested_slot": BIRTH}
    assert "APP-2041-7739" in asked.text
    told = citizen.says("April 12 1987")
    assert told.body["form"] is None
    said = {NUMBER: "APP-2041-7739", BIRTH: "1987-04-12"}
    looked_up = {name: told.body["slots"][name] for name in told.body["looked_up"]}
    assert told.body["slots"] == said | looked_up
    assert told.body["lookups"] == [
        {"system": "cases", "subject": "APP-2041-7739", "result": "found: waiting for documents"}
    ]
    assert "APP-2041-7739" in told.text
    assert "still missing" in told.text
    assert "What to do next" in told.text


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("status of my application APP-1180-4426, born nov 3rd 1990", "a worker is looking at it"),
        ("check my application, born 6/28/75, app 3307 9152", "your interview is on"),
        ("status of my application 4518-2063, 1/15/2001", "was approved on"),
        ("where is my application? Sept 9 1963, number is 59268871", "was denied on"),
        ("status of my application app 6o34 1597 born 27 feb 1998", "Nobody has started"),
        ("check my application 7245.3380, 1982-12-01", "withdrawn"),
    ],
)
def test_number_and_date_come_in_one_message_in_either_order(
    citizen: Citizen, said: str, says: str
) -> None:
    told = citizen.says(said)
    assert says in told.text
    assert "next" in told.text
    assert "{" not in told.text


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("número 1180 4426, nací el 3 de noviembre de 1990", "la está revisando"),
        ("28 de junio del 75, solicitud 3307-9152", "su entrevista es el"),
        ("4518 2063, quince de enero de 2001", "fue aprobada el"),
        ("5926-8871 nueve de septiembre de 1963", "fue negada"),
        ("mi app es 6o34 1597 y nací el 27/2/98", "Todavía nadie"),
        ("7245-3380 1º de diciembre de 1982", "fue retirada"),
    ],
)
def test_spanish_is_read_and_spoken(vecina: Citizen, said: str, says: str) -> None:
    asked = vecina.says("¿dónde está mi solicitud?")
    assert "número de solicitud" in asked.text
    told = vecina.says(said)
    assert told.body["lookups"][0]["result"].startswith("found")
    assert says in told.text
    assert "Lo que sigue" in told.text
    assert [b["title"] for b in told.body["messages"][-1]["buttons"]] == [
        "Ver otra solicitud",
        "Hablar con una persona",
    ]


@pytest.mark.parametrize("said", ["2041-7739 12 de abril de 1987", "2041 7739, April 12th 1987"])
def test_a_number_starts_the_form_also_when_nothing_is_asked(citizen: Citizen, said: str) -> None:
    told = citizen.says(said)
    assert told.body["lookups"][0]["subject"] == "APP-2041-7739"
    assert citizen.says("what are your office hours").body["intents"][0]["name"] == "office_hours"


def test_a_number_alone_is_answered_with_the_question_for_the_date(citizen: Citizen) -> None:
    asked = citizen.says("2041-7739")
    assert asked.body["form"] == {"name": FORM, "requested_slot": BIRTH}
    assert citizen.says("April 12 1987").body["lookups"][0]["result"].startswith("found")


def test_a_number_may_come_in_two_messages(citizen: Citizen) -> None:
    citizen.says("where is my application")
    assert "2041" in citizen.says("2041").text
    assert citizen.says("7739").body["form"]["requested_slot"] == BIRTH


def test_missing_documents_come_as_a_list_with_how_to_send_each(citizen: Citizen) -> None:
    told = citizen.says("status of APP-2041-7739 born April 12, 1987")
    missing = next(m["text"] for m in told.body["messages"] if "still missing" in m["text"])
    documents = [line for line in missing.splitlines() if line.startswith("•")][:-3]
    assert documents
    assert all("pload" in line and "office" in line for line in documents)
    assert "https://portal.dhs.example.org/upload" in missing
    assert "By mail" in missing


def test_spanish_words_are_read_in_an_english_conversation(citizen: Citizen) -> None:
    citizen.says("where is my application")
    citizen.says("mi número es 2041 7739")
    told = citizen.says("nací el doce de abril de mil novecientos ochenta y siete")
    assert told.body["lookups"][0]["result"].startswith("found")


def test_a_date_that_can_be_read_in_two_ways_is_asked_about_with_buttons(
    citizen: Citizen,
) -> None:
    citizen.says("where is my application")
    citizen.says("2041-7739")
    which = citizen.says("4/12/87")
    assert which.body["form"] == {"name": FORM, "requested_slot": BIRTH}
    titles = [b["title"] for b in which.body["messages"][-1]["buttons"]]
    assert titles[:2] == ["April 12, 1987", "December 4, 1987"]
    told = citizen.presses(which.buttons[0])
    assert told.body["lookups"][0]["result"].startswith("found")


@pytest.mark.parametrize("words", ["the first one", "april", "April 12th"])
def test_the_day_that_is_meant_may_be_typed(citizen: Citizen, words: str) -> None:
    citizen.says("where is my application")
    assert "two ways" in citizen.says("app 2041 7739 born 4/12/87").text
    assert citizen.says(words).body["lookups"][0]["result"].startswith("found")


def test_the_two_days_are_asked_for_in_spanish_with_the_day_first(vecina: Citizen) -> None:
    vecina.says("¿dónde está mi solicitud?")
    which = vecina.says("2041-7739, nací el 12/4/87")
    titles = [b["title"] for b in which.body["messages"][-1]["buttons"]]
    assert titles[:2] == ["12 de abril de 1987", "4 de diciembre de 1987"]
    told = vecina.says("la primera")
    assert told.body["lookups"][0]["result"].startswith("found")


def test_the_last_four_digits_are_corrected_before_the_date_comes(citizen: Citizen) -> None:
    citizen.says("where is my application")
    citizen.says("2041-7738")
    corrected = citizen.says("no, 7739")
    assert "APP-2041-7739" in corrected.text
    assert corrected.body["form"] == {"name": FORM, "requested_slot": BIRTH}
    assert citizen.says("April 12, 1987").body["lookups"][0]["result"].startswith("found")


@pytest.mark.parametrize(
    ("given", "correction"),
    [
        ("app 2041 7739 born April 12, 1986", "sorry, it is 1987"),
        ("app 2041 7739 born April 13, 1987", "wrong date, it is April 12, 1987"),
        ("app 2041 0001 born April 12, 1987", "no, 7739"),
        ("app 2041 0002 born 12 de abril de 1987", "perdón, es 2041-7739"),
        ("app 3307 9152 born June 27, 1975", "sorry, the 28th"),
    ],
)
def test_after_a_failed_lookup_one_is_corrected_and_the_other_kept(
    citizen: Citizen, given: str, correction: str
) -> None:
    citizen.says("where is my application")
    failed = citizen.says(given)
    assert "could not find" in failed.text
    assert failed.body["form"] == {"name": FORM, "requested_slot": CASE}
    told = citizen.says(correction)
    assert told.body["lookups"][0]["result"].startswith("found")


def test_what_is_called_wrong_is_asked_for_again(citizen: Citizen) -> None:
    citizen.says("where is my application")
    citizen.says("app 2041 0003 born April 12, 1987")
    assert citizen.says("wrong number").body["form"]["requested_slot"] == NUMBER
    assert citizen.says("2041 7739").body["lookups"][0]["result"].startswith("found")


def test_a_question_in_the_middle_is_answered_and_the_form_goes_on(citizen: Citizen) -> None:
    citizen.says("where is my application")
    citizen.says("2041-7739")
    aside = citizen.says("what are your office hours")
    assert "open" in aside.text
    assert "date of birth" in aside.text
    assert aside.body["form"] == {"name": FORM, "requested_slot": BIRTH}
    which = citizen.says("4/12/1987")
    aside = citizen.says("what are your office hours")
    assert aside.buttons[-3:] == which.buttons
    assert citizen.says("April").body["lookups"][0]["result"].startswith("found")


def test_a_question_in_the_middle_is_answered_in_spanish(vecina: Citizen) -> None:
    vecina.says("¿dónde está mi solicitud?")
    aside = vecina.says("¿a qué hora abre la oficina?")
    assert "fecha" not in aside.text
    assert "número de solicitud" in aside.text
    assert len(aside.body["messages"]) == 2


def test_a_question_after_a_failed_lookup_looks_nothing_up_again(citizen: Citizen) -> None:
    citizen.says("where is my application")
    citizen.says("app 0000 4441 born May 3 1980")
    aside = citizen.says("what are your office hours")
    assert "open" in aside.text
    assert aside.body["lookups"] == []
    assert aside.body["form"] == {"name": FORM, "requested_slot": CASE}


@pytest.mark.parametrize(
    ("words", "language", "helped"),
    [
        ("i dont have my number", "en", "top of any letter"),
        ("why do you need it", "en", "which application is meant"),
        ("no tengo el número", "es", "parte de arriba"),
        ("¿para qué lo necesita?", "es", "qué solicitud es"),
    ],
)
def test_a_remark_about_the_question_is_answered_and_the_form_goes_on(
    stack: Stack, words: str, language: str, helped: str
) -> None:
    citizen = Citizen(stack.rasa.url, language)
    citizen.presses("/application_status")
    answer = citizen.says(words)
    assert helped in answer.text
    assert answer.body["form"]["requested_slot"] == NUMBER
    assert PERSON in answer.buttons


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
    assert answer.body["handoff"]["priority"] == 100
    assert answer.body["form"] is None


def test_asking_again_looks_the_same_case_up_again(citizen: Citizen) -> None:
    citizen.says("status of APP-2041-7739 born April 12 1987")
    again = citizen.says("where is my application")
    assert again.body["lookups"][0]["subject"] == "APP-2041-7739"


def test_another_application_can_be_checked_by_button(citizen: Citizen) -> None:
    told = citizen.says("status of APP-2041-7739 born April 12 1987")
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
    told = citizen.says("April 12 1987")
    assert "cannot reach" in told.text
    assert PERSON in told.buttons
    assert told.body["lookups"][0]["result"] == "unavailable"
    stack.cases_gate.mode = "open"
    again = citizen.presses("/application_status")
    assert again.body["lookups"][0]["result"].startswith("found")
