"""A typed "yes" does what was offered last, and only that."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.affirm import ActionAffirm
from actions.misunderstood import NAME as MISUNDERSTOOD

PERSON = {"title": "Talk to a person", "payload": "/talk_to_person"}
AGAIN = {"title": "Try again", "payload": "/application_status"}
FORM = {"event": "action", "name": "application_status_form"}


def user(intent: str) -> dict[str, Any]:
    return {"event": "user", "text": "...", "parse_data": {"intent": {"name": intent}}}


def bot(response: str, *buttons: dict[str, str]) -> dict[str, Any]:
    return {
        "event": "bot",
        "text": "...",
        "data": {"buttons": list(buttons)},
        "metadata": {"utter_action": response},
    }


def yes_after(*turn: dict[str, Any]) -> list[str]:
    """The responses that a "yes" gets behind `turn`."""
    events = [*turn, user("affirm")]
    tracker = Tracker("c", {}, None, events, False, None, {}, "action_listen")
    dispatcher = CollectingDispatcher()
    ActionAffirm().run(dispatcher, tracker, {})
    return [message["response"] for message in dispatcher.messages]


@pytest.mark.parametrize(
    "response",
    ["utter_form_failed", "utter_lookup_closes", "utter_lookup_closed", "utter_next_read_letter"],
)
def test_a_yes_to_the_forms_own_offer_of_a_person_brings_one(response: str) -> None:
    assert yes_after(user("nlu_fallback"), FORM, bot(response, PERSON, AGAIN)) == [
        "utter_talk_to_person"
    ]


def test_a_yes_after_a_case_that_offers_nobody_is_small_talk() -> None:
    told = bot("utter_next_wait", AGAIN, PERSON)
    assert yes_after(user("application_status"), FORM, told) == ["utter_affirm"]


def test_a_number_that_started_the_form_by_itself_asked_nothing() -> None:
    """Digits are not understood first, and passed on to the form."""
    misunderstood = {"event": "action", "name": MISUNDERSTOOD}
    told = bot("utter_next_wait", AGAIN, PERSON)
    assert yes_after(user("nlu_fallback"), misunderstood, FORM, told) == ["utter_affirm"]


def test_a_yes_to_the_offer_after_two_failures_brings_a_person() -> None:
    misunderstood = {"event": "action", "name": MISUNDERSTOOD}
    offer = bot("utter_misunderstood_again", PERSON)
    assert yes_after(user("nlu_fallback"), misunderstood, offer) == ["utter_talk_to_person"]


def test_a_yes_out_of_nowhere_is_small_talk() -> None:
    assert yes_after() == ["utter_affirm"]
