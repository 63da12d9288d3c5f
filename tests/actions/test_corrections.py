"""Corrections of the number, of the year, and of what was given wrongly as a whole."""

from __future__ import annotations

from datetime import date

import pytest

from actions.reading.corrections import Correction, bare_year, find_correction

TODAY = date(2026, 11, 22)
NUMBER = "APP-2041-7739"


def corrected(text: str, has_date: bool = False, expected: bool = False) -> Correction | None:
    return find_correction(text, NUMBER, has_date, TODAY, expected)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "no, 7738",
            "No 7738",
            "sorry 7738",
            "sorry, it's 7738",
            "*7738",
            "7738*",
            "i meant 7738",
        ),
        *("it ends in 7738", "ends in 38", "last digit is 8"),
        *("perdón, es 7738", "quise decir 7738", "termina en 7738"),
        *("los últimos son 7738", "me equivoqué, 7738", "no, seven seven three eight"),
        *("not 2041-7739 but 2041-7738", "no es 2041-7739, es 2041-7738"),
        "2041 7739 is wrong, 7738",
    ],
)
def test_the_last_digits_of_the_number_are_replaced(text: str) -> None:
    assert corrected(text) == Correction(number="APP-2041-7738")


@pytest.mark.parametrize(
    "text",
    [
        *("sorry, it is 1981", "no, 1981", "the year is 1981", "i meant 1981", "año 1981"),
        *("perdón, es 1981", "es del 81", "born in '81", "nací en 1981", "wrong year, it's 1981"),
        *("*1981", "no, nineteen eighty one", "mil novecientos ochenta y uno, perdón"),
    ],
)
def test_once_there_is_a_date_a_year_corrects_the_date(text: str) -> None:
    assert corrected(text, has_date=True) == Correction(year=1981)


def test_digits_that_can_be_no_year_still_correct_the_number() -> None:
    assert corrected("no, 7738", has_date=True) == Correction(number="APP-2041-7738")
    assert corrected("no, 2088", has_date=True) == Correction(number="APP-2041-2088")


def test_the_number_is_meant_when_it_is_named() -> None:
    assert corrected("the number ends in 1981", True) == Correction(number="APP-2041-1981")


def test_four_digits_alone_are_a_correction_only_where_one_is_expected() -> None:
    assert corrected("7738") is None
    assert corrected("7738", expected=True) == Correction(number="APP-2041-7738")
    assert corrected("1981", has_date=True, expected=True) == Correction(year=1981)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("wrong number", Correction(wrong_number=True)),
        ("that's not my number", Correction(wrong_number=True)),
        ("me equivoqué de número", Correction(wrong_number=True)),
        ("el número está mal", Correction(wrong_number=True)),
        ("i think one digit is wrong", Correction(wrong_number=True)),
        ("two numbers are wrong", Correction(wrong_number=True)),
        ("creo que un dígito está mal", Correction(wrong_number=True)),
        ("wrong date", Correction(wrong_date=True)),
        ("the birthday is wrong", Correction(wrong_date=True)),
        ("la fecha está equivocada", Correction(wrong_date=True)),
        ("quiero cambiar la fecha de nacimiento", Correction(wrong_date=True)),
        ("both are wrong", Correction(wrong_number=True, wrong_date=True)),
        ("los dos están mal", Correction(wrong_number=True, wrong_date=True)),
    ],
)
def test_what_is_wrong_may_be_said_without_the_right_one(text: str, wrong: Correction) -> None:
    assert corrected(text, has_date=True) == wrong


def test_wrong_alone_means_the_number_while_there_is_nothing_else() -> None:
    assert corrected("that's wrong") == Correction(wrong_number=True)
    assert corrected("está mal") == Correction(wrong_number=True)
    assert corrected("wait i wrote it wrong") == Correction(wrong_number=True)
    assert corrected("perdón, me equivoqué") == Correction(wrong_number=True)
    assert corrected("that's wrong", has_date=True) is None


@pytest.mark.parametrize(
    "text",
    [
        *("", "hello", "no", "5/3/1980", "no, May 3 1980", "i want to change my interview date"),
        *("change my address", "cambiar la fecha de mi cita", "my card number is wrong"),
        *(
            "my pin 83772",
            "no, my pin is 7738",
            "my ssn ends in 6789",
            "no, 77385",
            "4 people live here",
            "i need it by 5",
        ),
    ],
)
def test_other_messages_correct_nothing(text: str) -> None:
    assert corrected(text) is None


def test_without_a_number_there_is_nothing_to_end_differently() -> None:
    assert find_correction("no, 7738", None, False, TODAY) is None


@pytest.mark.parametrize(
    ("text", "year"),
    [
        *(("1980", 1980), ("in 1980", 1980), ("'80", 1980), ("del 80", 1980), ("80", 1980)),
        *(("2041", None), ("1880", None), ("5/80", None), ("8", None), ("hello", None)),
    ],
)
def test_a_year_alone_is_read(text: str, year: int | None) -> None:
    assert bare_year(text, TODAY) == year
