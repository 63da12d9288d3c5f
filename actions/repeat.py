"""Says the last answer again, the assistant's or the person's."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.past import Event, handed_off, languages, person_said, ran, turns
from actions.say_again import say_again

NAME = "action_repeat"


class ActionRepeat(Action):  # type: ignore[misc]
    """Repeats what was said last: by the assistant, but for a repetition itself, or by a person."""

    def name(self) -> str:
        """The name used in data/rules/conversation.yml."""
        return NAME

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Texts and buttons as they were, without the data that is for the service."""
        said, spoken = turns(tracker), languages(tracker)
        for place in reversed(range(len(said))):
            turn = said[place]
            if place < len(said) - 1 and _was_an_answer(turn):
                dispatcher.utter_message(response="utter_repeat")
                say_again(dispatcher, turn, spoken[place], spoken[-1])
                return []
            if words := person_said(turn):
                dispatcher.utter_message(response="utter_repeat_person")
                dispatcher.utter_message(text=words[-1])
                return []
        dispatcher.utter_message(response="utter_nothing_to_repeat")
        return []


def _was_an_answer(turn: list[Event]) -> bool:
    passing = ran(turn, NAME) or handed_off(turn)
    return not passing and any(event.get("text") for event in turn[1:])
