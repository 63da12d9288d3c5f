"""Finding an application number in what a citizen wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass

# "APP", spelled in any way, maybe a "number" or "#" after it, then twice four digits. O and l are
# what people type for 0 and 1 when they copy a printed number.
_DIGIT = r"[0-9OoIl]"
_PREFIX = r"a\W{0,2}p\W{0,2}p(?:lication)?"
_WITH_PREFIX = re.compile(
    rf"\b{_PREFIX}\W{{0,3}}(?:(?:number|no|num|nr|id|is)\W{{0,3}}){{0,2}}"
    rf"((?:{_DIGIT}[\s\-._/]{{0,3}}){{7}}{_DIGIT})(?![0-9])",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?<![\d/.\-])([0-9]{4})[\s\-._]{0,3}([0-9]{4})(?![\d/]|[.\-]\d)")
_LOOSE = re.compile(r"(?<!\d)((?:\d[\s\-.]{0,3}){7}\d)(?!\d)")
_LOOKALIKES = str.maketrans("OoIl", "0011")


@dataclass(frozen=True)
class FoundNumber:
    """`value` as APP-dddd-dddd; `rest` is the text without it."""

    value: str
    rest: str


def find_application_number(text: str, loose: bool = False) -> FoundNumber | None:
    """The first application number in `text`, in any common spelling, or None.

    `loose` also takes eight digits in odd groups ("20 41 77 39"), for when a number was asked for.
    """
    match = _WITH_PREFIX.search(text) or _BARE.search(text)
    if match is None and loose:
        match = _LOOSE.search(text)
    if match is None:
        return None
    written = "".join(group for group in match.groups())
    digits = re.sub(r"\D", "", written.translate(_LOOKALIKES))
    if len(digits) != 8:
        return None
    rest = f"{text[: match.start()]} {text[match.end() :]}".strip()
    return FoundNumber(f"APP-{digits[:4]}-{digits[4:]}", rest)


def count_digits(text: str) -> int:
    """How many digits the text holds: three or more look like a try at a number."""
    return sum(character.isascii() and character.isdigit() for character in text)
