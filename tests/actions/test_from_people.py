"""What the form takes over from a person: corrections by agents, and what the citizen told them."""

from __future__ import annotations

from datetime import date

import pytest

from actions.form_answer import BIRTH, NUMBER
from actions.form_slots import CASE_SLOTS, DOOR, NOT_FOUND
from actions.from_people import corrected, overheard

TODAY = date(2026, 11, 22)
APP = "APP-2041-7739"


@pytest.mark.parametrize("text", ["APP-2041-7739", "app 2041 7739", "20417739", "es el 2041-7739"])
def test_a_corrected_number_gets_the_forms_normal_form(text: str) -> None:
    assert corrected(NUMBER, text, "en", TODAY)[NUMBER] == APP


@pytest.mark.parametrize("text", ["1987-04-12", "April 12, 1987", "12 de abril del 87", "4/23/87"])
def test_a_corrected_date_gets_the_forms_normal_form(text: str) -> None:
    day = "1987-04-23" if text == "4/23/87" else "1987-04-12"
    assert corrected(BIRTH, text, "en", TODAY)[BIRTH] == day


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (NUMBER, ""),
        (NUMBER, "see letter"),
        (NUMBER, "2041"),
        (BIRTH, "4/12/1987"),
        (BIRTH, "1987"),
        (BIRTH, "2087-01-01"),
        (BIRTH, "APP-2041-7739"),
    ],
)
def test_what_cannot_be_read_in_one_way_takes_the_wrong_value_away(name: str, text: str) -> None:
    assert corrected(name, text, "en", TODAY)[name] is None


@pytest.mark.parametrize("name", [NUMBER, BIRTH])
def test_with_the_old_value_goes_what_was_true_of_it_only(name: str) -> None:
    slots = corrected(name, "2041-7739", "en", TODAY)
    assert slots[NOT_FOUND] is False
    assert slots[DOOR] is None
    assert all(slots[slot] is None for slot in CASE_SLOTS)
    assert {NUMBER, BIRTH} & slots.keys() == {name}


def test_another_slot_is_taken_as_it_was_written() -> None:
    assert corrected("household", "3", "en", TODAY) == {"household": "3"}
    assert corrected("household", "", "en", TODAY) == {"household": None}


def test_number_and_date_that_the_citizen_told_a_person_are_known_the_newest_counts() -> None:
    texts = ["it is 1111-2222", "sorry, it is 2041 7739", "born April 12, 1987", "thank you"]
    assert overheard(texts, {}, TODAY) == {NUMBER: APP, BIRTH: "1987-04-12"}


def test_what_is_known_is_not_replaced_by_what_was_overheard() -> None:
    texts = ["my wife's is 1111-2222, she was born May 3, 1980"]
    assert overheard(texts, {NUMBER: APP, BIRTH: "1987-04-12"}, TODAY) == {}
    assert overheard(texts, {NUMBER: APP}, TODAY) == {BIRTH: "1980-05-03"}


@pytest.mark.parametrize(
    "text",
    [
        "call me at 555 014 2222",
        "i sent it on May 3, 2026",
        "my appointment was June 1, 2019",
        "my card is 5077 0812 3456 7890",
        "born 3/5/80",
        "ok thanks",
    ],
)
def test_only_what_is_clearly_one_is_taken(text: str) -> None:
    assert overheard([text], {}, TODAY) == {}
