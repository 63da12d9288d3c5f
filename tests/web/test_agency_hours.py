"""The office's hours stand in data/agency.yml; what cannot be understood is said by line."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from handoff.agency import FILE, hours_of
from handoff.core.hours import OfficeHours, Span, always_open
from handoff.settings import SettingsError

HOURS = """
hours:
  time_zone: Europe/Tallinn
  week:
    monday: 08:00-12:00, 13:00-17:00
    tuesday: [13:00 - 17:00, "8:00 - 12:00"]
    wednesday: 00:00-24:00
    saturday:
  holidays:
    - 2026-12-24
    - 2026-12-25
"""


def read(folder: Path, text: str) -> OfficeHours:
    file = folder / "agency.yml"
    file.write_text(text, encoding="utf-8")
    return hours_of(file)


def test_hours_are_read_from_the_file(tmp_path: Path) -> None:
    two = (Span(480, 720), Span(780, 1020))
    assert read(tmp_path, HOURS) == OfficeHours(
        ZoneInfo("Europe/Tallinn"),
        (two, two, (Span(0, 1440),), (), (), (), ()),
        frozenset({date(2026, 12, 24), date(2026, 12, 25)}),
    )


@pytest.mark.parametrize("text", [None, "", "agency: {name: x}", "- a list"])
def test_without_hours_the_office_is_always_open(tmp_path: Path, text: str | None) -> None:
    hours = hours_of(tmp_path / "none.yml") if text is None else read(tmp_path, text)
    for day in range(7):
        assert hours.is_open(datetime(2026, 11, 22, 3, tzinfo=UTC) + timedelta(days=day))


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("Europe/Tallinn", "Europe/Tallin", "time_zone 'Europe/Tallin' is not known"),
        ("Europe/Tallinn", "Europe", "time_zone 'Europe' is not known"),
        ("Europe/Tallinn", "../etc/passwd", "is not known"),
        ("  time_zone: Europe/Tallinn\n", "", "time_zone None is not known"),
        ("monday: 08:00-12:00, 13:00-17:00", "monday: 8-12", "monday: '8-12' is no span"),
        ("wednesday: 00:00-24:00", "wednesday: 22:00-06:00", "wednesday: .*two spans"),
        ("wednesday: 00:00-24:00", "wednesday: 08:60-12:00", "more than 59 minutes"),
        ("wednesday: 00:00-24:00", "wednesday: 08:00-25:00", "between 00:00 and 24:00"),
        ("wednesday: 00:00-24:00", "wednesday: 08:00-12:00, 11:00-13:00", "overlap"),
        ("saturday:", "caturday:", "'caturday' is no day of the week"),
        ("2026-12-24", "24.12.2026", "'24.12.2026' is no date"),
        ("holidays:", "holiday:", "'holiday' is none of"),
        ("holidays:\n    - 2026-12-24\n    - 2026-12-25", "holidays: 2026-12-24", "is a list"),
    ],
)
def test_hours_that_cannot_be_understood_are_an_error_that_says_where(
    tmp_path: Path, old: str, new: str, why: str
) -> None:
    assert old in HOURS
    with pytest.raises(SettingsError, match=f"agency.yml, hours: .*{why}"):
        read(tmp_path, HOURS.replace(old, new))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("hours:", "or leave hours out"),
        ("hours: 9-5", "or leave hours out"),
        ("hours: {time_zone: UTC}", "week is missing"),
        ("hours: {time_zone: UTC, week: {monday: ''}}", "never opens"),
        ("hours: [", "cannot be read"),
    ],
)
def test_hours_that_say_too_little_are_an_error(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(SettingsError, match=why):
        read(tmp_path, text)


def test_the_hours_of_this_checkout_can_be_read_and_are_not_always() -> None:
    assert hours_of(FILE) != always_open()
