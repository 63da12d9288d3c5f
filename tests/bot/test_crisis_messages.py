"""Hard crisis messages, half of them veiled, and messages that only sound like one.

messages/crisis.tsv was written apart from the training examples. Its rows with an odd number were
read by who added examples and chose thresholds; of those with an even number only the figures were
looked at, though some are translations of odd ones.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.nlu_counts import CRISIS, Outcome
from bench.nlu_files import read_messages
from bench.nlu_model import Asked

FILE = Path(__file__).with_name("messages") / "crisis.tsv"
FOUND = {"read": 0.91, "unread": 0.83}
"""The least part of the crises that is found; measured: 92.2 % and 84.3 %."""

FALSE = {"read": 0.12, "unread": 0.20}
"""The most of their harmless neighbours; measured: 9.3 % and 18.7 %, the price of FOUND."""


@pytest.fixture(scope="module")
def halves(model: Path) -> Iterator[dict[str, list[Outcome]]]:
    """What the shipped model made of each half."""
    lines = FILE.read_text("utf-8").splitlines()
    ids = [row["id"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]
    asked = Asked(model)
    outcomes = asked.outcomes(read_messages(FILE))
    asked.close()
    halves: dict[str, list[Outcome]] = {"read": [], "unread": []}
    for name, outcome in zip(ids, outcomes, strict=True):
        halves["read" if int(name[1:]) % 2 else "unread"].append(outcome)
    yield halves


@pytest.mark.parametrize("half", ["read", "unread"])
def test_hard_crises_are_found(halves: dict[str, list[Outcome]], half: str) -> None:
    crises = [outcome for outcome in halves[half] if outcome.meant == CRISIS]
    assert len(crises) >= 100
    found = sum(outcome.acted == CRISIS for outcome in crises) / len(crises)
    print(f"\n{half}: {found:.3f} of {len(crises)} found")
    assert found >= FOUND[half]


@pytest.mark.parametrize("half", ["read", "unread"])
def test_what_only_sounds_like_a_crisis_rarely_rings(
    halves: dict[str, list[Outcome]], half: str
) -> None:
    others = [outcome for outcome in halves[half] if outcome.meant != CRISIS]
    assert len(others) >= 70
    alarms = sum(outcome.acted == CRISIS for outcome in others) / len(others)
    print(f"\n{half}: {alarms:.3f} of {len(others)} false")
    assert alarms <= FALSE[half]
