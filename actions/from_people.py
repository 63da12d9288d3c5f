"""What the status form learns from people while the assistant was not asked. Pure: no Rasa.

An agent corrects number or date, or the citizen tells a person what the form would ask for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from actions.form_answer import BIRTH, NUMBER, NUMBER_START, PENDING, Known, Slots, find_answer
from actions.form_slots import CASE_SLOTS, DOOR, NOT_FOUND
from actions.reading.message import read_message
from actions.written_dates import shows_day_first

# What was true of the old value only. The tries were made with it, so the door opens again.
_WITH_THE_OLD: Slots = {NOT_FOUND: False, DOOR: None} | dict.fromkeys(CASE_SLOTS)
_UNFINISHED = {NUMBER: NUMBER_START, BIRTH: PENDING}


def corrected(name: str, text: str, language: str, today: date) -> Slots:
    """The slots to set when an agent writes `text` as the value of `name`.

    Number and date get the form's normal form. What cannot be read as one, or in two ways, takes
    the old value away: it is known to be wrong, and the form asks.
    """
    if name not in _UNFINISHED:
        return {name: text or None}
    answer = find_answer(text, name, Known(), shows_day_first(language), today)
    return {**_WITH_THE_OLD, _UNFINISHED[name]: None, name: answer.slots.get(name)}


def overheard(texts: Sequence[str], slots: Mapping[str, Any], today: date) -> Slots:
    """Number and date of birth from what the citizen told a person, where they are not known.

    `texts` are in order; the newest that holds one counts. Read like a message in which neither
    was asked for, so that only what is clearly one is taken.
    """
    found: Slots = {}
    for text in reversed(texts):
        reading = read_message(text, today, asks_number=False, asks_birth=False)
        if reading.number is not None:
            found.setdefault(NUMBER, reading.number)
        if reading.born is not None and reading.born.day is not None:
            found.setdefault(BIRTH, reading.born.day.isoformat())
    return {name: value for name, value in found.items() if not slots.get(name)}
