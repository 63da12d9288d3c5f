"""The form's own action: reads each message while the form is active."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.status_form import ANOTHER, NUMBER, Heard, Step, take

FAILURES = "internal_form_failures"
OUTCOME = "internal_form_outcome"
REQUESTED = "requested_slot"


class ValidateApplicationStatusForm(Action):  # type: ignore[misc]
    """Fills number and date of birth from free text, counts failures, lets questions through."""

    def __init__(self, today: Callable[[], date] = date.today) -> None:
        """`today` is given by tests."""
        self._today = today

    def name(self) -> str:
        """Rasa finds it by this name: validate_<form>."""
        return "validate_application_status_form"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Events for Rasa's form. Only an empty list lets a question through to its own rule."""
        if (tracker.active_loop or {}).get("is_interrupted"):
            return []
        step = take(_heard(tracker), self._today())
        if step.interrupted:
            return []
        for response, values in step.says:
            dispatcher.utter_message(response=response, **values)
        return _events(step)


def _heard(tracker: Tracker) -> Heard:
    message = tracker.latest_message or {}
    values = [e.get("value") for e in message.get("entities") or [] if e.get("entity") == NUMBER]
    return Heard(
        text=_typed(message),
        intent=(message.get("intent") or {}).get("name"),
        asked=tracker.get_slot(REQUESTED),
        failures=int(tracker.get_slot(FAILURES) or 0),
        another=ANOTHER in values,
    )


def _typed(message: dict[str, Any]) -> str:
    """What the citizen typed; a button's payload is not something to read a number from."""
    text = str(message.get("text") or "")
    return "" if text.startswith("/") else text


def _events(step: Step) -> list[dict[str, Any]]:
    events = [SlotSet(slot, value) for slot, value in step.slots.items()]
    # Always at least one slot event: without any, Rasa takes the message as not for the form.
    events += [SlotSet(FAILURES, step.failures), SlotSet(OUTCOME, step.outcome)]
    if step.outcome is not None:
        events.append(SlotSet(REQUESTED, None))
    return events
