"""Application numbers in the spellings people use."""

from __future__ import annotations

import pytest

from actions.reading.application_number import (
    count_digits,
    find_application_number,
    holds_private_number,
)


@pytest.mark.parametrize(
    "text",
    [
        "APP-2041-7739",
        "app 2041 7739",
        "app20417739",
        "20417739",
        "2041-7739",
        "2041 - 7739",
        "2041 7739 thanks",
        "my application number is APP-2041-7739.",
        "it's app#2041-7739",
        "APP: 2041.7739",
        "a p p 2041 7739",
        "A.P.P. 2041 7739",
        "App no. 2041 7739",
        "application number 2041 7739",
        "application 20417739",
        "number is 20417739",
        "the number its 2041 7739",
        "APP-2O41-7739",
        "2o41-7739",
        "app2o417739",
        "204l 7739 no",
        "app 2 0 4 1 7 7 3 9",
        "number:2041_7739",
        "no. 2041-7739",
        "#2041-7739",
        "mi número es 2041 7739",
        "número de solicitud: 2041-7739",
        "solicitud 20417739",
        "es el app 2041 7739 señorita",
        "caso 2041 7739",
        "mi núm. 2041 7739",
        "dos cero cuatro uno siete siete tres nueve",
        "2041, 7739",
    ],
)
def test_every_common_spelling_is_read_as_the_same_number(text: str) -> None:
    found = find_application_number(text)
    assert found is not None
    assert found.value == "APP-2041-7739"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "where is my application",
        "APP-2041-773",
        "APP-2041-77391",
        "app 2041 77391",
        "application oil oil oil",
        "4/12/1987",
        "1987-04-12",
        "call me at 502-555-0142",
        "call me at 502 555 0142",
        "my ssn is 123-45-6789",
        "123456789",
        "app 2041 773 5/3/1980",
        "5/3/1980",
        "3.5.1980",
    ],
)
def test_what_is_not_an_application_number_is_not_read_as_one(text: str) -> None:
    assert find_application_number(text) is None


@pytest.mark.parametrize("text", ["20 41 77 39", "204 177 39", "2 0 4 1 7 7 3 9"])
def test_odd_groups_are_read_only_when_a_number_was_asked_for(text: str) -> None:
    assert find_application_number(text) is None
    found = find_application_number(text, loose=True)
    assert found is not None
    assert found.value == "APP-2041-7739"


@pytest.mark.parametrize("text", ["502 555 0142", "20 41 77 39 1", "123-45-6789", "1 20 41 77 39"])
def test_more_than_eight_digits_are_never_cut_to_a_number(text: str) -> None:
    assert find_application_number(text, loose=True) is None


def test_the_rest_of_the_message_stays_for_the_date() -> None:
    found = find_application_number("app 2041 7739, born May 3rd 1980")
    assert found is not None
    assert found.rest == ", born may 3 1980"


def test_only_ascii_digits_are_counted() -> None:
    assert count_digits("app 20 4x ٣") == 3


CARDS = ["4417 1234 5678 9113", "its 5077-0812-3456-7890", "5077081234567890"]


@pytest.mark.parametrize("text", CARDS)
@pytest.mark.parametrize("loose", [True, False])
def test_the_number_of_a_card_is_no_application_number(text: str, loose: bool) -> None:
    assert find_application_number(text, loose=loose) is None


def test_a_number_and_a_date_in_digits_are_not_a_card() -> None:
    found = find_application_number("20417739 04121987")
    assert found is not None
    assert found.value == "APP-2041-7739"


@pytest.mark.parametrize(
    "text", [*CARDS, "my ssn is 123-45-6789 can you look me up", "123 45 6789"]
)
def test_numbers_that_nobody_should_write_here_are_noticed(text: str) -> None:
    assert holds_private_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "2041 7739",
        "APP-2041-7739 12/4/1987",
        "1-800-555-0142",
        "call me at 405-555-0142",
        "2041773",
    ],
)
def test_numbers_of_applications_dates_and_phones_are_not_private(text: str) -> None:
    assert not holds_private_number(text)
