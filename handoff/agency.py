"""What the service knows of the agency itself: from data/agency.yml, unless settings say it.

The file is the assistant's content; it is read here as data, so that a fact stands once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from handoff.core.hours import OfficeHours, Span, always_open
from handoff.services.texts import LANGUAGES, Texts
from handoff.settings import Settings, SettingsError

FILE = Path(__file__).parents[1] / "data" / "agency.yml"
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SPAN = re.compile(r"([0-9]{1,2}):([0-9]{2})\s*[-\u2013]\s*([0-9]{1,2}):([0-9]{2})")


def texts_of(settings: Settings, file: Path = FILE) -> Texts:
    """Return the service's sentences with the agency's name and address in them.

    Raises:
        SettingsError: a setting is empty and the file that stands in for it does not say it.
    """
    if settings.agency_name and settings.upload_url:
        return Texts(settings.agency_name, settings.upload_url)
    facts = _facts(file)
    names = settings.agency_name or _names(facts.get("name"))
    upload = settings.upload_url or facts.get("upload")
    if not names or not isinstance(upload, str):
        raise SettingsError(
            f"{file.name} has no 'name' or 'upload' of the agency: put them in, or set"
            " BATON_AGENCY_NAME and BATON_UPLOAD_URL."
        )
    return Texts(names, upload)


def office_hours_of(file: Path = FILE) -> Mapping[str, str]:
    """Return in words when people answer, by language; empty where the file does not say it.

    Raises:
        SettingsError: the file is there and cannot be read.
    """
    if not file.exists():
        return {}
    facts = _document(file, "or leave it out").get("agency")
    words = _names(facts.get("office_hours")) if isinstance(facts, dict) else ""
    return {LANGUAGES[0]: words} if isinstance(words, str) and words else dict(words or {})


def hours_of(file: Path = FILE) -> OfficeHours:
    """Return when people answer; without the file or its `hours`, always.

    Raises:
        SettingsError: the file cannot be read or its hours cannot be understood; says which line.
    """
    if not file.exists():
        return always_open()
    document = _document(file, "or leave it out")
    if "hours" not in document:
        return always_open()
    try:
        return _hours(document["hours"])
    except ValueError as wrong:
        raise SettingsError(f"{file.name}, hours: {wrong}.") from None


def _facts(file: Path) -> Mapping[str, Any]:
    facts = _document(file, "or set BATON_AGENCY_NAME and BATON_UPLOAD_URL").get("agency")
    return facts if isinstance(facts, dict) else {}


def _document(file: Path, instead: str) -> Mapping[str, Any]:
    try:
        # Everything is text: `no` and `5` are what somebody typed.
        document = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SettingsError(
            f"{file.name} cannot be read ({type(error).__name__}): put it right, {instead}."
        ) from error
    return document if isinstance(document, dict) else {}


def _hours(hours: object) -> OfficeHours:
    if not isinstance(hours, dict):
        raise ValueError("give time_zone and week, or leave hours out to be always open")
    unknown = sorted(hours.keys() - {"time_zone", "week", "holidays"})
    if unknown:
        raise ValueError(f"{unknown[0]!r} is none of time_zone, week, holidays")
    week, holidays = hours.get("week"), hours.get("holidays") or []
    if not isinstance(week, dict):
        raise ValueError("week is missing: one line per day, as in monday: 08:00-17:00")
    if not isinstance(holidays, list):
        raise ValueError("holidays is a list of dates, as in - 2026-12-25")
    strange = sorted(str(day) for day in week if day not in DAYS)
    if strange:
        raise ValueError(f"{strange[0]!r} is no day of the week; write monday, tuesday, ...")
    days = tuple(_spans(day, week.get(day)) for day in DAYS)
    return OfficeHours(_zone(hours.get("time_zone")), days, frozenset(map(_date, holidays)))


def _zone(name: object) -> tzinfo:
    try:
        return ZoneInfo(str(name or ""))
    # An unknown key, a name that is no path, a folder of the time zones' files.
    except (KeyError, ValueError, OSError):
        raise ValueError(
            f"time_zone {name!r} is not known; write it as in America/Chicago"
        ) from None


def _spans(day: str, text: object) -> tuple[Span, ...]:
    """Read one day's spans: "08:00-12:00, 13:00-17:00" or a list of them; nothing is closed."""
    parts = text if isinstance(text, list) else str(text or "").split(",")
    spans = []
    for part in filter(None, (str(part).strip() for part in parts)):
        found = _SPAN.fullmatch(part)
        if not found:
            raise ValueError(f"{day}: {part!r} is no span; write 08:00-17:00")
        opens_h, opens_m, closes_h, closes_m = map(int, found.groups())
        if max(opens_m, closes_m) > 59:
            raise ValueError(f"{day}: {part!r} has more than 59 minutes in an hour")
        try:
            spans.append(Span(opens_h * 60 + opens_m, closes_h * 60 + closes_m))
        except ValueError as wrong:
            raise ValueError(
                f"{day}: {part!r}: {wrong}; a night is two spans: until 24:00, and from 00:00"
                " on the next day"
            ) from None
    return tuple(sorted(spans))


def _date(text: object) -> date:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise ValueError(f"holidays: {text!r} is no date; write 2026-12-25") from None


def _names(name: object) -> str | Mapping[str, str]:
    if isinstance(name, dict):
        return {str(language): str(text) for language, text in name.items()}
    return name if isinstance(name, str) else ""
