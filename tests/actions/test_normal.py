"""One spelling for numbers that are typed, mistyped, or spoken."""

from __future__ import annotations

import pytest

from actions.reading.normal import normal, words


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2O41-7739", "2041-7739"),
        ("o5/o3/198o", "05/03/1980"),
        ("l0/1l/1980", "10/11/1980"),
        ("May 3rd 1980", "may 3 1980"),
        ("el 1º de mayo", "el 1 de mayo"),
        ("1ro de mayo", "1 de mayo"),
        ("3ro de marzo", "3 de marzo"),
        ("tres de mayo de mil novecientos ochenta", "3 de mayo de 1980"),
        ("treinta y uno de diciembre de dos mil uno", "31 de diciembre de 2001"),
        ("once de abril del ochenta y siete", "11 de abril del 87"),
        ("primero de enero", "1 de enero"),
        ("the third of May nineteen eighty", "the 3 of may 1980"),
        ("May twenty-first nineteen eighty seven", "may 21 1987"),
        ("nineteen oh five", "1905"),
        ("two thousand and one", "2001"),
        ("two zero four one seven seven three nine", "20417739"),
        ("dos cero cuatro uno, siete siete tres nueve", "2041, 7739"),
        ("no, seven seven three eight", "no, 7738"),
        ("\uff12\uff10\uff14\uff11", "2041"),
    ],
)
def test_everything_that_means_digits_becomes_digits(typed: str, meant: str) -> None:
    assert normal(typed) == meant


@pytest.mark.parametrize(
    "text",
    ["i was there once", "oh no", "the first of all", "illinois", "wait a second", "hello", ""],
)
def test_words_that_are_no_numbers_stay(text: str) -> None:
    assert normal(text) == text


@pytest.mark.parametrize(
    "text", ["\u0663\u0665", "\u202e12\u202d", "🙂", "\x00", "İ" * 50, "o" * 4000]
)
def test_strange_characters_do_no_harm(text: str) -> None:
    assert isinstance(normal(text), str)


def test_words_have_neither_accents_nor_punctuation() -> None:
    assert words("¿Por qué?  ¡No\u2019s\u00e9!") == "por que nose"
