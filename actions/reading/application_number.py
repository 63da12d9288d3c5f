"""Finding an application number in what a citizen wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass

from actions.reading.normal import normal

# "APP", spelled in any way, or a word for it; then eight digits as people group them.
_PREFIX = (
    r"(?:a\W{0,2}p\W{0,2}p(?:lication)?|aplicacion|solicitud|sol|case|caso|expediente"
    r"|number|numero|num|no|nr|nro)"
)
_FILLER = r"(?:number|numero|num|no|nr|nro|id|is|es|de|it|its|my|mi|la|el|app)"
_SPACE = r"[\s\-._,]{0,3}"
_LIKE = r"[0-9oil]"
_WITH_PREFIX = re.compile(
    rf"\b{_PREFIX}[\W_]{{0,3}}(?:{_FILLER}\b\W{{0,3}}){{0,3}}"
    rf"(?P<digits>(?:{_LIKE}{_SPACE}){{7}}{_LIKE})(?![\da-z/]|[.\-]\d|\s+[-/.]\s*\d)"
)
_BARE = re.compile(rf"(?<![\d/.\-])(?P<digits>\d{{4}}{_SPACE}\d{{4}})(?![\d/]|[.\-]\d)")
_LOOSE = re.compile(r"(?<!\d)(?<!\d[\s\-.])(?P<digits>(?:\d[\s\-.]{0,3}){7}\d)(?![\s\-.]{0,3}\d)")
_LOOKALIKES = str.maketrans("oil", "011")


@dataclass(frozen=True)
class FoundNumber:
    """`value` as APP-dddd-dddd; `rest` is the normal text without it; `named`: said to be one."""

    value: str
    rest: str
    named: bool = False


def find_application_number(text: str, loose: bool = False) -> FoundNumber | None:
    """The first application number in `text`, in any common spelling, or None.

    `loose` also takes eight digits in odd groups ("20 41 77 39"), for when a number was asked for.
    """
    plain = normal(text)
    patterns = [_WITH_PREFIX, _BARE, _LOOSE] if loose else [_WITH_PREFIX, _BARE]
    for pattern in patterns:
        match = pattern.search(plain)
        if match is not None:
            digits = re.sub(r"\D", "", match["digits"].translate(_LOOKALIKES))
            rest = f"{plain[: match.start()]} {plain[match.end() :]}".strip()
            value = f"APP-{digits[:4]}-{digits[4:]}"
            return FoundNumber(value, rest, named=pattern is _WITH_PREFIX)
    return None


def count_digits(text: str) -> int:
    """How many digits the text holds: four or more look like a try at a number."""
    return sum(character.isascii() and character.isdigit() for character in text)
