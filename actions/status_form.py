"""What one message means while the status form waits for a slot. Pure: no Rasa, no clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from actions.reading.application_number import count_digits, find_application_number
from actions.reading.dates import find_date
from actions.reading.phrases import asks_why, has_no_number, needs_a_moment, wants_to_stop

NUMBER, BIRTH = "application_number", "date_of_birth"
ANOTHER = "another"
MAX_FAILURES = 2
LOOKS_LIKE_A_TRY = 4

# These are answered at once by their own rules, whatever else the message holds.
URGENT = {"crisis", "talk_to_person"}
# These say nothing about the slot that is asked for, so the form just asks again.
SMALL = {"application_status", "affirm", "greet", "help", "repeat", "thanks"}
LEAVING = {"deny"}


@dataclass(frozen=True)
class Heard:
    """A message inside the form: `asked` is the slot the form waits for, None at its start."""

    text: str
    intent: str | None
    asked: str | None
    failures: int = 0
    another: bool = False


@dataclass(frozen=True)
class Step:
    """What the form does with it.

    `slots` are set, `says` are responses with their values. `outcome` is None to go on, "left" or
    "failed" to end the form. `interrupted`: the message is not for the form, its rule answers it.
    """

    slots: dict[str, str | None] = field(default_factory=dict)
    failures: int = 0
    says: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    outcome: str | None = None
    interrupted: bool = False


def take(heard: Heard, today: date) -> Step:
    """Decide on one message. `today` is the agency's day, for dates in the future."""
    if heard.intent in URGENT:
        return Step(interrupted=True)
    if heard.another:
        return Step(slots={NUMBER: None, BIRTH: None})
    slots, problem = _read(heard, today)
    if problem is None and (slots or heard.asked is None):
        return Step(slots=slots)
    if problem is None:
        if wants_to_stop(heard.text) or (heard.intent in LEAVING and not _without(heard)):
            return Step(outcome="left")
        if (aside := _aside(heard.text)) is not None:
            return Step(failures=heard.failures, says=[(aside, {})])
        problem = _nothing_read(heard)
    if problem is None:
        return Step(failures=heard.failures, interrupted=heard.intent not in SMALL)
    failures = heard.failures + 1
    if failures >= MAX_FAILURES:
        return Step(slots=slots, failures=failures, outcome="failed")
    return Step(slots=slots, failures=failures, says=[problem])


Problem = tuple[str, dict[str, Any]]


def _read(heard: Heard, today: date) -> tuple[dict[str, str | None], Problem | None]:
    """The slots the message fills, and what is wrong with the one that was asked for."""
    slots: dict[str, str | None] = {}
    rest = heard.text
    number = None if _is_a_date_only(heard, today) else find_application_number(heard.text)
    if number is not None:
        slots[NUMBER], rest = number.value, number.rest
    found = find_date(rest, today)
    if found is not None and found.day is not None:
        slots[BIRTH] = found.day.isoformat()
    elif heard.asked == NUMBER and number is None:
        loose = find_application_number(heard.text, loose=True)
        if loose is not None:
            slots[NUMBER] = loose.value
    if heard.asked is None or heard.asked in slots:
        return slots, None
    if heard.asked == NUMBER:
        digits = count_digits(heard.text)
        wrong = digits >= LOOKS_LIKE_A_TRY and not slots
        return slots, ("utter_number_wrong_length", {"digits": digits}) if wrong else None
    if found is not None and found.problem is not None:
        return slots, (f"utter_date_{found.problem}", {})
    unreadable = count_digits(rest) >= LOOKS_LIKE_A_TRY
    return slots, ("utter_date_unreadable", {}) if unreadable else None


def _is_a_date_only(heard: Heard, today: date) -> bool:
    """Asked for a date, eight digits in a row are one when they can be, and not a number."""
    digits = heard.text.strip()
    if heard.asked != BIRTH or len(digits) != 8 or not digits.isdigit():
        return False
    found = find_date(digits, today)
    return found is not None and found.day is not None


def _aside(text: str) -> str | None:
    """The reply to a remark about the question itself, which is no failure to answer it."""
    if asks_why(text):
        return "utter_form_why"
    return "utter_form_take_your_time" if needs_a_moment(text) else None


def _without(heard: Heard) -> bool:
    return heard.asked == NUMBER and has_no_number(heard.text)


def _nothing_read(heard: Heard) -> Problem | None:
    """The failure of a message that was meant for the form, None when it was not."""
    if _without(heard):
        return ("utter_number_missing", {})
    if heard.intent not in (None, "nlu_fallback"):
        return None
    kind = "number" if heard.asked == NUMBER else "date"
    return (f"utter_{kind}_unreadable", {})
