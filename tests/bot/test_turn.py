"""What the service may ask, and what typed text becomes."""

from __future__ import annotations

import pytest

from bot.turn import InvalidTurn, parse_turn, plain

BODY = {"turn_id": "c:12", "conversation_id": "c", "text": "hi"}


def test_a_turn_knows_its_number() -> None:
    assert parse_turn(BODY).seq == 12
    assert parse_turn({**BODY, "turn_id": "c:x"}).seq is None


def test_a_payload_knows_its_intent() -> None:
    turn = parse_turn({**BODY, "text": None, "payload": '/status{"number": "1"}'})
    assert turn.intent == "status"
    assert parse_turn(BODY).intent is None


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("/crisis", "crisis"),
        (" / // crisis", "crisis"),
        ("\u00a0/\u2003/crisis", "crisis"),
        ("\u200b/\u2060crisis", "crisis"),
        ("he\u200blp\ufeff me\x07", "help me"),
        ("two\nlines", "two\nlines"),
        ("either/or", "either/or"),
        ("4/12/1987", "4/12/1987"),
        ("///", ""),
    ],
)
def test_leading_slashes_and_what_cannot_be_seen_are_taken_off_typed_text(
    typed: str, seen: str
) -> None:
    assert plain(typed) == seen


@pytest.mark.parametrize("payload", ["hi", "/", "/a b", "/a{", "//a", "/a\n", "/a{} trailing"])
def test_a_payload_that_is_no_intent_is_refused(payload: str) -> None:
    with pytest.raises(InvalidTurn):
        parse_turn({**BODY, "text": None, "payload": payload})
