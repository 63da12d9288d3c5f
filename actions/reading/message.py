"""Application number and date of birth out of one message, in either order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from actions.reading.application_number import FoundNumber, find_application_number
from actions.reading.dates import FoundDate, find_date
from actions.reading.normal import normal

# A date next to one of these is not a date of birth, unless birth is spoken of too.
_OTHER_DAY = re.compile(
    r"\b(appl(?:y|ied)|submit\w*|sent|mailed|turned in|dropped|since|interview|appointment|letter"
    r"|aplique|solicite|mande|envie|entregue|lleve|desde|entrevista|cita|carta)\b"
)
_NUMBER = re.compile(r"\b(?:app|number|numero|num|solicitud|aplicacion|application|caso|case)")
# Nobody so young applies: such a date is rather the day of the application.
YOUNGEST_YEARS = 3
_BIRTH = re.compile(r"\b(born|birth\w*|b-?day|dob|naci\w*|cumple\w*|fecha de nac\w*)\b")


@dataclass(frozen=True)
class Reading:
    """What a message holds; `rest` is its normal text without both."""

    number: str | None
    born: FoundDate | None
    rest: str


def read_message(text: str, today: date, asks_number: bool, asks_birth: bool) -> Reading:
    """Read `text`. What was asked for decides where digits alone could be either."""
    plain = normal(text)
    if asks_birth and _is_date_only(plain, today):
        born = find_date(plain, today)
        return Reading(None, born, "")
    number, born = _both(plain, today)
    if born is not None and not asks_birth and not _is_birth(plain, number, born, today):
        born = None
    if number is None and asks_number and (born is None or born.problem is not None):
        loose = find_application_number(plain, loose=True)
        if loose is not None:
            number, born = loose, find_date(loose.rest, today)
    rest = born.rest if born is not None else number.rest if number is not None else plain
    return Reading(number.value if number else None, born, rest)


def _both(plain: str, today: date) -> tuple[FoundNumber | None, FoundDate | None]:
    """Number and date such that as much as possible of the message makes sense."""
    number = find_application_number(plain)
    if number is not None and number.named:
        return number, find_date(number.rest, today)
    first = find_date(plain, today)
    if first is not None and first.problem is None:
        other = find_application_number(first.rest)
        if other is not None:
            return other, replace(first, rest=other.rest)
    return number, find_date(number.rest, today) if number else first


def _is_date_only(plain: str, today: date) -> bool:
    """Asked for a date, eight digits in a row are one when they can be, and not a number."""
    groups = re.findall(r"\d+", plain)
    if len(groups) != 1 or len(groups[0]) != 8 or _NUMBER.search(plain):
        return False
    found = find_date(plain, today)
    return found is not None and found.problem is None


def _is_birth(plain: str, number: FoundNumber | None, born: FoundDate, today: date) -> bool:
    """Whether a date that nobody asked for is one of birth."""
    if _BIRTH.search(plain) is not None:
        return True
    if _OTHER_DAY.search(plain) is not None:
        return False
    if born.problem is not None:
        return number is not None
    day = born.day or (born.either[0] if born.either else today)
    return today.year - day.year >= YOUNGEST_YEARS
