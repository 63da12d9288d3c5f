"""Reading a date of birth in the ways people in the United States write one, in two languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from actions.reading.months import month_of
from actions.reading.normal import normal

MAX_AGE_YEARS = 120

_YEAR = r"(?P<y>\d{4}|\d{2})(?!\d)"
_BETWEEN = r"(?:[\s,.\-/']|\b(?:of|de|del|the|el|year|ano|in|en)\b)*"
_ISO = re.compile(
    r"(?<![\d.\-/])(?P<y>\d{4})\s?[-/. ]\s?(?P<a>\d{1,2})\s?[-/. ]\s?(?P<b>\d{1,2})(?!\d)"
)
_NUMERIC = re.compile(
    r"(?<!\d)(?<!\d[-/.])(?P<a>\d{1,2})\s*[-/., ]\s*(?P<b>\d{1,2})\s*[-/., ']\s*'?"
    rf"{_YEAR}(?![-/.]\d)"
)
_DAY_MONTH = re.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}}){_BETWEEN}(?P<m>[a-z]{{3,}})(?:{_BETWEEN}{_YEAR})?"
)
_MONTH_DAY = re.compile(
    rf"(?<![a-z])(?P<m>[a-z]{{3,}}){_BETWEEN}(?P<d>\d{{1,2}})(?!\d)(?:{_BETWEEN}{_YEAR})?"
)
_YEAR_MONTH_DAY = re.compile(
    rf"(?<!\d)(?P<y>\d{{4}}){_BETWEEN}(?P<m>[a-z]{{3,}}){_BETWEEN}(?P<d>\d{{1,2}})(?!\d)"
)
_MONTH_YEAR = re.compile(rf"(?<![a-z])(?P<m>[a-z]{{3,}}){_BETWEEN}(?P<y>\d{{4}})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(?P<a>\d{2})(?P<b>\d{2})(?P<y>\d{4}|\d{2})(?!\d)")
_NO_YEAR = re.compile(r"(?<![\d/])(?P<a>\d{1,2})\s*[-/.]\s*(?P<b>\d{1,2})(?![\d/])")
_LABELLED = {
    "d": re.compile(r"\b(?:day|dia)\W{0,3}(\d{1,2})\b"),
    "m": re.compile(r"\b(?:month|mes)\W{0,3}(\d{1,2})\b"),
    "y": re.compile(r"\b(?:year|ano)\W{0,3}(\d{4}|\d{2})\b"),
}


@dataclass(frozen=True)
class FoundDate:
    """What was read as a date; exactly one of `day`, `either`, `problem` is set.

    `either`: the two days it may mean, month first and day first. `problem`: no_year, no_day,
    impossible, future, too_old. `month_days` are the (month, day) of a date without a year.
    `rest` is the normal text without the date.
    """

    day: date | None = None
    either: tuple[date, date] | None = None
    problem: str | None = None
    month_days: tuple[tuple[int, int], ...] = ()
    rest: str = ""


def find_date(text: str, today: date) -> FoundDate | None:
    """The date written in `text`, None when nothing in it looks like one.

    A date in numbers whose first two can each be the month has two readings, unless only one is
    possible or both are the same day. A year of two digits is the latest that is not to come.
    """
    plain = normal(text)
    named = _named(plain, today)
    if named is not None and named.problem != "no_year" and named.problem != "no_day":
        return named
    for pattern, year_first in ((_ISO, True), (_NUMERIC, False)):
        match = pattern.search(plain)
        if match:
            return _numeric(match, plain, today, year_first)
    labelled = _labelled(plain, today)
    if labelled is not None or named is not None:
        return labelled or named
    compact = _COMPACT.search(plain)
    if compact:
        return _numeric(compact, plain, today, year_first=False)
    match = _NO_YEAR.search(plain)
    return _without_year(match, plain) if match else None


def in_year(year: int, month_days: tuple[tuple[int, int], ...], today: date) -> FoundDate:
    """A date whose year came later: `month_days` as FoundDate gives them, month first."""
    readings = [checked(year, month, day, today) for month, day in month_days]
    days = [reading.day for reading in readings if reading.day]
    if len(days) == 2 and days[0] != days[1]:
        return FoundDate(either=(days[0], days[1]))
    if days:
        return FoundDate(day=days[0])
    # "Not in the calendar" is the least telling of the problems.
    return next((r for r in readings if r.problem != "impossible"), readings[0])


def full_year(written: str, today: date) -> int:
    """The year behind two or four digits."""
    if len(written) > 2:
        return int(written)
    year = today.year // 100 * 100 + int(written)
    return year if year <= today.year else year - 100


def checked(year: int, month: int, day: int, today: date) -> FoundDate:
    """The day, or why nobody who asks can be born on it."""
    try:
        found = date(year, month, day)
    except ValueError:
        return FoundDate(problem="impossible")
    if found > today:
        return FoundDate(problem="future")
    if today.year - year > MAX_AGE_YEARS:
        return FoundDate(problem="too_old")
    return FoundDate(day=found)


def _numeric(match: re.Match[str], plain: str, today: date, year_first: bool) -> FoundDate:
    first, second = int(match["a"]), int(match["b"])
    # With the year in front nobody means the day by the next number, unless it cannot be a month.
    readings = ((first, second),) if year_first and first <= 12 else _readings(first, second)
    return _cut(_of_year(match["y"], readings, today), match, plain)


def _of_year(written: str, month_days: tuple[tuple[int, int], ...], today: date) -> FoundDate:
    """In the year behind the digits; a short one a century earlier when the day is to come."""
    year = full_year(written, today)
    found = in_year(year, month_days, today)
    if found.problem == "future" and len(written) == 2:
        return in_year(year - 100, month_days, today)
    return found


def _readings(first: int, second: int) -> tuple[tuple[int, int], ...]:
    return ((first, second),) if first == second else ((first, second), (second, first))


def _named(plain: str, today: date) -> FoundDate | None:
    """A date with a month's name; the most complete way to read it."""
    for pattern in (_YEAR_MONTH_DAY, _DAY_MONTH, _MONTH_DAY):
        for match, month in _with_month(pattern, plain):
            if match["y"] is not None:
                found = _of_year(match["y"], ((month, int(match["d"])),), today)
                return _cut(found, match, plain)
    for pattern in (_DAY_MONTH, _MONTH_DAY):
        for match, month in _with_month(pattern, plain):
            part = FoundDate(problem="no_year", month_days=((month, int(match["d"])),))
            return _cut(part, match, plain)
    for match, _ in _with_month(_MONTH_YEAR, plain):
        return _cut(FoundDate(problem="no_day"), match, plain)
    alone = month_of(plain.strip(" .,!?"))
    return FoundDate(problem="no_year") if alone else None


def _with_month(pattern: re.Pattern[str], plain: str) -> list[tuple[re.Match[str], int]]:
    found = []
    match = pattern.search(plain)
    while match:
        month = month_of(match["m"])
        if month:
            found.append((match, month))
        match = pattern.search(plain, match.start() + 1)
    return found


def _labelled(plain: str, today: date) -> FoundDate | None:
    """Day 3, month 5, year 1980: said with their names, in any order."""
    parts = {name: pattern.search(plain) for name, pattern in _LABELLED.items()}
    day, month, year = parts["d"], parts["m"], parts["y"]
    if not (day and month and year):
        return None
    return _of_year(year[1], ((int(month[1]), int(day[1])),), today)


def _without_year(match: re.Match[str], plain: str) -> FoundDate:
    readings = _readings(int(match["a"]), int(match["b"]))
    likely = tuple((month, day) for month, day in readings if month <= 12 and day <= 31)
    return _cut(FoundDate(problem="no_year", month_days=likely), match, plain)


def _cut(found: FoundDate, match: re.Match[str], plain: str) -> FoundDate:
    rest = f"{plain[: match.start()]} {plain[match.end() :]}".strip()
    return FoundDate(found.day, found.either, found.problem, found.month_days, rest)
