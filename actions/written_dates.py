"""Dates and times as they are written for citizens."""

from __future__ import annotations

from datetime import date, datetime

from actions.reading.months import EN, ES

_WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
}


def shows_day_first(language: str) -> bool:
    """Whether people who write `language` mostly put the day before the month."""
    return language == "es"


def say_date(day: date, language: str) -> str:
    """April 12, 1987; 12 de abril de 1987. Other languages than Spanish are written in English."""
    if language == "es":
        return f"{day.day} de {ES[day.month - 1]} de {day.year}"
    return f"{EN[day.month - 1].capitalize()} {day.day}, {day.year}"


def say_moment(moment: datetime, language: str) -> str:
    """Monday, April 12, 2027 at 2:30 PM; lunes 12 de abril de 2027 a las 2:30 p. m."""
    hour = moment.hour % 12 or 12
    if language == "es":
        at = "a la" if hour == 1 else "a las"
        half = "a. m." if moment.hour < 12 else "p. m."
        weekday = _WEEKDAYS["es"][moment.weekday()]
        return f"{weekday} {say_date(moment, language)} {at} {hour}:{moment:%M} {half}"
    weekday = _WEEKDAYS["en"][moment.weekday()]
    half = "AM" if moment.hour < 12 else "PM"
    return f"{weekday}, {say_date(moment, language)} at {hour}:{moment:%M} {half}"
