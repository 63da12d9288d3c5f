"""Says the last answer again."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.past import handed_off, ran, turns

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
        for turn in reversed(turns(tracker)[:-1]):
            said = [e for e in turn if e.get("event") == "bot" and e.get("text")]
            if said and not ran(turn, NAME) and not handed_off(turn):
                dispatcher.utter_message(response="utter_repeat")
                for event in said:
                    buttons = (event.get("data") or {}).get("buttons") or []
                    dispatcher.utter_message(text=event["text"], buttons=buttons)
                return []
        dispatcher.utter_message(response="utter_nothing_to_repeat")
        return []
