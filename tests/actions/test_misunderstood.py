"""Which topics are offered when a message was not understood."""

from __future__ import annotations

from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from actions.misunderstood import MAX_TOPICS, offer_topics
from actions.wording import wording


def offered(intents: list[str], language: str) -> tuple[str, list[dict[str, Any]]]:
    dispatcher = CollectingDispatcher()
    offer_topics(dispatcher, "utter_misunderstood", intents, language)
    (message,) = dispatcher.messages
    return message["response"], message["buttons"]


def test_the_nearest_topics_are_offered_and_a_person_after_them() -> None:
    response, buttons = offered(["ebt_balance", "apply_how", "office_hours", "ebt_pin"], "en")
    assert response == "utter_misunderstood"
    topics = ["/ebt_balance", "/apply_how", "/office_hours"]
    assert [b["payload"] for b in buttons] == [*topics, "/talk_to_person"]
    assert len(topics) == MAX_TOPICS


def test_buttons_carry_the_topics_title_in_the_citizens_language() -> None:
    for language in ("en", "es"):
        _, buttons = offered(["ebt_balance"], language)
        assert buttons[0]["title"] == wording().title("ebt_balance", language)
    assert offered(["ebt_balance"], "en")[1] != offered(["ebt_balance"], "es")[1]


def test_small_talk_what_is_asked_back_and_what_is_out_of_scope_are_never_offered() -> None:
    for intent in ("out_of_scope", "ask_login", "ask_payment", "greet", "affirm", "crisis"):
        response, buttons = offered([intent], "es")
        assert response == "utter_misunderstood_no_guess"
        assert [b["payload"] for b in buttons] == ["/talk_to_person"]
