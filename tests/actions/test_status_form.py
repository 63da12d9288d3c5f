"""What one message means inside the status form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from actions.form_answer import BIRTH, CASE, NUMBER, NUMBER_START, PENDING, Known
from actions.status_form import Heard, take

TODAY = date(2026, 11, 22)
APP = "APP-2041-7739"
IN_DOUBT = ("1980-03-05", "1980-05-03")
START = Heard(text="", intent="application_status", asked=None)
ASKED_NUMBER = Heard(text="", intent="nlu_fallback", asked=NUMBER)
ASKED_BIRTH = Heard(text="", intent="nlu_fallback", asked=BIRTH, known=Known(APP))
ASKED_WHICH = replace(ASKED_BIRTH, known=Known(APP, None, IN_DOUBT))
EMPTY = {NUMBER: None, BIRTH: None, PENDING: None, NUMBER_START: None}
# A lookup has found nothing.
ASKED_AGAIN = replace(ASKED_BIRTH, asked=CASE, known=Known(APP, "1980-05-03"))


def slots(heard: Heard, text: str, **other: Any) -> dict[str, Any]:
    step = take(replace(heard, text=text, **other), TODAY)
    assert step.outcome is None
    assert not step.interrupted
    return step.slots


def test_a_number_answers_the_question_for_the_number_and_is_read_back() -> None:
    step = take(replace(ASKED_NUMBER, text="app 2041 7739"), TODAY)
    assert step.slots == {NUMBER: APP}
    assert step.says == [("utter_number_read", {"number": APP})]


@pytest.mark.parametrize("asked", [START, ASKED_NUMBER, ASKED_BIRTH, ASKED_AGAIN])
@pytest.mark.parametrize(
    "text", ["app 2041 7739, born May 3rd 1980", "tres de mayo de 1980, solicitud 2041 7739"]
)
def test_number_and_date_may_come_in_one_message(asked: Heard, text: str) -> None:
    step = take(replace(asked, text=text), TODAY)
    assert step.slots == {NUMBER: APP, BIRTH: "1980-05-03", PENDING: None}
    assert not step.says


def test_the_first_message_fills_what_it_holds_and_asks_for_nothing() -> None:
    assert slots(START, "status of APP-2041-7739") == {NUMBER: APP}
    assert slots(START, "where is my application") == {}
    assert slots(START, "where is my application, i sent it May 3rd 2026") == {}


def test_a_doubtful_date_is_kept_as_two_days_month_first() -> None:
    assert slots(ASKED_BIRTH, "3/5/80") == {BIRTH: None, PENDING: list(IN_DOUBT)}
    both = slots(START, "2041-7739 born 3/5/80")
    assert both == {NUMBER: APP, BIRTH: None, PENDING: list(IN_DOUBT)}


@pytest.mark.parametrize("text", ["mayo", "the second one", "May 3 1980", "23/5/80"])
def test_the_doubt_is_settled_in_words(text: str) -> None:
    given = slots(ASKED_WHICH, text)
    assert given[BIRTH] in ("1980-05-03", "1980-05-23")
    assert given[PENDING] is None


def test_the_doubt_is_settled_by_a_button_and_first_means_the_first_that_is_shown() -> None:
    chosen = slots(ASKED_WHICH, "", intent="application_status", chosen="1980-03-05")
    assert chosen == {BIRTH: "1980-03-05", PENDING: None}
    assert slots(ASKED_WHICH, "la primera", language="es")[BIRTH] == "1980-05-03"
    assert slots(ASKED_WHICH, "the first", language="en")[BIRTH] == "1980-03-05"


def test_neither_of_the_two_asks_for_the_date_again() -> None:
    assert slots(ASKED_WHICH, "neither") == {BIRTH: None, PENDING: None}


def test_a_date_that_stays_doubtful_is_a_failure() -> None:
    step = take(replace(ASKED_WHICH, text="3/5/80"), TODAY)
    assert (step.says, step.failures) == ([("utter_date_which", {})], 1)


def test_a_day_without_its_year_waits_for_the_year() -> None:
    part = slots(ASKED_BIRTH, "May 3")
    assert part == {BIRTH: None, PENDING: ["--05-03"]}
    waiting = replace(ASKED_BIRTH, known=Known(APP, None, ("--05-03",)))
    assert slots(waiting, "1980")[BIRTH] == "1980-05-03"
    assert slots(waiting, "en el 80")[BIRTH] == "1980-05-03"
    numbers = replace(ASKED_BIRTH, known=Known(APP, None, ("--03-05", "--05-03")))
    assert slots(numbers, "1980")[PENDING] == list(IN_DOUBT)
    assert take(replace(waiting, text="may 3"), TODAY).says == [("utter_date_no_year", {})]


@pytest.mark.parametrize("asked", [ASKED_BIRTH, ASKED_WHICH, ASKED_AGAIN])
@pytest.mark.parametrize("text", ["no, 7738", "perdón, 7738", "sorry it is APP-2041-7738"])
def test_correcting_the_number_keeps_what_is_known_of_the_date(asked: Heard, text: str) -> None:
    assert slots(asked, text) == {NUMBER: "APP-2041-7738"}


@pytest.mark.parametrize("text", ["sorry, it is 1981", "no, es 1981", "1981", "the year is 1981"])
def test_correcting_the_year_keeps_number_month_and_day(text: str) -> None:
    assert slots(ASKED_AGAIN, text) == {BIRTH: "1981-05-03", PENDING: None}
    assert slots(ASKED_WHICH, text)[PENDING] == ["1981-03-05", "1981-05-03"]


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("wrong date, it is May 4 1980", "1980-05-04"),
        ("no, May 4", "1980-05-04"),
        ("es el 4 de mayo", "1980-05-04"),
        ("25/12/1980", "1980-12-25"),
        ("sorry, the 12th", "1980-05-12"),
        ("el día es 12", "1980-05-12"),
        ("no, june", "1980-06-03"),
        ("es en junio", "1980-06-03"),
    ],
)
def test_after_a_lookup_that_found_nothing_the_date_may_be_given_anew(text: str, born: str) -> None:
    assert slots(ASKED_AGAIN, text) == {BIRTH: born, PENDING: None}


def test_may_is_a_month_only_where_it_can_be_one() -> None:
    assert slots(ASKED_AGAIN, "no, it is in May", intent="correct")[BIRTH] == "1980-05-03"
    assert slots(ASKED_AGAIN, "May", language="es")[BIRTH] == "1980-05-03"
    step = take(replace(ASKED_AGAIN, text="may i ask something", intent="help"), TODAY)
    assert step.slots == {}


def test_what_is_only_called_wrong_is_asked_for_again_and_the_other_kept() -> None:
    assert slots(ASKED_AGAIN, "wrong date") == {BIRTH: None, PENDING: None}
    assert slots(ASKED_AGAIN, "el número está mal") == {NUMBER: None}
    assert slots(ASKED_BIRTH, "that's not my number") == {NUMBER: None}
    assert slots(ASKED_AGAIN, "both are wrong") == {NUMBER: None, BIRTH: None, PENDING: None}


def test_a_corrected_year_that_cannot_be_is_said_and_keeps_the_date() -> None:
    leap = replace(ASKED_AGAIN, known=Known(APP, "1980-02-29"))
    step = take(replace(leap, text="sorry, it is 1981"), TODAY)
    assert step.slots == {}
    assert step.says == [("utter_date_impossible", {})]


def test_starting_over_after_a_lookup_that_found_nothing_forgets_both() -> None:
    pressed = slots(ASKED_AGAIN, "", intent="application_status")
    assert pressed == EMPTY


def test_eight_digits_are_a_date_when_a_date_was_asked_for() -> None:
    assert slots(ASKED_BIRTH, "04231987")[BIRTH] == "1987-04-23"
    assert slots(ASKED_NUMBER, "04231987")[NUMBER] == "APP-0423-1987"


def test_a_date_in_place_of_the_number_is_kept_and_the_number_still_asked_for() -> None:
    step = take(replace(ASKED_NUMBER, text="5/23/1987"), TODAY)
    assert step.slots == {BIRTH: "1987-05-23", PENDING: None}
    assert step.failures == 0


def test_a_number_may_come_in_two_halves() -> None:
    first = take(replace(ASKED_NUMBER, text="2041"), TODAY)
    assert first.slots == {NUMBER_START: "2041"}
    assert first.says == [("utter_number_half", {"digits": "2041"})]
    half = replace(ASKED_NUMBER, known=Known(start="2041"))
    assert slots(half, "7739") == {NUMBER: APP, NUMBER_START: None}
    assert slots(half, "3307 9152") == {NUMBER: "APP-3307-9152", NUMBER_START: None}
    assert take(replace(half, text="2041"), TODAY).failures == 1


def test_a_whole_date_is_not_one_of_the_two_in_doubt() -> None:
    assert slots(ASKED_WHICH, "es el 3 de mayo del 81")[BIRTH] == "1981-05-03"


def test_a_number_of_wrong_length_says_how_many_digits_there_are() -> None:
    step = take(replace(ASKED_NUMBER, text="APP-2041-773"), TODAY)
    assert step.says == [("utter_number_wrong_length", {"digits": 7})]
    assert step.failures == 1


@pytest.mark.parametrize(
    ("text", "response"),
    [
        ("1980", "utter_date_no_day"),
        ("may 1980", "utter_date_no_day"),
        ("2/30/1980", "utter_date_impossible"),
        ("4/12/2030", "utter_date_future"),
        ("my pin 83772", "utter_date_unreadable"),
        ("blue", "utter_date_unreadable"),
        ("azul", "utter_date_unreadable"),
    ],
)
def test_a_bad_date_says_kindly_what_is_wrong(text: str, response: str) -> None:
    step = take(replace(ASKED_BIRTH, text=text), TODAY)
    assert [name for name, _ in step.says] == [response]
    assert step.slots == {}
    assert step.failures == 1


@pytest.mark.parametrize("intent", ["office_hours", "apply_interview", "ebt_pin"])
def test_an_answer_that_the_classifier_misjudges_is_still_an_answer(intent: str) -> None:
    assert slots(ASKED_NUMBER, "2041 7739", intent=intent) == {NUMBER: APP}
    assert slots(ASKED_BIRTH, "May 3rd 1980", intent=intent)[BIRTH] == "1980-05-03"
    assert slots(ASKED_BIRTH, "3/5/80", intent=intent)[PENDING] == list(IN_DOUBT)


def test_another_application_clears_what_was_known() -> None:
    heard = Heard("", "application_status", asked=None, another=True, known=Known(APP))
    assert take(heard, TODAY).slots == EMPTY


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "🙂🙂🙂", "{" * 50, '{"date_of_birth": "x"}', "\u202e1980\u202c", "a" * 4000),
        *(
            "1" * 4000,
            "\u0663/\u0665/\u0661",
            "0000-0000",
            "99/99/9999",
            "may " * 900,
            "no, " * 900,
        ),
        *(
            "no, " * 900,
            "1/" * 2000,
            "three " * 600,
            "APP" * 1200,
            "\x00\x01",
            "'; DROP TABLE cases; --",
        ),
    ],
)
@pytest.mark.parametrize("asked", [START, ASKED_NUMBER, ASKED_BIRTH, ASKED_WHICH, ASKED_AGAIN])
def test_any_text_gives_a_step(asked: Heard, text: str) -> None:
    step = take(replace(asked, text=text), TODAY)
    assert set(step.slots) <= set(EMPTY)


@pytest.mark.parametrize(
    "heard",
    [START, ASKED_NUMBER, ASKED_BIRTH, ASKED_AGAIN, replace(START, known=Known("APP-1111-2222"))],
)
def test_a_button_that_brings_a_number_sets_it_and_keeps_the_date(heard: Heard) -> None:
    step = take(replace(heard, intent="application_status", number=APP), TODAY)
    assert step.slots == {NUMBER: APP, NUMBER_START: None}
    birth = heard.known.birth
    assert step.says == ([] if birth else [("utter_number_known", {"number": APP})])
    assert step.outcome is None


def test_a_button_that_brings_number_and_date_leaves_nothing_to_ask() -> None:
    step = take(replace(START, number=APP, chosen="1987-04-12"), TODAY)
    assert step.slots == {NUMBER: APP, NUMBER_START: None, BIRTH: "1987-04-12", PENDING: None}
    assert step.says == []


def test_a_number_from_before_is_named_when_the_form_starts_and_only_then() -> None:
    known = Known(APP)
    assert take(replace(START, known=known), TODAY).says == [
        ("utter_number_known", {"number": APP})
    ]
    assert take(replace(START, known=Known(APP, "1987-04-12")), TODAY).says == []
    assert take(replace(START, known=known, text="born May 3 1980"), TODAY).says == []
    assert take(replace(ASKED_BIRTH, intent="greet", text="hello"), TODAY).says == []
