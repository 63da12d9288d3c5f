"""Says the last answer again."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.past import handed_off, languages, ran, turns
from actions.say_again import say_again

NAME = "action_repeat"


class ActionRepeat(Action):  # type: ignore[misc]
    """Repeats what the assistant said in the last turn that was not a repetition itself."""

    def name(self) -> str:
        """The name used in data/rules/conversation.yml."""
        return NAME

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Texts and buttons as they were, without the data that is for the service."""
        *before, now = languages(tracker)
        past = zip(turns(tracker)[:-1], before, strict=True)
        for turn, spoken in reversed(list(past)):
            if ran(turn, NAME) or handed_off(turn) or not any(e.get("text") for e in turn[1:]):
                continue
            dispatcher.utter_message(response="utter_repeat")
            say_again(dispatcher, turn, spoken, now)
            return []
        dispatcher.utter_message(response="utter_nothing_to_repeat")
        return []
