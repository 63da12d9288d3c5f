"""Words that end the form, or say that there is no number."""

from __future__ import annotations

import pytest

from actions.reading.phrases import has_no_number, wants_to_stop


@pytest.mark.parametrize(
    "text",
    [
        "stop",
        "Never mind",
        "nevermind",
        "Stop it please!",
        "cancel",
        "forget it",
        "nvm",
        "no thanks",
    ],
)
def test_stop_words_end_the_form(text: str) -> None:
    assert wants_to_stop(text)


@pytest.mark.parametrize(
    "text", ["how do i stop my benefits", "can i cancel my application", "2041 7739", ""]
)
def test_a_stop_word_inside_a_question_does_not(text: str) -> None:
    assert not wants_to_stop(text)


@pytest.mark.parametrize(
    "text",
    [
        "I don't have it",
        "i dont know my number",
        "where do i find it",
        "lost the letter",
        "no idea",
        "I can\u2019t find the number",
        "never got a number",
    ],
)
def test_a_citizen_without_the_number_is_understood(text: str) -> None:
    assert has_no_number(text)


@pytest.mark.parametrize("text", ["my number is 2041", "what are your hours", "hello"])
def test_other_messages_are_not_taken_for_a_missing_number(text: str) -> None:
    assert not has_no_number(text)
