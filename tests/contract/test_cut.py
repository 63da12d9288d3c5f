"""Long text is cut where a reader would pause."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handoff.adapters.cut import cut


@given(st.text(max_size=300), st.integers(1, 40))
def test_parts_fit_and_only_white_space_is_lost(text: str, limit: int) -> None:
    parts = cut(text, limit)
    assert all(len(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(parts) or not text.strip()


def test_text_that_fits_is_left_alone() -> None:
    assert cut("Hello.\n\nHow are you?", 20) == ["Hello.\n\nHow are you?"]


def test_paragraphs_come_before_lines_sentences_and_words() -> None:
    assert cut("One two. Three.\n\nFour five. Six.", 20) == ["One two. Three.", "Four five. Six."]
    assert cut("One two. Three\nfour five. Six.", 20) == ["One two. Three", "four five. Six."]
    assert cut("One two three. Four five six.", 20) == ["One two three.", "Four five six."]
    assert cut("one two three four five", 10) == ["one two", "three four", "five"]
    assert cut("onetwothreefour", 10) == ["onetwothre", "efour"]


def test_a_pause_near_the_beginning_is_no_reason_for_a_tiny_part() -> None:
    assert cut("Hi.\n\n" + "word " * 10, 20)[0] == "Hi.\n\nword word word"
