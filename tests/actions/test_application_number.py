"""Application numbers in the spellings people use."""

from __future__ import annotations

import pytest

from actions.reading.application_number import count_digits, find_application_number


@pytest.mark.parametrize(
    "text",
    [
        "APP-2041-7739",
        "app 2041 7739",
        "app20417739",
        "20417739",
        "2041-7739",
        "2041 7739 thanks",
        "my application number is APP-2041-7739.",
        "it's app#2041-7739",
        "APP: 2041.7739",
        "a p p 2041 7739",
        "App no. 2041 7739",
        "application number 2041 7739",
        "application 20417739",
        "APP-2O41-7739",
        "app 2 0 4 1 7 7 3 9",
        "number:2041_7739",
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
        "4/12/1987",
        "1987-04-12",
        "call me at 502-555-0142",
        "my ssn is 123-45-6789",
    ],
)
def test_what_is_not_an_application_number_is_not_read_as_one(text: str) -> None:
    assert find_application_number(text) is None


def test_odd_groups_are_read_only_when_a_number_was_asked_for() -> None:
    assert find_application_number("20 41 77 39") is None
    found = find_application_number("20 41 77 39", loose=True)
    assert found is not None
    assert found.value == "APP-2041-7739"


def test_the_rest_of_the_message_stays_for_the_date() -> None:
    found = find_application_number("app 2041 7739, born May 3rd 1980")
    assert found is not None
    assert found.rest == ", born May 3rd 1980"


def test_only_ascii_digits_are_counted() -> None:
    assert count_digits("app 20 4x ٣") == 3
