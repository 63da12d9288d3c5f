"""Reading a date of birth in the ways people in the United States write one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

MAX_AGE_YEARS = 120
MONTHS = [
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
]
_SHORT = {name[:3]: index for index, name in enumerate(MONTHS, 1)} | {"sept": 9}

_ISO = re.compile(r"(?<!\d)(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})\s*[-/., ]\s*(\d{1,2})\s*[-/., ']\s*(\d{4}|\d{2})(?!\d)")
_MONTH_DAY = re.compile(r"(?<!\d)(\d{1,2})\s*[-/.]\s*(\d{1,2})(?![\d/])")
_COMPACT = re.compile(r"(?<!\d)(\d{2})(\d{2})(\d{4}|\d{2})(?!\d)")
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[a-z]{3,}")


@dataclass(frozen=True)
class FoundDate:
    """Either `day`, or `problem`: no_year, impossible, future, too_old."""

    day: date | None = None
    problem: str | None = None


def find_date(text: str, today: date) -> FoundDate | None:
    """The date written in `text`, None when nothing in it looks like one.

    Numbers are read in US order, month first, unless that cannot be. A year of two digits is the
    latest one that is not in the future.
    """
    lowered = text.casefold()
    for pattern, order in ((_ISO, "ymd"), (_NUMERIC, "mdy")):
        match = pattern.search(lowered)
        if match:
            return _from_numbers(match.groups(), order, today)
    named = _with_month_name(lowered, today)
    if named is not None:
        return named
    compact = _COMPACT.search(lowered)
    if compact:
        return _from_numbers(compact.groups(), "mdy", today)
    return FoundDate(problem="no_year") if _MONTH_DAY.search(lowered) else None


def _from_numbers(parts: tuple[str, ...], order: str, today: date) -> FoundDate:
    named = dict(zip(order, parts, strict=True))
    month, day = int(named["m"]), int(named["d"])
    if month > 12 >= day:
        month, day = day, month
    return _checked(_year(named["y"], today), month, day, today)


def _with_month_name(text: str, today: date) -> FoundDate | None:
    found = [(word, month) for word in _WORD.findall(text) if (month := _month(word))]
    if not found:
        return None
    numbers = _NUMBER.findall(re.sub(r"(\d)(st|nd|rd|th)\b", r"\1", text))
    word, month = found[0]
    if len(numbers) < 2:
        # "May I ask ..." names no date; "born in May" does, but not all of one.
        likely = bool(numbers) or word == text.strip(" .,!?")
        return FoundDate(problem="no_year") if likely else None
    first, second = numbers[0], numbers[1]
    if len(first) == 4:
        first, second = second, first
    return _checked(_year(second, today), month, int(first), today)


def _month(word: str) -> int | None:
    if word in _SHORT:
        return _SHORT[word]
    close = get_close_matches(word, MONTHS, n=1, cutoff=0.8)
    return MONTHS.index(close[0]) + 1 if close else None


def _year(written: str, today: date) -> int:
    if len(written) > 2:
        return int(written)
    year = today.year // 100 * 100 + int(written)
    return year if year <= today.year else year - 100


def _checked(year: int, month: int, day: int, today: date) -> FoundDate:
    try:
        found = date(year, month, day)
    except ValueError:
        return FoundDate(problem="impossible")
    if found > today:
        return FoundDate(problem="future")
    if today.year - year > MAX_AGE_YEARS:
        return FoundDate(problem="too_old")
    return FoundDate(day=found)
