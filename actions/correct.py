"""The citizen says that the answer was not to their question."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.misunderstood import MIN_CONFIDENCE, offer_topics
from actions.past import answered_intent, guesses, ran, since_person, turns
from actions.repeat import NAME as REPEAT

NAME = "action_correct"


class ActionCorrect(Action):  # type: ignore[misc]
    """Offers what else the message before this one could have meant; the second time a person."""

    def name(self) -> str:
        """The name used in data/rules/conversation.yml."""
        return NAME

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """The intent that was answered is left out, the next likely ones are offered.

        Said of a person's answer there are none: the citizen is asked to say it again.
        """
        past = [turn for turn in since_person(turns(tracker))[:-1] if not ran(turn, REPEAT)]
        if past and ran(past[-1], NAME):
            dispatcher.utter_message(response="utter_misunderstood_again")
            return []
        others: list[str] = []
        if past:
            wrong = past[-1]
            answered = answered_intent(wrong)
            others = [i for i in guesses(wrong[0], MIN_CONFIDENCE) if i != answered]
        language = str(tracker.get_slot("language") or "en")
        offer_topics(dispatcher, "utter_correct", others, language)
        return []
