"""Which sentences of a message are judged by themselves."""

from __future__ import annotations

from bot.sentences import MOST, sentences


def test_a_message_of_one_sentence_has_no_sentences_apart() -> None:
    assert sentences("how do i check the balance on my card") == []
    assert sentences("Where is my card by now?\n") == []


def test_a_long_message_is_parted_at_ends_of_sentences_and_lines() -> None:
    text = "My renewal is due on Friday. He took my keys again!\nwhat do i send you"
    assert sentences(text) == [
        "My renewal is due on Friday.",
        "He took my keys again!",
        "what do i send you",
    ]


def test_what_is_too_short_to_mean_anything_is_left_out() -> None:
    assert sentences("He is fine. My mother lives with us now.") == ["My mother lives with us now."]


def test_of_very_many_sentences_the_last_are_judged() -> None:
    told = [f"this is sentence number {number}." for number in range(MOST + 3)]
    assert sentences(" ".join(told)) == told[-MOST:]
