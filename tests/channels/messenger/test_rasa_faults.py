"""Rasa hangs or answers nothing, over Messenger: told kindly, answered once, never lost."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.channels.messenger import page
from tests.channels.messenger.conftest import both_ends
from tests.channels.messenger.graph import FakeGraph
from tests.channels.rasa import faulty_rasa

DELAYED, FAILED = "This takes longer than usual.", "Sorry, something went wrong on our side"


@pytest.mark.parametrize(
    ("ways", "told"),
    [
        (["hang"], [DELAYED, "You said: one", "You said: two"]),
        (["nothing"], [FAILED, "You said: two"]),
        (["hang", "hang", "hang"], [DELAYED, FAILED, "You said: two"]),
    ],
)
async def test_what_rasa_owes_is_told_of_and_what_comes_after_is_answered(
    tmp_path: Path,
    graph_at: tuple[FakeGraph, str],
    ways: Sequence[str],
    told: Sequence[str],
) -> None:
    async with (
        faulty_rasa(*ways) as (_, assistant),
        both_ends(tmp_path, *graph_at, assistant=assistant) as ends,
    ):
        await ends.says(page.ANA, "one")
        await ends.graph.until(page.ANA, 2)
        await ends.says(page.ANA, "two")
        texts = [taken.text for taken in await ends.graph.until(page.ANA, 1 + len(told))][1:]
        assert [text.startswith(words) for text, words in zip(texts, told, strict=True)] == [
            True
        ] * len(told)
