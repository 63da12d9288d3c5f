"""What counts as right, wrong, refused and found, on figures that can be checked by hand."""

from __future__ import annotations

import pytest

from bench.nlu_counts import Outcome, accepted, confusions, grouped, in_service


def outcome(meant: str, acted: str, lang: str = "en") -> Outcome:
    return Outcome(meant, acted, acted, lang)


INSIDE = [
    outcome("ebt_pin", "ebt_pin"),
    outcome("ebt_pin", "ebt_balance", "es"),
    outcome("ebt_pin", "nlu_fallback"),
    outcome("ebt_pin", "ask_payment"),
]


def test_did_you_mean_and_asking_back_are_neither_right_nor_wrong() -> None:
    assert accepted(INSIDE) == {
        "accepted_right": 0.25,
        "accepted_wrong": 0.25,
        "oos_refused": None,
    }


def test_an_ask_back_that_was_meant_is_right() -> None:
    assert accepted([outcome("ask_login", "ask_login")])["accepted_right"] == 1.0


@pytest.mark.parametrize(
    ("acted", "refused"),
    [("nlu_fallback", 1.0), ("ask_payment", 0.0), ("crisis", 0.0), ("greet", 0.0)],
)
def test_out_of_scope_is_refused_by_not_understanding_alone(acted: str, refused: float) -> None:
    assert accepted([outcome("out_of_scope", acted)])["oos_refused"] == refused


def test_out_of_scope_counts_among_neither_right_nor_wrong() -> None:
    assert accepted([*INSIDE, outcome("out_of_scope", "greet")])["accepted_wrong"] == 0.25


def test_a_needless_crisis_answer_is_wrong() -> None:
    assert accepted([outcome("shelter", "crisis")])["accepted_wrong"] == 1.0


def test_crises_are_found_when_taken_for_one_and_for_nothing_else() -> None:
    crises = [
        outcome("crisis", "crisis"),
        outcome("crisis", "crisis"),
        outcome("crisis", "report_abuse"),
        outcome("crisis", "nlu_fallback"),
    ]
    assert in_service([*crises, outcome("shelter", "crisis")])["crisis_found"] == 0.5
    assert in_service(INSIDE)["crisis_found"] is None


def test_groups_are_counted_apart() -> None:
    by_lang = grouped(INSIDE, lambda o: o.lang)
    assert list(by_lang) == ["en", "es"]
    assert by_lang["es"]["accepted_wrong"] == 1.0
    assert by_lang["en"]["accepted_right"] == 0.3333


def test_worst_confusions_come_first_and_hold_no_honest_refusal() -> None:
    asked = [
        *INSIDE,
        outcome("out_of_scope", "greet"),
        outcome("out_of_scope", "greet"),
        outcome("out_of_scope", "nlu_fallback"),
    ]
    assert confusions(asked) == [("out_of_scope", "greet", 2), ("ebt_pin", "ebt_balance", 1)]
