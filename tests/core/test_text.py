"""What counts as the text of a message."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.core.errors import BatonError, EmptyText, InvalidText, TextTooLong
from handoff.core.text import MAX_TEXT, checked, cleaned, in_parts


def test_the_longest_text_is_kept_whole() -> None:
    assert checked("🦉" * MAX_TEXT) == "🦉" * MAX_TEXT


def test_one_code_point_more_is_too_long_and_the_limit_is_told() -> None:
    with pytest.raises(TextTooLong) as refused:
        checked("🦉" * (MAX_TEXT + 1))
    assert refused.value.details == {"limit": MAX_TEXT}


def test_outer_white_space_does_not_count() -> None:
    assert checked(" " * 50 + "x" * MAX_TEXT + "\n" * 50) == "x" * MAX_TEXT


@pytest.mark.parametrize("text", ["", " ", "\n\r\t", "\u00a0\u2003"])
def test_nothing_but_white_space_is_empty(text: str) -> None:
    with pytest.raises(EmptyText):
        checked(text)


@pytest.mark.parametrize("text", ["a\x00", "\ud83d", "\udc00 low", "x" * 5000 + "\x00"])
def test_characters_that_cannot_be_stored_are_refused(text: str) -> None:
    with pytest.raises(InvalidText):
        checked(text)


def test_line_ends_become_line_feeds() -> None:
    assert checked("a\r\nb\rc\nd") == "a\nb\nc\nd"


@given(st.text(alphabet=st.characters(), max_size=60))
def test_what_is_kept_is_storable_and_kept_the_same_again(text: str) -> None:
    try:
        kept = checked(text)
    except BatonError:
        return
    assert checked(kept) == kept
    assert kept.encode("utf-8")
    assert kept.split() == text.split()


ANY_TEXT = st.text(st.characters(codec=None))


@given(ANY_TEXT)
def test_a_cleaned_text_can_be_kept_and_has_lost_nothing_that_can(text: str) -> None:
    clean = cleaned(text)
    assert len(clean) == len(text)
    clean.encode()
    assert "\x00" not in clean
    changed = [a for a, b in zip(text, clean, strict=True) if a != b]
    assert all(c == "\x00" or "\ud800" <= c <= "\udfff" for c in changed)


@given(st.text(st.sampled_from("ab \n\r\u2003🦉"), max_size=60), st.integers(1, 12))
def test_parts_are_texts_in_order_that_hold_everything_but_white_space(
    text: str, limit: int
) -> None:
    parts = in_parts(text, limit)
    assert all(checked(part, limit) == part for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_a_text_that_fits_is_one_part() -> None:
    assert in_parts(" a b\r\nc ") == ["a b\nc"]
    assert in_parts(" \n ") == []


def test_parts_end_between_words() -> None:
    assert in_parts("one two three four", 9) == ["one two", "three", "four"]
