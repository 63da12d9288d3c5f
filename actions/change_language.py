"""The citizen asks for another language. Which one, bot/languages.py has decided before."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.form_slots import FORM
from actions.misunderstood import NAME as MISUNDERSTOOD
from actions.past import (
    Event,
    answered_intent,
    handed_off,
    languages,
    ran,
    since_person,
    turns,
)
from actions.repeat import NAME as REPEAT
from actions.say_again import say_again

NAME = "action_change_language"
REQUEST = "internal_language_request"
PASSING = {"greet", "goodbye", "thanks", "affirm", "deny", "change_language"}
"""Nobody needs the answer to these again."""


class ActionChangeLanguage(Action):  # type: ignore[misc]
    """Confirms in the new language and says the last answer again in it."""

    def name(self) -> str:
        """The name used in data/rules/conversation.yml."""
        return NAME

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Inside a form only confirms: the form asks its question again by itself."""
        request = str(tracker.get_slot(REQUEST) or "unknown")
        dispatcher.utter_message(response=f"utter_language_{request}")
        if request == "changed" and not tracker.active_loop:
            said, spoken = since_person(turns(tracker)), languages(tracker)
            last = said[-2] if len(said) > 1 and spoken[-2] != spoken[-1] else []
            if not (_worth_repeating(last) and say_again(dispatcher, last, *spoken[-2:])):
                dispatcher.utter_message(response="utter_language_ask")
        return []


def _worth_repeating(turn: list[Event]) -> bool:
    if not turn or answered_intent(turn) in PASSING or handed_off(turn):
        return False
    # What was not understood stays so, but a date that the form took was answered.
    return not ran(turn, REPEAT) and (ran(turn, FORM) or not ran(turn, MISUNDERSTOOD))
