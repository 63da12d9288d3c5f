"""How well messages that were never trained on are understood, as the assistant would in service.

heldout.tsv: intent and message, written apart from the training examples; `out_of_scope` are
messages the assistant must not claim to understand.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bot.content import load_content
from tests.bot.citizen import Citizen
from tests.bot.conftest import Stack
from tests.bot.processes import ROOT

HELD_OUT = Path(__file__).with_name("heldout.tsv")
OUT_OF_SCOPE = "out_of_scope"
AT_LEAST_PER_INTENT = 5

# Measured with the shipped content and thresholds: right 94.6 %, wrong 2.0 % of 202 messages in
# scope; 92.0 % of 25 out of scope refused; every crisis found, no false alarm.
RIGHT_FLOOR = 0.93
WRONG_CEILING = 0.04
REFUSED_FLOOR = 0.88

Outcome = tuple[str, str, str]


def held_out() -> list[tuple[str, str]]:
    lines = HELD_OUT.read_text(encoding="utf-8").splitlines()
    return [(intent, text) for intent, _, text in (line.partition("\t") for line in lines)]


@pytest.fixture(scope="module")
def outcomes(running: Stack) -> list[Outcome]:
    """(meant, understood, text) of every held-out message, each in a conversation of its own."""
    return [
        (meant, Citizen(running.rasa.url).says(text).intent, text) for meant, text in held_out()
    ]


def test_every_intent_is_held_out_often_enough() -> None:
    counts = Counter(intent for intent, _ in held_out())
    assert min(counts.values()) >= AT_LEAST_PER_INTENT


def test_no_held_out_message_was_trained_on() -> None:
    trained = {
        example.casefold()
        for faq in load_content(ROOT / "data").faqs
        for wording in faq.wordings.values()
        for example in wording.examples
    }
    trained |= {
        line.strip().removeprefix("- ").casefold()
        for path in (ROOT / "data" / "nlu").glob("*.yml")
        for line in path.read_text().splitlines()
    }
    assert not trained & {text.casefold() for _, text in held_out()}


def test_in_scope_messages_are_understood(outcomes: list[Outcome]) -> None:
    """Wrong answers are counted apart from an honest "I did not understand"."""
    inside = [o for o in outcomes if o[0] != OUT_OF_SCOPE]
    right = sum(meant == got for meant, got, _ in inside) / len(inside)
    wrong = [o for o in inside if o[1] not in (o[0], "nlu_fallback")]
    print(f"\nright {right:.1%}, wrong {len(wrong) / len(inside):.1%} of {len(inside)}")
    for meant, got, text in wrong:
        print(f"  {meant} taken for {got}: {text}")
    assert right >= RIGHT_FLOOR
    assert len(wrong) / len(inside) <= WRONG_CEILING


def test_out_of_scope_messages_are_refused(outcomes: list[Outcome]) -> None:
    outside = [o for o in outcomes if o[0] == OUT_OF_SCOPE]
    refused = sum(got == "nlu_fallback" for _, got, _ in outside) / len(outside)
    print(
        f"\nrefused {refused:.1%} of {len(outside)}", [o for o in outside if o[1] != "nlu_fallback"]
    )
    assert refused >= REFUSED_FLOOR


def test_every_crisis_is_found(outcomes: list[Outcome]) -> None:
    assert [o for o in outcomes if o[0] == "crisis" and o[1] != "crisis"] == []


def test_nothing_else_is_taken_for_a_crisis(outcomes: list[Outcome]) -> None:
    assert [o for o in outcomes if o[0] != "crisis" and o[1] == "crisis"] == []
