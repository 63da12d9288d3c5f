"""A numbered list is what `Caps.numbers` and the numbers typed back go by."""

from __future__ import annotations

from channels.numbered import numbered
from handoff.core.values import Button


def test_choices_stand_below_the_text_from_number_one() -> None:
    buttons = [Button("Check my case", "/status"), Button("A person", "/person")]
    assert numbered("What now?", buttons) == "What now?\n1. Check my case\n2. A person"


def test_without_choices_the_text_stays_as_it_is() -> None:
    assert numbered("What now?", []) == "What now?"
