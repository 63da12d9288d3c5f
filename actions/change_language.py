"""The citizen asks for another language. Which one, bot/languages.py has decided before."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.past import answered_intent, handed_off, languages, ran, turns
from actions.repeat import NAME as REPEAT
from actions.say_again import say_again

NAME = "action_change_language"
REQUEST = "internal_language_request"
PASSING = {"greet", "goodbye", "thanks", "affirm", "deny", "change_language", "nlu_fallback"}
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
        said, spoken = turns(tracker), languages(tracker)
        if request == "changed" and not tracker.active_loop and len(said) > 1:
            last = said[-2]
            worth = answered_intent(last) not in PASSING and not handed_off(last)
            if worth and not ran(last, REPEAT) and spoken[-2] != spoken[-1]:
                say_again(dispatcher, last, spoken[-2], spoken[-1])
        return []
