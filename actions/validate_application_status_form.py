"""The form's own action: reads each message while the form is active."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.door import door_of
from actions.form_answer import BIRTH, NUMBER, NUMBER_START, PENDING, Known
from actions.form_slots import CASE_SLOTS, DOOR, FAILURES, NOT_FOUND, REQUESTED
from actions.reading.application_number import find_application_number
from actions.reading.dates import checked
from actions.say_case import say_closed
from actions.status_form import ANOTHER, Heard, Step, take

Events = list[dict[str, Any]]


class ValidateApplicationStatusForm(Action):  # type: ignore[misc]
    """Fills number and date of birth from free text, counts failures, lets questions through."""

    def __init__(
        self, today: Callable[[], date] = date.today, now: Callable[[], float] = time.time
    ) -> None:
        """`today` and `now` (seconds since the epoch) are given by tests."""
        self._today = today
        self._now = now

    def name(self) -> str:
        """Rasa finds it by this name: validate_<form>."""
        return "validate_application_status_form"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Events for Rasa's form. Only an empty list lets a question through to its own rule."""
        if (tracker.active_loop or {}).get("is_interrupted"):
            return []
        heard = _heard(tracker, self._today())
        step = take(heard, self._today())
        if step.interrupted:
            return []
        closed = door_of(tracker.get_slot(DOOR)).closed_for(self._now())
        if heard.asked is None and closed > 0:
            say_closed(dispatcher, "utter_lookup_closed", closed, heard.language)
            return [SlotSet(FAILURES, 0), SlotSet(REQUESTED, None)]
        return _done(dispatcher, heard, step, _stale(tracker))


def _heard(tracker: Tracker, today: date) -> Heard:
    message = tracker.latest_message or {}
    stale = _stale(tracker)
    number, birth, start = (
        None if slot in stale else tracker.get_slot(slot) for slot in (NUMBER, BIRTH, NUMBER_START)
    )
    pending = () if PENDING in stale else tuple(tracker.get_slot(PENDING) or ())
    pressed = _pressed(message, NUMBER)
    return Heard(
        text=_typed(message),
        intent=(message.get("intent") or {}).get("name"),
        asked=tracker.get_slot(REQUESTED),
        failures=int(tracker.get_slot(FAILURES) or 0),
        known=Known(number, birth, pending, start),
        another=ANOTHER in pressed,
        number=_number(pressed),
        chosen=_day(_pressed(message, BIRTH), today),
        language=str(tracker.get_slot("language") or "en"),
    )


def _stale(tracker: Tracker) -> list[str]:
    """What an earlier run of the form has left behind and is of no use to a new one."""
    if tracker.get_slot(REQUESTED) is not None:
        return []
    unfinished = [PENDING, NUMBER_START]
    # With another number the date of birth is worth another try.
    number = _number(_pressed(tracker.latest_message or {}, NUMBER))
    again = number in (None, tracker.get_slot(NUMBER))
    return [*unfinished, NUMBER, BIRTH] if tracker.get_slot(NOT_FOUND) and again else unfinished


def _pressed(message: dict[str, Any], entity: str) -> list[str]:
    """Values that came with a button; what the classifier finds in typed words is not one."""
    if not str(message.get("text") or "").startswith("/"):
        return []
    found = message.get("entities") or []
    return [str(e.get("value")) for e in found if e.get("entity") == entity]


def _number(values: list[str]) -> str | None:
    """The number a button stands for, in the form's spelling; None when it is none."""
    found = find_application_number(values[0], loose=True) if values else None
    return None if found is None else found.value


def _day(values: list[str], today: date) -> str | None:
    """The day a button stands for, checked like one that was typed."""
    try:
        day = date.fromisoformat(values[0]) if values else None
    except ValueError:
        return None
    if day is None or checked(day.year, day.month, day.day, today).day is None:
        return None
    return day.isoformat()


def _typed(message: dict[str, Any]) -> str:
    """What the citizen typed; a button's payload is not something to read a number from."""
    text = str(message.get("text") or "")
    return "" if text.startswith("/") else text


def _done(dispatcher: CollectingDispatcher, heard: Heard, step: Step, stale: list[str]) -> Events:
    for response, values in step.says:
        dispatcher.utter_message(response=response, **values)
    # Always at least one slot event: without any, Rasa takes the message as not for the form.
    events: Events = [SlotSet(FAILURES, step.failures)]
    events += [SlotSet(slot, None) for slot in stale if slot not in step.slots]
    events += [SlotSet(slot, value) for slot, value in step.slots.items()]
    if NUMBER in step.slots or BIRTH in step.slots:
        # What was looked up belongs to the number and date of then.
        events += [SlotSet(slot, None) for slot in CASE_SLOTS]
    if heard.asked is None or step.slots:
        events.append(SlotSet(NOT_FOUND, False))
    if step.outcome is not None:
        dispatcher.utter_message(response=f"utter_form_{step.outcome}")
        events.append(SlotSet(REQUESTED, None))
    return events
