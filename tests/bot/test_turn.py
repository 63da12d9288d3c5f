"""What the service may ask, and what typed text becomes."""

from __future__ import annotations

from typing import Any

import pytest

from bot.turn import MAX_MISSED, MOST_MISSED, InvalidTurn, Missed, parse_turn, plain

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


def test_what_people_said_and_put_right_is_read_without_what_cannot_be_seen() -> None:
    missed = [{"author": "agent", "text": "/Hel\u200blo\x07"}, {"author": "citizen", "text": ""}]
    turn = parse_turn({**BODY, "missed": missed, "slots": {"number": " /20\u200b41 "}})
    assert turn.missed == (Missed("agent", "Hello"), Missed("citizen", ""))
    assert turn.slots == {"number": "2041"}
    assert parse_turn({**BODY, "missed": None, "slots": None}) == parse_turn(BODY)


def test_of_what_people_said_the_newest_counts_and_each_is_cut() -> None:
    many = [{"author": "agent", "text": f"{n} {'x' * 2000}"} for n in range(MOST_MISSED + 9)]
    missed = parse_turn({**BODY, "missed": many}).missed
    assert len(missed) == MOST_MISSED
    assert missed[0].text.startswith("9 ")
    assert {len(message.text) for message in missed} == {MAX_MISSED}


@pytest.mark.parametrize(
    "change",
    [
        {"missed": "hi"},
        {"missed": ["hi"]},
        {"missed": [{"author": "bot", "text": "hi"}]},
        {"missed": [{"author": ["agent"], "text": "hi"}]},
        {"missed": [{"author": "agent"}]},
        {"missed": [{"author": "agent", "text": 5}]},
        {"missed": [{"author": "agent", "text": "\ud800"}]},
        {"slots": ["number"]},
        {"slots": {"number": 5}},
        {"slots": {"number": None}},
        {"slots": {"number": "x" * 4001}},
        {"slots": {str(n): "x" for n in range(101)}},
        {"control": "agent"},
        {"control": ["bot"]},
    ],
)
def test_what_is_told_in_another_shape_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(InvalidTurn):
        parse_turn({**BODY, **change})
