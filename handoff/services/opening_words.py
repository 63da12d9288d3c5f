"""When people are back, in words, on the clock of the agency."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from handoff.services.texts import known_language

SIX_DAYS = 6
"""A weekday alone could be this week's or the next one's beyond this."""

_ENGLISH = (
    *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_SPANISH = (
    *("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio"),
    *("agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)
_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType({"en": _ENGLISH, "es": _SPANISH})
"""Seven days, then twelve months. A locale of the machine may be missing; these are not."""

_FORMS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "today": "today at {time}",
            "day": "on {day} at {time}",
            "date": "on {day}, {month} {number}, at {time}",
        },
        "es": {
            "today": "hoy {time}",
            "day": "el {day} {time}",
            "date": "el {day} {number} de {month} {time}",
        },
    }
)


def opening_words(at: datetime, now: datetime, language: str) -> str:
    """Return "on Monday at 9:00 AM" in `language` (a BCP 47 tag), or in English.

    Both times are as the clocks at the agency show them.
    """
    spoken = known_language(language)
    days = (at.date() - now.date()).days
    form = "today" if days == 0 else "day" if days <= SIX_DAYS else "date"
    names = _NAMES[spoken]
    return _FORMS[spoken][form].format(
        time=_time(at, spoken),
        day=names[at.weekday()],
        month=names[6 + at.month],
        number=at.day,
    )


def _time(at: datetime, spoken: str) -> str:
    hour, minute = (at.hour + 11) % 12 + 1, f"{at.minute:02}"
    if spoken == "es":
        half = "a. m." if at.hour < 12 else "p. m."
        return f"{'a la' if hour == 1 else 'a las'} {hour}:{minute} {half}"
    return f"{hour}:{minute} {'AM' if at.hour < 12 else 'PM'}"
