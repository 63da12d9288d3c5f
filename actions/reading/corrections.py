"""Corrections of what was given before: "no, 7738", "sorry, it is 1981", "wrong date"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from actions.reading.application_number import find_application_number
from actions.reading.dates import MAX_AGE_YEARS, find_date, full_year
from actions.reading.months import month_of
from actions.reading.normal import fold, normal

MAX_WORDS = 9
_MARK = re.compile(
    r"^\s*\*|\*\s*$|\b(no|nop|nope|not|sorry|oops|ups|perdon\w*|disculp\w*|wrong|mistake|typo"
    r"|actually|i mean|i meant|meant|correct\w*|should be|instead|rather|change|fix"
    r"|equivoqu\w*|equivocad\w*|error|mal|quise|queria|en realidad|mejor dicho|sino"
    r"|cambi\w*|corrij\w*|corrig\w*|correg\w*|it is|it's|its|es)\b"
)
_WRONG = re.compile(
    r"\b(wrong|incorrect|not right|isn'?t right|not correct|not my|isn'?t my|mistake|typo|misread"
    r"|change|mal|equivoqu\w*|equivocad\w*|incorrect[oa]|erron\w*|no es mi|no es es[ea]|cambi\w*"
    r"|corrij\w*|corrig\w*|correg\w*)\b"
)
_BARELY_WRONG = re.compile(
    r"(no )?(that'?s|this is|that is|it'?s|it is|you are|eso|esto|esta|es|lo tienes|lo tiene)? ?"
    r"(wrong|incorrect|not right|mal|equivocado|incorrecto|un error|a mistake)"
)
_TYPED_WRONG = re.compile(
    r"\b(wrote|typed|put|entered|gave|escribi|puse|di)\b.{0,15}\b(wrong|mal)\b|\bme equivoque\b"
)
_DAY = re.compile(r"\b(?:(\d{1,2})(?:st|nd|rd|th)|(?:day|dia|el|the)(?: is| es)? (\d{1,2}))\b")
_NO_MONTH = re.compile(r"\bmay (i|we|you|he|she|they|be)\b")
_BOTH = re.compile(r"\b(both|everything|ambos|ambas|los dos|las dos|todo)\b")
# "Change the date of my interview" is another wish, "my SSN ends in 6789" another number.
_OTHER_WISH = re.compile(
    r"\b(interview|entrevista|appointment|cita|address|direccion|phone|telefono|card|tarjeta"
    r"|letter|carta|pin|ssn|social|seguro|account|cuenta|language|idioma|court|hearing|audiencia)\b"
)
_OF_DATE = re.compile(
    r"\b(date|birth\w*|bday|dob|year|month|day|fecha|nac\w*|cumple\w*|ano|mes|dia)\b"
)
_OF_NUMBER = re.compile(r"\b(numbers?|numeros?|app|application|digits?|digitos?|solicitud)\b")
_OF_YEAR = re.compile(r"\b(year|ano|born|nac\w*|birth\w*|del)\b")
_ENDING = re.compile(
    r"\b(ends?|ending|last|final|termina\w*|acaba\w*|ultimos?|ultimas?|digits?|digitos?|cifras?)\b"
)
# "One digit is wrong", "los últimos 4 números": that says how many, and is no digit itself.
_HOW_MANY = re.compile(
    r"\b[1-8] (?=(?:of the |de los |de las )?(?:digits?|digitos?|cifras?|numbers?|numeros?)\b)"
)


@dataclass(frozen=True)
class Correction:
    """What is corrected: a whole new `number`, a part of the date, or one of both is wrong."""

    number: str | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    wrong_number: bool = False
    wrong_date: bool = False


def find_correction(
    text: str, number: str | None, has_date: bool, today: date, expected: bool = False
) -> Correction | None:
    """What `text` corrects of what is known, None when it corrects nothing.

    `number`: the number given before; `has_date`: whether a date was given, with or without doubt.
    Digits that may be the number's end or the year of the date are the year once there is a date.
    `expected`: a correction was asked for, so four digits alone are one.
    """
    plain = normal(text)
    if number is not None and number[4:] in _numbers_in(plain):
        other = _other_number(plain, number, today)
        if other is not None:
            return Correction(number=other)
    if _OTHER_WISH.search(plain):
        return None
    plain = _HOW_MANY.sub("", plain)
    groups = re.findall(r"\d+", plain)
    if len(groups) == 1:
        marked = expected or _MARK.search(plain) is not None
        correction = _of_digits(plain, groups[0], number, has_date, today, marked)
        if correction is not None:
            return correction
    # Words as they are: "los dos" is not the digit 2 here.
    said = fold(text)
    if len(said.split()) > MAX_WORDS:
        return None
    if has_date and expected and (part := _of_part(said, groups)) is not None:
        return part
    if re.search(r"\d", said) or not (_WRONG.search(said) or _TYPED_WRONG.search(said)):
        return None
    return _of_words(said, number is not None, has_date)


def bare_year(text: str, today: date) -> int | None:
    """The year when the message is hardly more than one ("1980", "in '80", "del 80")."""
    groups = re.findall(r"\d+", normal(text))
    if len(groups) != 1 or len(groups[0]) not in (2, 4) or len(text.split()) > 5:
        return None
    year = full_year(groups[0], today)
    return year if today.year - MAX_AGE_YEARS <= year <= today.year else None


def _of_digits(
    plain: str, digits: str, number: str | None, has_date: bool, today: date, marked: bool
) -> Correction | None:
    ending = _ENDING.search(plain) is not None
    about_year = _OF_YEAR.search(plain) is not None
    year = bare_year(digits, today)
    is_year = about_year or (marked and len(digits) == 4)
    about_number = ending or _OF_NUMBER.search(plain) is not None
    if has_date and year is not None and is_year and not about_number:
        return Correction(year=year)
    if number is None or (about_year and not ending):
        return None
    if (len(digits) == 4 and (marked or ending)) or (ending and len(digits) < 8):
        return Correction(number=_with_end(number, digits))
    return None


def _of_part(said: str, groups: list[str]) -> Correction | None:
    """The day or the month alone: "sorry, the 12th", "no, June"."""
    months = {month for word in re.findall(r"[a-z]{3,}", said) if (month := month_of(word))}
    day = _DAY.search(said)
    if day is not None and len(groups) == 1 and not months:
        return Correction(day=int(day[1] or day[2]))
    if not groups and len(months) == 1 and not _NO_MONTH.search(said):
        return Correction(month=months.pop())
    return None


def _of_words(plain: str, has_number: bool, has_date: bool) -> Correction | None:
    of_date = _OF_DATE.search(plain) is not None
    of_number = _OF_NUMBER.search(plain) is not None
    if _BOTH.search(plain) or (of_date and of_number):
        return Correction(wrong_number=has_number, wrong_date=has_date)
    if not of_date and not of_number:
        # Only the number was given, so it is the number that was read wrongly.
        barely = _BARELY_WRONG.fullmatch(plain.strip(" .,!")) or _TYPED_WRONG.search(plain)
        return Correction(wrong_number=True) if barely and has_number and not has_date else None
    return Correction(wrong_number=of_number, wrong_date=of_date)


def _with_end(number: str, digits: str) -> str:
    whole = number[4:].replace("-", "")
    ended = whole[: 8 - len(digits)] + digits
    return f"APP-{ended[:4]}-{ended[4:]}"


def _numbers_in(plain: str) -> set[str]:
    digits = re.findall(r"(\d{4})[\s\-._]{0,3}(\d{4})", plain)
    return {f"{first}-{last}" for first, last in digits}


def _other_number(plain: str, number: str, today: date) -> str | None:
    """The number that is not known yet, of a message like "not 2041-7739 but 2041-7738"."""
    first, last = number[4:8], number[9:]
    without = re.sub(rf"{first}[\s\-._]{{0,3}}{last}", " ", plain)
    found = find_application_number(without)
    if found is not None:
        return found.value
    tail = re.findall(r"(?<!\d)\d{4}(?!\d)", without)
    if len(tail) != 1 or not _MARK.search(without) or find_date(without, today) is not None:
        return None
    return _with_end(number, tail[0])
