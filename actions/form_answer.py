"""What of a message is an answer to the status form: number, date, choice or correction. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from actions.reading.application_number import count_digits
from actions.reading.choice import choose, means_neither
from actions.reading.corrections import Correction, bare_year, find_correction
from actions.reading.dates import FoundDate, checked, find_date, in_year
from actions.reading.message import read_message
from actions.reading.normal import normal

NUMBER, BIRTH, CASE = "application_number", "date_of_birth", "application_case"
# Readings of a date that is not settled: two days (month first, day first), or "--05-03" while
# the year is missing.
PENDING = "internal_birth_pending"
# The first four digits of a number that comes in two messages.
NUMBER_START = "internal_number_start"
LOOKS_LIKE_A_TRY = 4

_HALF_NUMBER = re.compile(r"\W*(?:app\W*|and |y |then |luego )?(\d{4})\W*")

Problem = tuple[str, dict[str, Any]]
Slots = dict[str, Any]


@dataclass(frozen=True)
class Known:
    """What the form knows before a message. `pending` and `start` as their slots hold it."""

    number: str | None = None
    birth: str | None = None
    pending: tuple[str, ...] = ()
    start: str | None = None


@dataclass(frozen=True)
class Answer:
    """`slots` to set, None takes a value away; `problem` with what was asked for and not given.

    `rest` are the words that were not understood as number or date. `half`: of a date only a part
    was there.
    """

    slots: Slots = field(default_factory=dict)
    problem: Problem | None = None
    rest: str = ""
    half: bool = False


def find_answer(text: str, asked: str | None, known: Known, day_first: bool, today: date) -> Answer:
    """Read `text` as an answer to `asked` (a slot, None before the first question).

    `day_first`: in which order the two readings of a date are shown to this citizen.
    """
    either = both_days(known.pending)
    if either is not None and not _is_whole_date(text, today):
        chosen = choose(text, either, day_first)
        if chosen is not None:
            return Answer({BIRTH: chosen.isoformat(), PENDING: None})
        if means_neither(text):
            return Answer({BIRTH: None, PENDING: None})
    has_date = bool(known.birth or known.pending)
    if asked is not None:
        expected = asked == CASE or either is not None
        correction = find_correction(text, known.number, has_date, today, expected)
        if correction is not None:
            return _corrected(correction, known, today)
    half = _half_number(text, asked, known)
    return Answer(half) if half else _read(text, asked, known, today)


def _is_whole_date(text: str, today: date) -> bool:
    found = find_date(text, today)
    return found is not None and found.day is not None


def both_days(pending: tuple[str, ...]) -> tuple[date, date] | None:
    """The two days in doubt, None when it is something else that is missing."""
    if len(pending) != 2 or any(part.startswith("--") for part in pending):
        return None
    return date.fromisoformat(pending[0]), date.fromisoformat(pending[1])


def _half_number(text: str, asked: str | None, known: Known) -> Slots:
    """Four digits where a number was asked for: its first half, or the second one."""
    half = _HALF_NUMBER.fullmatch(normal(text)) if asked == NUMBER else None
    if half is None or half[1] == known.start:
        return {}
    if known.start is None:
        return {NUMBER_START: half[1]}
    return {NUMBER: f"APP-{known.start}-{half[1]}", NUMBER_START: None}


def _read(text: str, asked: str | None, known: Known, today: date) -> Answer:
    reading = read_message(
        text, today, asks_number=asked == NUMBER, asks_birth=asked in (BIRTH, CASE)
    )
    slots: Slots = {}
    if reading.number is not None:
        slots = {NUMBER: reading.number} | ({NUMBER_START: None} if known.start else {})
    problem: Problem | None = None
    if reading.born is not None:
        given, problem = _date_slots(reading.born, known, today)
        slots.update(given)
    elif asked == BIRTH and (year := _missing_year(reading.rest, known, today)) is not None:
        given, problem = _date_slots(year, known, today)
        slots.update(given)
    half = reading.born is not None and reading.born.problem is not None
    if asked is None or asked in slots or PENDING in slots:
        return Answer(slots, None, reading.rest, half)
    year_only = asked == BIRTH and not slots and bare_year(reading.rest, today) is not None
    if problem is None and year_only:
        problem = ("utter_date_no_day", {})
    problem = _unanswered(text, asked, slots, problem, reading.rest)
    return Answer(slots, problem, reading.rest, half)


def _date_slots(found: FoundDate, known: Known, today: date) -> tuple[Slots, Problem | None]:
    """The slots a date fills; one without a year keeps the year that is known."""
    if found.problem == "no_year" and found.month_days and known.birth:
        found = in_year(int(known.birth[:4]), found.month_days, today)
    if found.day is not None:
        return {BIRTH: found.day.isoformat(), PENDING: None}, None
    if found.either is not None:
        parts = [day.isoformat() for day in found.either]
    else:
        parts = [f"--{month:02}-{day:02}" for month, day in found.month_days]
    if not parts or tuple(parts) == known.pending:
        return {}, (f"utter_date_{found.problem or 'which'}", {})
    return {BIRTH: None, PENDING: parts}, None


def _missing_year(rest: str, known: Known, today: date) -> FoundDate | None:
    """The date that is whole now that its year came, None when that is not what was missing."""
    parts = tuple(part for part in known.pending if part.startswith("--"))
    year = bare_year(rest, today) if parts else None
    if year is None:
        return None
    return in_year(year, tuple((int(part[2:4]), int(part[5:])) for part in parts), today)


def _unanswered(
    text: str, asked: str, slots: Slots, problem: Problem | None, rest: str
) -> Problem | None:
    """What is wrong when the slot that was asked for is not among `slots`."""
    if asked == BIRTH:
        unreadable = count_digits(rest) >= LOOKS_LIKE_A_TRY
        return problem or (("utter_date_unreadable", {}) if unreadable else None)
    digits = count_digits(text)
    if digits < LOOKS_LIKE_A_TRY or slots:
        return None
    return ("utter_number_wrong_length", {"digits": digits})


def _corrected(correction: Correction, known: Known, today: date) -> Answer:
    """Correcting one of the two keeps the other."""
    slots: Slots = {}
    if correction.number is not None:
        slots[NUMBER] = correction.number
    if correction.wrong_number:
        slots[NUMBER] = None
    if correction.wrong_date:
        slots.update({BIRTH: None, PENDING: None})
    found = _with_part(correction, known, today)
    if found is None:
        return Answer(slots)
    given, problem = _date_slots(found, known, today)
    return Answer({**slots, **given}, problem)


def _with_part(correction: Correction, known: Known, today: date) -> FoundDate | None:
    """The date with another year, month or day; None when none of them is corrected."""
    year, month, day = correction.year, correction.month, correction.day
    if year is None and month is None and day is None:
        return None
    if known.birth is not None:
        born = date.fromisoformat(known.birth)
        return checked(year or born.year, month or born.month, day or born.day, today)
    days = tuple((int(part[-5:-3]), int(part[-2:])) for part in known.pending)
    return None if year is None else in_year(year, days, today)
