"""Number and date out of one message, in either order and both languages."""

from __future__ import annotations

from datetime import date

import pytest

from actions.reading.message import Reading, read_message

TODAY = date(2026, 11, 22)


def read(text: str, number: bool = False, birth: bool = False) -> Reading:
    return read_message(text, TODAY, asks_number=number, asks_birth=birth)


@pytest.mark.parametrize(
    "text",
    [
        "app 2041 7739, born May 3rd 1980",
        "2041-7739 3 de mayo de 1980",
        "2041-7739 tres de mayo de mil novecientos ochenta",
        "May 3 1980 2041 7739",
        "born 3 May 1980, number is 20417739",
        "1980-05-03 2041-7739",
        "2041 7739 1980-05-03",
        "2041.7739 / 1980.5.3",
        "nací el 3 de mayo del 80 y mi solicitud es la APP-2041-7739",
        "My name is Ana Ruiz, I was born on the third of May nineteen eighty, number 2041 7739",
        "APP2O417739 dob 3may1980",
        "dos cero cuatro uno, siete siete tres nueve, tres de mayo de mil novecientos ochenta",
    ],
)
def test_both_are_read_from_one_message(text: str) -> None:
    found = read(text)
    assert found.number == "APP-2041-7739"
    assert found.born is not None
    assert found.born.day == date(1980, 5, 3)


@pytest.mark.parametrize(
    "text",
    [
        "3/5/80 20417739",
        "05 03 1980 2041 7739",
        "20417739 05031980",
        "2041-7739 05-03-1980",
        "nací el 3/5/80, solicitud 2041 7739",
    ],
)
def test_a_number_next_to_a_doubtful_date_is_read_and_the_doubt_kept(text: str) -> None:
    found = read(text)
    assert found.number == "APP-2041-7739"
    assert found.born is not None
    assert set(found.born.either or ()) == {date(1980, 3, 5), date(1980, 5, 3)}


def test_eight_digits_are_what_was_asked_for() -> None:
    assert read("04231987", number=True).number == "APP-0423-1987"
    found = read("04231987", birth=True)
    assert found.number is None
    assert found.born is not None
    assert found.born.day == date(1987, 4, 23)
    assert read("20417739", birth=True).number == "APP-2041-7739"
    assert read("my number is 04231987", birth=True).number == "APP-0423-1987"


@pytest.mark.parametrize(
    "text", ["no, 04-23-1987", "no, 04231987", "no 04 23 1987", "sorry no 23.04.1987"]
)
def test_a_no_before_a_date_does_not_make_it_a_number(text: str) -> None:
    found = read(text, birth=True)
    assert found.number is None
    assert found.born is not None
    assert found.born.day == date(1987, 4, 23)


@pytest.mark.parametrize(
    "text",
    [
        "I applied on May 3 2026, where is my application",
        "my application from 5/3/2026",
        "solicité el 3 de mayo de 2024 y nada",
        "mandé mis papeles el 3/5/2020",
        "my interview was on 5/23/2019",
        "I want the status from May 3",
    ],
)
def test_a_day_of_something_else_is_no_date_of_birth(text: str) -> None:
    assert read(text).born is None


def test_the_same_day_is_one_of_birth_when_birth_is_said_or_asked_for() -> None:
    assert read("I applied for my son, born May 3 2026").born is not None
    assert read("May 3 2026", birth=True).born is not None
