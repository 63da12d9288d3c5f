"""Dates of birth in the ways people write them."""

from __future__ import annotations

from datetime import date

import pytest

from actions.reading.dates import find_date, in_year

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "text",
    [
        "4/23/1987",
        "04/23/1987",
        "23/4/1987",
        "23/04/87",
        "23.4.1987",
        "4-23-1987",
        "4/23/87",
        "4/23/'87",
        "04 23 1987",
        "04231987",
        "23041987",
        "042387",
        "1987-04-23",
        "1987/4/23",
        "1987.4.23",
        "1987-23-4",
        "April 23 1987",
        "april 23, 1987",
        "APRIL 23RD, 1987",
        "Apr 23rd 1987",
        "apr. 23, '87",
        "23 April 1987",
        "the 23rd of april 1987",
        "the twenty third of April nineteen eighty seven",
        "23-Apr-1987",
        "23apr1987",
        "Aprl 23 1987",
        "1987 april 23",
        "i was born on 4/23/1987 in ohio",
        "my dob: 4 / 23 / 1987",
        "23 de abril de 1987",
        "nací el 23 de abril de 1987",
        "el 23 de abril del 87",
        "23 abril 1987",
        "abril 23 de 1987",
        "veintitrés de abril de mil novecientos ochenta y siete",
        "23 de Abirl de 1987",
        "23 abr 87",
        "día 23 mes 4 año 1987",
        "month 4 day 23 year 87",
        "4/23/I987",
    ],
)
def test_every_common_way_to_write_a_date_is_read(text: str) -> None:
    found = find_date(text, TODAY)
    assert found is not None
    assert found.day == date(1987, 4, 23)


@pytest.mark.parametrize(
    "text",
    [
        *("3/5/80", "3/5/1980", "03/05/1980", "3-5-80", "3.5.1980", "3 5 1980", "03051980"),
        *("030580", "nací el 3/5/80", "born 3 / 5 / '80", "o3/o5/198o", "three five eighty"),
    ],
)
def test_numbers_that_can_be_day_or_month_have_two_readings_month_first(text: str) -> None:
    found = find_date(text, TODAY)
    assert found is not None
    assert found.either == (date(1980, 3, 5), date(1980, 5, 3))
    assert found.day is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5/5/80", date(1980, 5, 5)),
        ("25/12/1980", date(1980, 12, 25)),
        ("12/25/1980", date(1980, 12, 25)),
        ("2/30/1980", None),
        ("29/2/1980", date(1980, 2, 29)),
        ("1980-03-05", date(1980, 3, 5)),
        ("3/12/2026", date(2026, 3, 12)),
        ("12/3/2026", date(2026, 3, 12)),
    ],
)
def test_a_date_with_one_possible_reading_is_not_asked_about(text: str, day: date | None) -> None:
    found = find_date(text, TODAY)
    assert found is not None
    assert found.either is None
    assert found.day == day


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("1/1/26", date(2026, 1, 1)),
        ("1/1/27", date(1927, 1, 1)),
        ("12/12/26", date(1926, 12, 12)),
        ("3 de mayo del 5", None),
        ("3 de mayo del 05", date(2005, 5, 3)),
    ],
)
def test_a_short_year_is_the_latest_that_makes_no_future_day(
    written: str, day: date | None
) -> None:
    found = find_date(written, TODAY)
    assert found is not None
    assert found.day == day


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("4/12", "no_year"),
        ("april 12", "no_year"),
        ("12 de abril", "no_year"),
        ("May", "no_year"),
        ("mayo", "no_year"),
        ("may 1980", "no_day"),
        ("mayo de 1980", "no_day"),
        ("2/30/1980", "impossible"),
        ("31 de abril de 1980", "impossible"),
        ("13/13/1980", "impossible"),
        ("february 29 1981", "impossible"),
        ("12/24/2026", "future"),
        ("24 de diciembre de 2026", "future"),
        ("1/1/1880", "too_old"),
        ("4/12/0087", "too_old"),
    ],
)
def test_a_date_that_cannot_be_says_why(text: str, problem: str) -> None:
    found = find_date(text, TODAY)
    assert found is not None
    assert found.problem == problem


def test_a_date_without_its_year_keeps_day_and_month_until_the_year_comes() -> None:
    named, numbers = find_date("May 3", TODAY), find_date("3/5", TODAY)
    assert named is not None
    assert numbers is not None
    assert in_year(1980, named.month_days, TODAY).day == date(1980, 5, 3)
    assert in_year(1980, numbers.month_days, TODAY).either == (date(1980, 3, 5), date(1980, 5, 3))


@pytest.mark.parametrize(
    "text",
    [
        *("", "hello", "may i ask something", "what is snap", "I march on", "mayor de edad"),
        *("soy mayor de 60", "2041-7739", "502-555-0142", "tengo 3 hijos", "1980"),
        *("app 2041 773", "one moment", "un momento", "3 weeks ago", "5 people, 3 kids"),
    ],
)
def test_a_message_without_a_date_has_none(text: str) -> None:
    assert find_date(text, TODAY) is None
