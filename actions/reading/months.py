"""Names of months, in English and Spanish, also short and misspelled."""

from __future__ import annotations

from difflib import get_close_matches

EN = [
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
]
ES = [
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
]
_NAMES = (
    {name: index for index, name in enumerate(EN, 1)}
    | {name: index for index, name in enumerate(ES, 1)}
    | {"setiembre": 9}
)
_SHORT = {name[:3]: index for name, index in _NAMES.items()} | {"sept": 9}
# Close to a month's name, and words of their own.
_OTHERS = {"mayor", "major", "matter", "mark", "marcos", "abrir", "number", "numero"}
_CLOSE = 0.8


def month_of(word: str) -> int | None:
    """1 to 12 for a month's name (folded), None for any other word."""
    if word in _NAMES or word in _SHORT:
        return _NAMES.get(word) or _SHORT[word]
    if len(word) < 4 or word in _OTHERS:
        return None
    close = get_close_matches(word, _NAMES, n=1, cutoff=_CLOSE)
    return _NAMES[close[0]] if close else None
