"""A wait in words, for channels that have no place to draw it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from handoff.core.forecast import Range
from handoff.services.texts import known_language

_TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "position": "You are number {position} in line.",
            "unknown": "We cannot say yet how long it will take.",
            "soon": "It should take less than {high}.",
            "range": "It should take about {low} to {high}.",
            "minute": "a minute",
            "minutes": "{number} minutes",
            "hours": "{number} hours",
        },
        "es": {
            "position": "Usted es el número {position} en la fila.",
            "unknown": "Todavía no podemos decir cuánto tardará.",
            "soon": "Debería tardar menos de {high}.",
            "range": "Debería tardar entre {low} y {high}.",
            "minute": "un minuto",
            "minutes": "{number} minutos",
            "hours": "{number} horas",
        },
    }
)
HOURS_FROM = 120
"""From so many minutes on people count in hours."""


def position_words(position: int, language: str) -> str:
    """Return a sentence on the place in the queue, from 1."""
    return _TEXTS[known_language(language)]["position"].format(position=position)


def wait_words(wait: Range | None, language: str) -> str:
    """Return a sentence on how long the wait takes; None: it cannot be said."""
    texts = _TEXTS[known_language(language)]
    if wait is None:
        return texts["unknown"]
    low, high = round(wait.low_s / 60), round(wait.high_s / 60)
    if low == 0:
        return texts["soon"].format(high=_time(high, texts))
    # "5 to 10 minutes": where both ends have one unit it is said once.
    same = low > 1 and (low < HOURS_FROM) == (high < HOURS_FROM)
    first = _number(low) if same else _time(low, texts)
    return texts["range"].format(low=first, high=_time(high, texts))


def _time(minutes: int, texts: Mapping[str, str]) -> str:
    if minutes == 1:
        return texts["minute"]
    unit = "minutes" if minutes < HOURS_FROM else "hours"
    return texts[unit].format(number=_number(minutes))


def _number(minutes: int) -> str:
    """Return so many minutes as a number of minutes, or of hours and half hours."""
    if minutes < HOURS_FROM:
        return str(minutes)
    return f"{minutes // 60}½" if minutes % 60 >= 30 else str(minutes // 60)
