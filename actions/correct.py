"""The citizen says that the answer was not to their question."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.misunderstood import MIN_CONFIDENCE, offer_topics
from actions.past import guesses, turns


class ActionCorrect(Action):  # type: ignore[misc]
    """Offers what else the message before this one could have meant."""

    def name(self) -> str:
        """The name used in data/rules/conversation.yml."""
        return "action_correct"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """The intent that was answered is left out, the next likely ones are offered."""
        said = turns(tracker)
        others: list[str] = []
        if len(said) > 1:
            wrong = said[-2][0]
            answered = ((wrong.get("parse_data") or {}).get("intent") or {}).get("name")
            others = [intent for intent in guesses(wrong, MIN_CONFIDENCE) if intent != answered]
        language = str(tracker.get_slot("language") or "en")
        offer_topics(dispatcher, "utter_correct", others, language)
        return []
