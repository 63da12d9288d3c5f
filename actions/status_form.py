"""What one message means while the status form waits for a slot. Pure: no Rasa, no clock."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from actions.form_answer import (
    BIRTH,
    CASE,
    NUMBER,
    NUMBER_START,
    PENDING,
    Answer,
    Known,
    Problem,
    Slots,
    find_answer,
)
from actions.reading.phrases import asks_why, insists, is_without_it, needs_a_moment, wants_to_stop
from actions.written_dates import shows_day_first

ANOTHER = "another"
MAX_FAILURES = 3
# With this many words next to what looks like half a date, a question is a question.
WORDS_OF_A_QUESTION = 4

START = "application_status"
_EMPTY: Slots = {NUMBER: None, BIRTH: None, PENDING: None, NUMBER_START: None}
# These are answered at once by their own rules, whatever else the message holds.
URGENT = {"crisis", "talk_to_person"}
# These say nothing about the slot that is asked for, so the form just asks again.
SMALL = {START, "affirm", "greet", "help", "repeat", "thanks"}
LEAVING = {"deny"}
NOTHING = {None, "nlu_fallback", "out_of_scope"}


@dataclass(frozen=True)
class Heard:
    """A message inside the form.

    `asked` is the slot the form waits for: None at its start, CASE after a lookup that found
    nothing. `another`, `number` and `chosen` come from buttons: another application, this one, one
    of two days.
    """

    text: str
    intent: str | None
    asked: str | None
    failures: int = 0
    known: Known = field(default_factory=Known)
    another: bool = False
    number: str | None = None
    chosen: str | None = None
    language: str = "en"


@dataclass(frozen=True)
class Step:
    """What the form does with it.

    `slots` are set, `says` are responses with their values. `outcome` is None to go on, "left" or
    "failed" to end the form. `interrupted`: the message is not for the form, its rule answers it.
    """

    slots: Slots = field(default_factory=dict)
    failures: int = 0
    says: list[Problem] = field(default_factory=list)
    outcome: str | None = None
    interrupted: bool = False


def take(heard: Heard, today: date) -> Step:
    """Decide on one message. `today` is the agency's day, for dates in the future."""
    if heard.intent in URGENT:
        return Step(interrupted=True)
    if heard.another:
        return Step(slots=_EMPTY)
    if heard.number or heard.chosen:
        return _pressed(heard)
    if _starts_over(heard):
        return Step(slots=_EMPTY)
    day_first = shows_day_first(heard.language)
    answer = find_answer(heard.text, heard.asked, heard.known, day_first, today)
    if _is_a_question(heard, answer):
        return Step(failures=heard.failures, interrupted=True)
    if answer.problem is None and (answer.slots or heard.asked is None):
        return Step(slots=answer.slots, says=_read_back(heard, answer))
    if answer.problem is not None:
        return _failed(heard, answer.slots, answer.problem)
    return _without_an_answer(heard)


def _pressed(heard: Heard) -> Step:
    """A button that brings number or date, or both; the other one is kept."""
    slots: Slots = {}
    if heard.number:
        slots |= {NUMBER: heard.number, NUMBER_START: None}
    if heard.chosen:
        slots |= {BIRTH: heard.chosen, PENDING: None}
    number, birth = heard.number or heard.known.number, heard.chosen or heard.known.birth
    return Step(slots=slots, says=_about(number) if heard.number and not birth else [])


def _about(number: str | None) -> list[Problem]:
    """The number that the citizen did not type now, so that a wrong one is noticed."""
    return [("utter_number_known", {"number": number})] if number else []


def _without_an_answer(heard: Heard) -> Step:
    """The message holds nothing for the form: it ends it, remarks on it, or asks something else."""
    aside = _without(heard) or _aside(heard)
    if wants_to_stop(heard.text) or (heard.intent in _leaving(heard.asked) and aside is None):
        return Step(outcome="left")
    if aside is not None:
        return Step(failures=heard.failures, says=[(aside, {})])
    if heard.intent not in NOTHING:
        return Step(failures=heard.failures, interrupted=heard.intent not in SMALL)
    unreadable = {NUMBER: "utter_number_unreadable", BIRTH: "utter_date_unreadable"}
    return _failed(heard, {}, (unreadable.get(str(heard.asked), "utter_details_unreadable"), {}))


def _failed(heard: Heard, slots: Slots, problem: Problem) -> Step:
    failures = heard.failures + 1
    if failures >= MAX_FAILURES:
        return Step(slots=slots, outcome="failed")
    return Step(slots=slots, failures=failures, says=[problem])


def _starts_over(heard: Heard) -> bool:
    """After a lookup that found nothing: "try again" as a button, or in words without details."""
    return heard.asked == CASE and heard.intent == START and not any(map(str.isdigit, heard.text))


def _is_a_question(heard: Heard, answer: Answer) -> bool:
    """A question that happens to hold a date or digits, and is not what the form asked for."""
    topic = heard.intent not in NOTHING | SMALL | LEAVING
    if heard.asked is None or not topic or not (answer.slots or answer.problem):
        return False
    others = len(re.findall(r"[a-z]{2,}", answer.rest))
    if answer.half or answer.problem is not None:
        return others >= WORDS_OF_A_QUESTION or ("?" in heard.text and others >= 2)
    return NUMBER not in answer.slots and "?" in heard.text and others >= WORDS_OF_A_QUESTION


def _read_back(heard: Heard, answer: Answer) -> list[Problem]:
    """The number as it was read, so that a wrong one is noticed before the date is typed."""
    if answer.slots.get(NUMBER_START):
        return [("utter_number_half", {"digits": answer.slots[NUMBER_START]})]
    number = answer.slots.get(NUMBER)
    if answer.slots.get(BIRTH, heard.known.birth):
        return []
    if number:
        return [("utter_number_read", {"number": number})]
    return _about(heard.known.number) if heard.asked is None else []


def _leaving(asked: str | None) -> set[str]:
    """Intents that end the form. Thanks after a lookup that found nothing are a goodbye."""
    return LEAVING | {"thanks"} if asked == CASE else LEAVING


def _aside(heard: Heard) -> str | None:
    """The reply to a remark about the question itself, which is no failure to answer it."""
    if asks_why(heard.text):
        return "utter_form_why"
    if heard.asked == CASE and insists(heard.text):
        return "utter_details_sure"
    return "utter_form_take_your_time" if needs_a_moment(heard.text) else None


def _without(heard: Heard) -> str | None:
    """The reply to a citizen who does not have what was asked for."""
    replies = {NUMBER: "utter_number_missing", BIRTH: "utter_date_missing"}
    reply = replies.get(str(heard.asked))
    topic = heard.intent not in NOTHING | SMALL | LEAVING
    return reply if reply and is_without_it(heard.text, topic) else None
