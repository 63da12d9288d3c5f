"""The answer to "which of the two days do you mean?"."""

from __future__ import annotations

import re
from datetime import date

from actions.reading.months import month_of
from actions.reading.normal import normal, words

MAX_WORDS = 8
_MONTH_FIRST = re.compile(
    r"\b(month (is |goes |comes )?(first|day)|mm ?dd|mes (va |es )?(primero|dia)"
    r"|primero (el |va el )?mes)\b"
)
_DAY_FIRST = re.compile(
    r"\b(day (is |goes |comes )?(first|month)|dd ?mm|dia (va |es )?(primero|mes)"
    r"|primero (el |va el )?dia)\b"
)
_FIRST = re.compile(r"\b(first|1st|former|top|1|primer[oa]?|uno|una|arriba)\b")
_SECOND = re.compile(r"\b(second|2nd|latter|last|other|two|2|segund[oa]|ultim[oa]|otr[oa]|dos)\b")
_NEITHER = re.compile(
    r"(no )?(neither|none|ningun[oa]?)( (of )?(them|those|the two|both)| de (los|las|esos) dos)?"
)


def choose(text: str, either: tuple[date, date], day_first: bool) -> date | None:
    """Which of the two days `text` means, None when it does not say.

    `either` as FoundDate has it: with the month first, then with the day first. `day_first`: the
    buttons show the latter on top.
    """
    bare = re.sub(r" one$", "", words(text))
    if not bare or len(bare.split()) > MAX_WORDS or means_neither(text):
        return None
    named = {month_of(word) for word in re.findall(r"[a-z]{3,}", normal(text))}
    by_month = _only([day for day in either if day.month in named])
    if by_month is not None:
        return by_month
    if _MONTH_FIRST.search(bare):
        return either[0]
    if _DAY_FIRST.search(bare):
        return either[1]
    by_day, by_place = _by_day(bare, either), _by_place(bare, either, day_first)
    # "2" may be the second button or the second of a month: then it is asked again.
    return (by_day or by_place) if None in (by_day, by_place) or by_day == by_place else None


def means_neither(text: str) -> bool:
    """Whether the message says that it is none of the two."""
    return _NEITHER.fullmatch(words(text)) is not None


def _by_day(bare: str, either: tuple[date, date]) -> date | None:
    numbers = {int(number) for number in re.findall(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", bare)}
    if len(numbers) != 1:
        return None
    return _only([day for day in either if day.day in numbers])


def _by_place(bare: str, either: tuple[date, date], day_first: bool) -> date | None:
    shown = either[::-1] if day_first else either
    first, second = _FIRST.search(bare), _SECOND.search(bare)
    if bare == "one":
        return shown[0]
    if bool(first) == bool(second):
        return None
    return shown[0] if first else shown[1]


def _only(days: list[date]) -> date | None:
    return days[0] if len(days) == 1 else None
