"""Which of the two days a citizen means."""

from __future__ import annotations

from datetime import date

import pytest

from actions.reading.choice import choose, means_neither

MARCH, MAY = date(1980, 3, 5), date(1980, 5, 3)
EITHER = (MARCH, MAY)


@pytest.mark.parametrize(
    "text",
    [
        *("may", "May", "mayo", "el 3 de mayo", "May 3rd", "3 may", "it's in may", "en mayo"),
        *("3", "the 3rd", "el 3", "día 3", "day first", "dd/mm", "primero el día", "día primero"),
        *("the second one", "second", "the 2nd", "2", "la segunda", "el segundo", "the last one"),
        *("the other one", "número dos", "dos", "3 de mayo de 1980"),
    ],
)
def test_the_day_in_may_is_chosen(text: str) -> None:
    assert choose(text, EITHER, day_first=False) == MAY


@pytest.mark.parametrize(
    "text",
    [
        *("march", "marzo", "5 de marzo", "March 5", "5", "the 5th", "month first", "mm/dd"),
        *("primero el mes", "mes primero", "the first one", "first", "1", "one", "la primera"),
        *("el primero", "uno"),
    ],
)
def test_the_day_in_march_is_chosen(text: str) -> None:
    assert choose(text, EITHER, day_first=False) == MARCH


def test_first_and_second_are_what_the_citizen_sees() -> None:
    assert choose("la primera", EITHER, day_first=True) == MAY
    assert choose("the second one", EITHER, day_first=True) == MARCH
    assert choose("mayo", EITHER, day_first=True) == MAY


@pytest.mark.parametrize(
    "text",
    [
        *("", "yes", "no", "april", "4", "first or second?", "what are your office hours"),
        *("may or march", "1981", "I was born in the hospital next to the old bridge in May"),
    ],
)
def test_what_does_not_say_which_chooses_nothing(text: str) -> None:
    assert choose(text, EITHER, day_first=False) is None


def test_a_number_that_is_a_place_and_another_day_chooses_nothing() -> None:
    either = (date(1980, 2, 1), date(1980, 1, 2))
    assert choose("1", either, day_first=False) == date(1980, 2, 1)
    assert choose("1", either, day_first=True) is None
    assert choose("january", either, day_first=True) == date(1980, 1, 2)


@pytest.mark.parametrize("text", ["neither", "none of them", "ninguna", "ninguno de los dos"])
def test_neither_is_understood(text: str) -> None:
    assert means_neither(text)
    assert choose(text, EITHER, day_first=False) is None
