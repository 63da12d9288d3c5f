"""Long text is cut where people would cut it, and nothing of it is lost."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from channels.split import split

LINK = "https://dhs.example.org/forms/representative?lang=es"
FAMILY = "👨‍👩‍👧‍👦"
PIECES = st.sampled_from(
    ["word", "a", "é", "e\u0301", FAMILY, "🇺🇸", "👍🏽", "\n", "\n\n", " ", ". ", "¿", LINK, "नि"]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=80)


def bare(text: str) -> str:
    return "".join(text.split())


@given(TEXTS, st.integers(60, 90))
def test_no_part_is_too_long_and_nothing_but_white_space_is_lost(text: str, most: int) -> None:
    parts = split(text, most)
    assert all(0 < len(part) <= most for part in parts)
    assert bare("".join(parts)) == bare(text)


@given(TEXTS, st.integers(60, 90))
def test_no_character_that_people_see_is_cut(text: str, most: int) -> None:
    whole = regex.findall(r"\X", text)
    if max(map(len, whole), default=0) > most:
        return
    cut = [cluster for part in split(text, most) for cluster in regex.findall(r"\X", part)]
    assert [c for c in cut if not c.isspace()] == [c for c in whole if not c.isspace()]


@given(st.lists(st.sampled_from(["word", "ñandú", LINK, FAMILY]), max_size=40))
def test_no_link_is_cut(words: list[str]) -> None:
    parts = split(" ".join(words), len(LINK) + 1)
    assert [word for part in parts for word in part.split()] == words


@pytest.mark.parametrize("most", [2000, 4096])
def test_one_character_too_many_with_a_family_at_the_cut(most: int) -> None:
    text = "x" * (most - 3) + FAMILY
    assert split(text, most) == ["x" * (most - 3), FAMILY]


def test_a_paragraph_is_a_better_place_than_a_word() -> None:
    text = "One two three four.\n\nFive six. Seven"
    assert split(text, 32) == ["One two three four.", "Five six. Seven"]


def test_a_sentence_is_a_better_place_than_a_word() -> None:
    assert split("One two three. Four five six", 20) == ["One two three.", "Four five six"]


def test_what_has_no_good_place_is_cut_all_the_same() -> None:
    assert split("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


def test_a_link_that_is_too_long_is_cut() -> None:
    link = "https://example.org/" + "x" * 40
    assert "".join(split(link, 30)) == link


def test_a_short_text_is_one_part_and_an_empty_one_is_none() -> None:
    assert split(" hello ", 10) == ["hello"]
    assert split(" \n ", 10) == []
