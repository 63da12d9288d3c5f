"""Dates of birth in the ways people write them."""

from __future__ import annotations

from datetime import date

import pytest

from actions.reading.dates import find_date

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "text",
    [
        "4/12/1987",
        "04/12/1987",
        "4-12-1987",
        "4.12.1987",
        "4/12/87",
        "04 12 1987",
        "04121987",
        "041287",
        "1987-04-12",
        "1987/4/12",
        "April 12 1987",
        "april 12, 1987",
        "Apr 12th 1987",
        "apr. 12, '87",
        "12 April 1987",
        "the 12th of april 1987",
        "12-Apr-1987",
        "Aprl 12 1987",
        "1987 april 12",
        "i was born on 4/12/1987 in ohio",
        "my dob: 4 / 12 / 1987",
    ],
)
def test_every_common_way_to_write_a_date_is_read(text: str) -> None:
    found = find_date(text, TODAY)
    assert found is not None
    assert found.day == date(1987, 4, 12)


def test_numbers_are_read_in_us_order_month_first() -> None:
    found = find_date("3/5/1980", TODAY)
    assert found is not None
    assert found.day == date(1980, 3, 5)


def test_a_first_number_that_cannot_be_a_month_is_the_day() -> None:
    found = find_date("25/12/1980", TODAY)
    assert found is not None
    assert found.day == date(1980, 12, 25)


@pytest.mark.parametrize(("written", "year"), [("1/2/26", 2026), ("1/2/27", 1927)])
def test_a_short_year_is_the_latest_that_is_not_in_the_future(written: str, year: int) -> None:
    found = find_date(written, TODAY)
    assert found is not None
    assert found.day == date(year, 1, 2)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("4/12", "no_year"),
        ("april 12", "no_year"),
        ("May", "no_year"),
        ("2/30/1980", "impossible"),
        ("13/13/1980", "impossible"),
        ("february 29 1981", "impossible"),
        ("12/24/2026", "future"),
        ("1/1/1880", "too_old"),
        ("4/12/0087", "too_old"),
    ],
)
def test_a_date_that_cannot_be_says_why(text: str, problem: str) -> None:
    found = find_date(text, TODAY)
    assert found is not None
    assert found.problem == problem


@pytest.mark.parametrize("text", ["", "hello", "may i ask something", "what is snap", "I march on"])
def test_a_message_without_a_date_has_none(text: str) -> None:
    assert find_date(text, TODAY) is None
