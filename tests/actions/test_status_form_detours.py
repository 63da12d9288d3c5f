"""What people say inside the status form that is no answer: leaving, asking, insisting."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.status_form import MAX_FAILURES, Heard, take
from tests.actions.test_status_form import (
    APP,
    ASKED_AGAIN,
    ASKED_BIRTH,
    ASKED_NUMBER,
    ASKED_WHICH,
    TODAY,
)


@pytest.mark.parametrize(
    "text", ["it is the right date", "that is my real birthday", "es correcto", "sí, está bien"]
)
def test_who_insists_is_told_that_a_person_can_check_and_it_is_no_failure(text: str) -> None:
    step = take(replace(ASKED_AGAIN, text=text, intent="affirm", failures=2), TODAY)
    assert step.says == [("utter_details_sure", {})]
    assert (step.failures, step.outcome, step.slots) == (2, None, {})


def test_thanks_after_a_lookup_that_found_nothing_end_the_form() -> None:
    assert take(replace(ASKED_AGAIN, text="ok thanks", intent="thanks"), TODAY).outcome == "left"
    assert take(replace(ASKED_BIRTH, text="ok thanks", intent="thanks"), TODAY).outcome is None


@pytest.mark.parametrize("asked", [ASKED_NUMBER, ASKED_BIRTH, ASKED_AGAIN])
def test_the_third_failure_ends_the_form_as_failed(asked: Heard) -> None:
    assert take(replace(asked, text="blah", failures=MAX_FAILURES - 2), TODAY).outcome is None
    step = take(replace(asked, text="blah", failures=MAX_FAILURES - 1), TODAY)
    assert step.outcome == "failed"
    assert not step.says


def test_a_filled_slot_forgets_earlier_failures() -> None:
    assert take(replace(ASKED_NUMBER, text=APP, failures=2), TODAY).failures == 0


@pytest.mark.parametrize("text", ["stop", "never mind", "cancel please", "ya no", "olvídelo"])
@pytest.mark.parametrize("asked", [ASKED_NUMBER, ASKED_BIRTH, ASKED_WHICH, ASKED_AGAIN])
def test_stop_words_leave_the_form_whatever_the_classifier_thinks(asked: Heard, text: str) -> None:
    assert take(replace(asked, text=text, intent="apply_withdraw"), TODAY).outcome == "left"


@pytest.mark.parametrize("text", ["no i dont have it", "no, no lo tengo", "no tengo el número"])
def test_no_leaves_the_form_but_not_having_the_number_gets_help(text: str) -> None:
    assert take(replace(ASKED_NUMBER, text="no", intent="deny"), TODAY).outcome == "left"
    step = take(replace(ASKED_NUMBER, text=text, intent="deny", failures=1), TODAY)
    assert (step.outcome, step.failures) == (None, 1)
    assert step.says == [("utter_number_missing", {})]


def test_a_date_that_is_not_known_is_explained() -> None:
    step = take(replace(ASKED_BIRTH, text="I don't know her birthday, no idea"), TODAY)
    assert step.says == [("utter_date_missing", {})]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("what are your hours", "office_hours"),
        ("are you open on 12/24 this year", "office_hours"),
        ("my son was born 5/23/2020, can he get medicaid?", "health_coverage"),
        ("¿abren el 24 de diciembre?", "office_hours"),
        ("no tengo comida para mis hijos", "snap_emergency"),
        ("can i buy diapers with 2000 dollars on the card", "snap_what_to_buy"),
    ],
)
@pytest.mark.parametrize("asked", [ASKED_NUMBER, ASKED_BIRTH, ASKED_AGAIN])
def test_a_question_goes_to_its_own_rule_and_is_no_failure(
    asked: Heard, text: str, intent: str
) -> None:
    step = take(replace(asked, text=text, intent=intent, failures=2), TODAY)
    assert step.interrupted
    assert step.outcome is None


@pytest.mark.parametrize(
    ("text", "response"),
    [
        ("ok one moment let me look for the letter", "utter_form_take_your_time"),
        ("hold on", "utter_form_take_your_time"),
        ("espere, lo busco", "utter_form_take_your_time"),
        ("why do you need that?", "utter_form_why"),
        ("is this safe", "utter_form_why"),
        ("¿para qué lo necesita?", "utter_form_why"),
    ],
)
def test_a_remark_about_the_question_is_answered_and_is_no_failure(
    text: str, response: str
) -> None:
    step = take(replace(ASKED_NUMBER, text=text, intent="privacy", failures=1), TODAY)
    assert step.says == [(response, {})]
    assert (step.failures, step.outcome) == (1, None)


@pytest.mark.parametrize("intent", ["crisis", "talk_to_person"])
def test_urgent_messages_are_never_read_as_an_answer(intent: str) -> None:
    heard = replace(ASKED_NUMBER, text="2041 7739 let me talk to someone", intent=intent)
    assert take(heard, TODAY).interrupted


def test_small_talk_just_asks_again() -> None:
    step = take(replace(ASKED_NUMBER, text="ok", intent="affirm", failures=1), TODAY)
    assert (step.failures, step.interrupted, step.says, step.outcome) == (1, False, [], None)


@pytest.mark.parametrize("text", ["wait a moment", "hold on"])
def test_who_needs_a_moment_does_not_leave_whatever_the_classifier_takes_it_for(text: str) -> None:
    step = take(replace(ASKED_NUMBER, text=text, intent="deny"), TODAY)
    assert step.outcome is None
    assert step.says == [("utter_form_take_your_time", {})]
