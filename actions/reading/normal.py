"""One spelling for what people type: no accents, no letters for digits, no words for numbers."""

from __future__ import annotations

import re
import unicodedata

from actions.reading.number_words import digits_for_words

# O, o, I and l are what people type for 0 and 1 when they copy a printed number.
_WITH_LOOKALIKES = re.compile(r"(?<![^\W_])(?=[oil]*[0-9])[0-9oil]+(?![^\W_])")
_LOOKALIKES = str.maketrans("oil", "011")
# "1o de mayo" and "1ro" are the first of May, not the tenth.
_FIRST = re.compile(r"\b1(?:o|ro|ero|er)\b(?=\.?\s*(?:de|of|[a-z]{3}))")
_ORDINAL = re.compile(r"\b([0-9]{1,2})(?:st|nd|rd|th|ro|ero|er|do|to|mo|vo|no)\b")
_APOSTROPHES = re.compile("[\u2019\u2018`\u00b4]")


def normal(text: str) -> str:
    """`text` in lower case, without accents, with digits for all that means a number."""
    # One space where many are: patterns that skip spaces would take very long over thousands.
    folded = _FIRST.sub("1", " ".join(fold(text).split()))
    digits = _WITH_LOOKALIKES.sub(lambda match: match.group().translate(_LOOKALIKES), folded)
    return digits_for_words(_ORDINAL.sub(r"\1", digits))


def fold(text: str) -> str:
    """`text` in lower case and without accents; every kind of apostrophe is '."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("'", text))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def words(text: str) -> str:
    """The words of `text`, folded, with one space between them and without punctuation."""
    without = fold(text).replace("'", "")
    return " ".join(re.sub(r"[^\w\s]", " ", without).split())
