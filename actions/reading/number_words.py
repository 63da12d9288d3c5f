"""Numbers written or spoken as words, in English and Spanish, turned into digits."""

from __future__ import annotations

import re

_EN_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_ES_SMALL = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres "
    "veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve"
)
_EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ES_TENS = "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa"
_VALUES = (
    {word: value for value, word in enumerate(_EN_SMALL.split())}
    | {word: value for value, word in enumerate(_ES_SMALL.split())}
    | {word: value * 10 for value, word in enumerate(_EN_TENS.split(), 2)}
    | {word: value * 10 for value, word in enumerate(_ES_TENS.split(), 2)}
    | {"oh": 0, "novecientos": 900, "mil": 1000, "thousand": 1000}
)
_EN_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ORDINALS = (
    {word: value for value, word in enumerate(_EN_ORDINALS.split(), 1)}
    | {f"twenty {word}": 20 + value for value, word in enumerate(_EN_ORDINALS.split()[:9], 1)}
    | {"thirtieth": 30, "thirty first": 31, "primero": 1, "primer": 1}
)
# On their own these are other words as well: "once" in English, "oh" anywhere.
_NEVER_ALONE = {"once", "oh", "mil", "thousand"}

_ANY = "|".join(sorted(_VALUES, key=len, reverse=True))
_RUN = re.compile(rf"\b(?:{_ANY})(?:(?:[\s-]+|\s+(?:y|and)\s+)(?:{_ANY}))*\b")
_DAY = "|".join(name.replace(" ", r"[\s-]") for name in sorted(_ORDINALS, key=len, reverse=True))
_MONTH = r"(?:jan|ene|feb|mar|apr|abr|may|jun|jul|aug|ago|sep|set|oct|nov|dec|dic)[a-z]*"
_ORDINAL_DAY = re.compile(
    rf"\b(?P<before>{_DAY})(?=\s+(?:of\s+|de\s+)?{_MONTH}\b)"
    rf"|(?P<month>\b{_MONTH}\s+(?:the\s+)?)(?P<after>{_DAY})\b"
)
_ELEVEN = re.compile(rf"\bonce(?=\s+de\s+{_MONTH}\b)")


def digits_for_words(text: str) -> str:
    """`text` (folded) with digits in place of number words.

    "tres de mayo de mil novecientos ochenta" becomes "3 de mayo de 1980". Ordinals count only
    next to a month's name, because "the first one" and "one second" are no numbers.
    """
    with_days = _ORDINAL_DAY.sub(_ordinal, _ELEVEN.sub("11", text))
    return _RUN.sub(_cardinals, with_days)


def _ordinal(match: re.Match[str]) -> str:
    name = re.sub(r"[\s-]+", " ", match["before"] or match["after"])
    return f"{match['month'] or ''}{_ORDINALS[name]}"


def _cardinals(match: re.Match[str]) -> str:
    named = re.findall(r"[a-z]+", match.group())
    named = [name for name in named if name not in ("y", "and")]
    if len(named) == 1 and named[0] in _NEVER_ALONE:
        return match.group()
    values = [_VALUES[name] for name in named]
    if len(values) > 2 and all(value < 10 for value in values):
        return "".join(str(value) for value in values)
    return " ".join(str(number) for number in _with_years(_summed(values)))


def _summed(values: list[int]) -> list[int]:
    """Values that belong to one number added up: 1000, 900, 80, 7 is 1987; 19, 80, 7 is 19, 87."""
    numbers: list[int] = []
    for value in values:
        if value == 1000 and numbers and numbers[-1] < 10:
            numbers[-1] *= 1000
        elif numbers and _adds_to(numbers[-1], value):
            numbers[-1] += value
        else:
            numbers.append(value)
    return numbers


def _adds_to(number: int, value: int) -> bool:
    if 0 < value < 10:
        return number >= 20 and number % 10 == 0
    if value < 100:
        return value > 0 and number >= 100 and number % 100 == 0
    return number == 1000 and value == 900


def _with_years(numbers: list[int]) -> list[int]:
    """The English way to say a year put together: 19, 87 is 1987; 19, 0, 5 is 1905."""
    merged: list[int] = []
    rest = list(numbers)
    while rest:
        first = rest.pop(0)
        if first in (19, 20) and rest and rest[0] == 0 and len(rest) > 1 and rest[1] < 10:
            merged.append(first * 100 + rest[1])
            rest = rest[2:]
        elif first in (19, 20) and rest and 10 <= rest[0] < 100:
            merged.append(first * 100 + rest.pop(0))
        else:
            merged.append(first)
    return merged
