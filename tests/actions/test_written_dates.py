"""Dates and times as citizens read them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from actions.written_dates import say_date, say_moment


@pytest.mark.parametrize(
    ("language", "written"), [("en", "April 1, 1987"), ("es", "1 de abril de 1987")]
)
def test_a_date_is_written_in_the_language(language: str, written: str) -> None:
    assert say_date(date(1987, 4, 1), language) == written


@pytest.mark.parametrize(
    ("language", "hour", "written"),
    [
        ("en", 14, "Monday, November 30, 2026 at 2:05 PM"),
        ("en", 0, "Monday, November 30, 2026 at 12:05 AM"),
        ("es", 14, "lunes 30 de noviembre de 2026 a las 2:05 p. m."),
        ("es", 13, "lunes 30 de noviembre de 2026 a la 1:05 p. m."),
        ("es", 12, "lunes 30 de noviembre de 2026 a las 12:05 p. m."),
        ("es", 9, "lunes 30 de noviembre de 2026 a las 9:05 a. m."),
    ],
)
def test_a_time_is_written_in_the_language(language: str, hour: int, written: str) -> None:
    assert say_moment(datetime(2026, 11, 30, hour, 5), language) == written
