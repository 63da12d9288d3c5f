"""Finding an application number in what a citizen wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass

from actions.reading.normal import normal

# "APP", spelled in any way, or a word for it; then eight digits as people group them. Behind a
# mere word the groups must be those of a number, or "number" next to a date would make it one.
_APP = r"a\W{0,2}p\W{0,2}p(?:lication)?|aplicacion|solicitud"
_WORD = r"sol|case|caso|expediente|number|numero|num"
_FILLER = r"(?:number|numero|num|no|nr|nro|id|is|es|de|it|its|my|mi|la|el|app)"
_BEFORE = rf"[\W_]{{0,3}}(?:{_FILLER}\b\W{{0,3}}){{0,3}}"
_AFTER = r"(?![\da-z/]|[.\-]\d|\s+[-/.]\s*\d)"
_SPACE = r"[\s\-._,]{0,3}"
_LIKE = r"[0-9oil]"
_GROUPS = (
    rf"{_LIKE}{{4}}{_SPACE}{_LIKE}{{4}}|(?:{_LIKE}[\s\-.]){{7}}{_LIKE}"
    rf"|(?:{_LIKE}{{2}}[\s\-.]){{3}}{_LIKE}{{2}}"
)
_WITH_PREFIX = (
    re.compile(rf"\b(?:{_APP}){_BEFORE}(?P<digits>(?:{_LIKE}{_SPACE}){{7}}{_LIKE}){_AFTER}"),
    re.compile(rf"\b(?:{_WORD}){_BEFORE}(?P<digits>{_GROUPS}){_AFTER}"),
)
_BARE = re.compile(rf"(?<![\d/.\-])(?P<digits>\d{{4}}{_SPACE}\d{{4}})(?![\d/]|[.\-]\d)")
_LOOSE = re.compile(r"(?<!\d)(?<!\d[\s\-.])(?P<digits>(?:\d[\s\-.]{0,3}){7}\d)(?![\s\-.]{0,3}\d)")
_SOCIAL_SECURITY = re.compile(r"(?<![\d\-])\d{3}([ \-])\d{2}\1\d{4}(?![\d\-])")
# Sixteen digits in four like groups are the number of a card, never ours and a date.
_CARD = re.compile(r"(?<!\d)\d{4}([ .\-]?)\d{4}\1\d{4}\1\d{4}(?!\d)")
# "Oil" alone is a word.
MIN_REAL_DIGITS = 4
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
    plain = _CARD.sub(" ", normal(text))
    patterns = [*_WITH_PREFIX, _BARE, _LOOSE] if loose else [*_WITH_PREFIX, _BARE]
    for pattern in patterns:
        match = pattern.search(plain)
        if match is not None and count_digits(match["digits"]) >= MIN_REAL_DIGITS:
            digits = re.sub(r"\D", "", match["digits"].translate(_LOOKALIKES))
            rest = f"{plain[: match.start()]} {plain[match.end() :]}".strip()
            value = f"APP-{digits[:4]}-{digits[4:]}"
            return FoundNumber(value, rest, named=pattern in _WITH_PREFIX)
    return None


def holds_private_number(text: str) -> bool:
    """Whether the text holds what looks like a card's or a Social Security number."""
    plain = normal(text)
    return any(pattern.search(plain) is not None for pattern in (_CARD, _SOCIAL_SECURITY))


def count_digits(text: str) -> int:
    """How many digits the text holds: four or more look like a try at a number."""
    return sum(character.isascii() and character.isdigit() for character in text)
