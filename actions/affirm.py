"""The citizen says yes: to what was asked last, if something was asked."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.correct import NAME as CORRECT
from actions.form_slots import FORM
from actions.misunderstood import NAME as MISUNDERSTOOD
from actions.past import (
    Event,
    answered_intent,
    buttons,
    handed_off,
    ran,
    responses,
    since_person,
    turns,
)
from actions.say_again import PERSON, texts

OFFERS_PERSON = {"complaint"}
"""Topics whose answer asks whether a person shall look into it."""

ENDS_WITH_PERSON = {
    "utter_form_failed",
    "utter_lookup_closes",
    "utter_lookup_closed",
    "utter_next_read_letter",
}
"""What the status form says at its end and what offers a person above all else."""

ASKS_BACK = "ask_"


class ActionAffirm(Action):  # type: ignore[misc]
    """Does what was offered, asks which when it was several things, and else is small talk.

    An "ok" after an answer takes note of it and chooses nothing, whatever buttons it had.
    """

    def name(self) -> str:
        """The name used in data/rules/conversation.yml."""
        return "action_affirm"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Looks at the buttons under the question before."""
        said = since_person(turns(tracker))
        if len(said) > 1 and responses(said[-2]) & ENDS_WITH_PERSON:
            dispatcher.utter_message(response=f"utter_{PERSON.lstrip('/')}")
            return []
        offered = buttons(said[-2]) if len(said) > 1 and _asked(said[-2]) else []
        payloads = list(dict.fromkeys(button["payload"] for button in offered))
        topics = [payload for payload in payloads if payload != PERSON]
        answer = f"utter_{(topics or [PERSON])[0].lstrip('/')}"
        if not payloads:
            dispatcher.utter_message(response="utter_affirm")
        elif len(topics) <= 1 and answer in texts():
            dispatcher.utter_message(response=answer)
        else:
            dispatcher.utter_message(response="utter_which_one", buttons=offered)
        return []


def _asked(turn: list[Event]) -> bool:
    intent = answered_intent(turn) or ""
    misunderstood = ran(turn, MISUNDERSTOOD) and not ran(turn, FORM)
    asked = misunderstood or ran(turn, CORRECT) or intent.startswith(ASKS_BACK)
    return (asked or intent in OFFERS_PERSON) and not handed_off(turn)
