"""Not understood: the nearest topics, then the offer of a person, then a person."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.form_slots import FORM
from actions.past import guesses, handed_off, ran, since_person, turns, waits
from actions.reading.application_number import find_application_number, holds_private_number
from actions.wording import wording

NAME = "action_misunderstood"
MAX_TOPICS = 3
# A button for a less likely guess looks like a joke to somebody who asked for something else.
MIN_CONFIDENCE = 0.1
Events = list[dict[str, Any]]


class ActionMisunderstood(Action):  # type: ignore[misc]
    """Runs when the assistant does not know what was meant, also when no rule fits.

    Once: an honest question with topics as buttons. Twice in a row: one button, a person. Three
    times: the citizen is passed on, for who does not use buttons must not be left in a circle.
    """

    def name(self) -> str:
        """The name used in data/rules and in config.yml."""
        return NAME

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Counts by looking back, so there is no counter to reset."""
        said = since_person(turns(tracker))
        text = str(said[-1][0].get("text") or "")
        if find_application_number(text) is not None:
            # Digits say little to a classifier, but a number like this asks where it stands.
            return [FollowupAction(FORM)]
        if holds_private_number(text):
            dispatcher.utter_message(response="utter_private_number")
            return []
        # Who waits for a person is not offered one, and does not see what was not understood.
        before = 0 if waits(said[-1]) else _in_a_row(said[:-1])
        if before >= 2:
            dispatcher.utter_message(response="utter_misunderstood_handoff")
        elif before == 1:
            dispatcher.utter_message(response="utter_misunderstood_again")
        elif _in_another_script(text):
            dispatcher.utter_message(response="utter_language_unknown")
        else:
            language = str(tracker.get_slot("language") or "en")
            near = guesses(said[-1][0], MIN_CONFIDENCE)
            offer_topics(dispatcher, "utter_misunderstood", near, language)
        return []


def offer_topics(
    dispatcher: CollectingDispatcher, response: str, intents: Iterable[str], language: str
) -> None:
    """Say `response` with the nearest topics and a person as buttons.

    Only what has a title is a topic: not small talk, not what is asked back, not out of scope.
    When none of `intents` is one, `<response>_no_guess` is said, with the person only.
    """
    words = wording()
    named = [(intent, words.title(intent, language)) for intent in intents]
    buttons = [{"title": title, "payload": f"/{intent}"} for intent, title in named if title]
    buttons = buttons[:MAX_TOPICS]
    person = words.phrase("button", "talk_to_person", language)
    dispatcher.utter_message(
        response=response if buttons else f"{response}_no_guess",
        buttons=[*buttons, {"title": person, "payload": "/talk_to_person"}],
    )


def _in_a_row(past: list[list[dict[str, Any]]]) -> int:
    """How many turns at the end of `past` were not understood either."""
    count = 0
    for turn in reversed(past):
        if not ran(turn, NAME) or handed_off(turn) or waits(turn):
            break
        count += 1
    return count


def _in_another_script(text: str) -> bool:
    """Whether most letters are not Latin: no language of ours, so its languages are named."""
    letters = [character for character in text if character.isalpha()]
    latin = sum("LATIN" in unicodedata.name(letter, "") for letter in letters)
    return latin * 2 < len(letters)
