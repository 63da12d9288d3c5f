"""What one message means inside the status form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from actions.status_form import BIRTH, NUMBER, Heard, take

TODAY = date(2026, 11, 22)
ASKED_NUMBER = Heard(text="", intent="nlu_fallback", asked=NUMBER)
ASKED_BIRTH = Heard(text="", intent="nlu_fallback", asked=BIRTH)


def test_a_number_answers_the_question_for_the_number() -> None:
    step = take(replace(ASKED_NUMBER, text="app 2041 7739"), TODAY)
    assert step.slots == {NUMBER: "APP-2041-7739"}
    assert not step.says


def test_number_and_date_may_come_in_one_message() -> None:
    step = take(replace(ASKED_NUMBER, text="app 2041 7739, born May 3rd 1980"), TODAY)
    assert step.slots == {NUMBER: "APP-2041-7739", BIRTH: "1980-05-03"}


def test_the_first_message_fills_what_it_holds_and_asks_for_nothing() -> None:
    heard = Heard("status of APP-2041-7739", "application_status", asked=None)
    assert take(heard, TODAY).slots == {NUMBER: "APP-2041-7739"}
    assert take(replace(heard, text="where is my application"), TODAY).slots == {}


def test_a_number_may_be_corrected_while_the_date_is_asked_for() -> None:
    step = take(replace(ASKED_BIRTH, text="sorry it is APP-2041-7738"), TODAY)
    assert step.slots == {NUMBER: "APP-2041-7738"}
    assert step.failures == 0


def test_eight_digits_are_a_date_when_a_date_was_asked_for() -> None:
    assert take(replace(ASKED_BIRTH, text="04121987"), TODAY).slots == {BIRTH: "1987-04-12"}
    assert take(replace(ASKED_NUMBER, text="04121987"), TODAY).slots[NUMBER] == "APP-0412-1987"


def test_a_date_in_place_of_the_number_is_kept_and_the_number_still_asked_for() -> None:
    step = take(replace(ASKED_NUMBER, text="4/12/1987"), TODAY)
    assert step.slots == {BIRTH: "1987-04-12"}
    assert step.failures == 0


def test_a_number_of_wrong_length_says_how_many_digits_there_are() -> None:
    step = take(replace(ASKED_NUMBER, text="APP-2041-773"), TODAY)
    assert step.says == [("utter_number_wrong_length", {"digits": 7})]
    assert step.failures == 1


@pytest.mark.parametrize(
    ("text", "response"),
    [
        ("4/12", "utter_date_no_year"),
        ("2/30/1980", "utter_date_impossible"),
        ("4/12/2030", "utter_date_future"),
        ("my pin 83772", "utter_date_unreadable"),
        ("blue", "utter_date_unreadable"),
    ],
)
def test_a_bad_date_says_kindly_what_is_wrong(text: str, response: str) -> None:
    step = take(replace(ASKED_BIRTH, text=text), TODAY)
    assert [name for name, _ in step.says] == [response]
    assert step.slots == {}


def test_the_second_failure_on_a_slot_ends_the_form_as_failed() -> None:
    step = take(replace(ASKED_NUMBER, text="blah", failures=1), TODAY)
    assert step.outcome == "failed"
    assert not step.says


def test_a_filled_slot_forgets_earlier_failures() -> None:
    step = take(replace(ASKED_NUMBER, text="APP-2041-7739", failures=1), TODAY)
    assert step.failures == 0


@pytest.mark.parametrize("text", ["stop", "never mind", "cancel please"])
def test_stop_words_leave_the_form_whatever_the_classifier_thinks(text: str) -> None:
    assert take(replace(ASKED_BIRTH, text=text, intent="stop_messages"), TODAY).outcome == "left"


def test_no_leaves_the_form_but_not_having_the_number_gets_help() -> None:
    assert take(replace(ASKED_NUMBER, text="no", intent="deny"), TODAY).outcome == "left"
    step = take(replace(ASKED_NUMBER, text="no i dont have it", intent="deny"), TODAY)
    assert step.outcome is None
    assert step.says == [("utter_number_missing", {})]


def test_a_question_goes_to_its_own_rule_and_is_no_failure() -> None:
    heard = replace(ASKED_NUMBER, text="what are your hours", intent="office_hours", failures=1)
    step = take(heard, TODAY)
    assert step.interrupted
    assert step.outcome is None


@pytest.mark.parametrize(
    ("text", "response"),
    [
        ("ok one moment let me look for the letter", "utter_form_take_your_time"),
        ("hold on", "utter_form_take_your_time"),
        ("why do you need that?", "utter_form_why"),
        ("is this safe", "utter_form_why"),
    ],
)
def test_a_remark_about_the_question_is_answered_and_is_no_failure(
    text: str, response: str
) -> None:
    step = take(replace(ASKED_NUMBER, text=text, failures=1), TODAY)
    assert step.says == [(response, {})]
    assert (step.failures, step.outcome) == (1, None)


@pytest.mark.parametrize("intent", ["crisis", "talk_to_person"])
def test_urgent_messages_are_never_read_as_an_answer(intent: str) -> None:
    heard = replace(ASKED_NUMBER, text="2041 7739 let me talk to someone", intent=intent)
    assert take(heard, TODAY).interrupted


def test_small_talk_just_asks_again() -> None:
    step = take(replace(ASKED_NUMBER, text="ok", intent="affirm", failures=1), TODAY)
    assert (step.failures, step.interrupted, step.says, step.outcome) == (1, False, [], None)


def test_another_application_clears_what_was_known() -> None:
    heard = Heard("", "application_status", asked=None, another=True)
    assert take(heard, TODAY).slots == {NUMBER: None, BIRTH: None}
