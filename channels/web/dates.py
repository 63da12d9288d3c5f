"""Dates and times as people read them, at the agency's own place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

_MONTHS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "en": (
            *("January", "February", "March", "April", "May", "June", "July"),
            *("August", "September", "October", "November", "December"),
        ),
        "es": (
            *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio"),
            *("agosto", "septiembre", "octubre", "noviembre", "diciembre"),
        ),
    }
)
_DAYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    }
)


def day(local: datetime, language: str) -> str:
    """Return the day, as "Sunday, November 22, 2026", in a language of `known_language`."""
    weekday = _DAYS[language][local.weekday()]
    month = _MONTHS[language][local.month - 1]
    if language == "es":
        return f"{weekday} {local.day} de {month} de {local.year}"
    return f"{weekday}, {month} {local.day}, {local.year}"


def time_of_day(local: datetime, language: str) -> str:
    """Return the time, as "9:05 am", or "9:05" on the clock of 24 hours in Spanish."""
    minute = f"{local.minute:02d}"
    if language == "es":
        return f"{local.hour}:{minute}"
    return f"{local.hour % 12 or 12}:{minute} {'am' if local.hour < 12 else 'pm'}"
