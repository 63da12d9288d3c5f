"""What the service asks: one turn, parsed and checked. Shape: bot/README.md."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

MAX_TEXT = 4000
MAX_ID = 200
MAX_PAYLOAD = 1000
PAYLOAD = re.compile(r"/([A-Za-z0-9_]+)(\{.*\})?", re.DOTALL)


class InvalidTurn(Exception):
    """The request is not a turn; the message says what is wrong with it."""


@dataclass(frozen=True)
class Turn:
    """One thing a citizen said. `text` is plain words, `payload` the intent behind a button.

    Exactly one of the two is not None. `text` never starts with a slash and may be empty.
    """

    turn_id: str
    conversation_id: str
    text: str | None
    payload: str | None
    language: str | None
    channel: str | None

    @property
    def intent(self) -> str | None:
        """The intent a button stands for, None for typed text."""
        match = PAYLOAD.fullmatch(self.payload) if self.payload else None
        return match.group(1) if match else None

    @property
    def seq(self) -> int | None:
        """The number behind the colon of the turn id, None when it is not a number."""
        number = self.turn_id.rpartition(":")[2]
        return int(number) if number.isascii() and number.isdigit() else None


def parse_turn(body: Any) -> Turn:
    """Check a decoded JSON body. Raises InvalidTurn."""
    if not isinstance(body, dict):
        raise InvalidTurn("the body must be a JSON object")
    conversation_id = _required(body, "conversation_id")
    turn_id = _required(body, "turn_id")
    if not turn_id.startswith(f"{conversation_id}:"):
        raise InvalidTurn("turn_id must be <conversation_id>:<seq>")
    text, payload = body.get("text"), body.get("payload")
    if (text is None) == (payload is None):
        raise InvalidTurn("exactly one of text and payload is needed")
    return Turn(
        turn_id,
        conversation_id,
        None if text is None else plain(_limited("text", text, MAX_TEXT)),
        None if payload is None else _payload(payload),
        _optional(body, "language"),
        _optional(body, "channel"),
    )


def plain(text: str) -> str:
    """Text as Rasa may see it.

    A leading slash would make it a literal intent, so it goes; invisible characters would hide
    words from whoever looks for them, so they go too.
    """
    text = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cf", "Cc"))
    before = None
    while text != before:
        before, text = text, text.strip().lstrip("/")
    return text


def _payload(value: Any) -> str:
    payload = _limited("payload", value, MAX_PAYLOAD)
    if not PAYLOAD.fullmatch(payload):
        raise InvalidTurn("payload must be /intent or /intent{...}")
    return payload


def _required(body: dict[str, Any], key: str) -> str:
    value = _limited(key, body.get(key), MAX_ID)
    if not value:
        raise InvalidTurn(f"{key} must not be empty")
    return value


def _optional(body: dict[str, Any], key: str) -> str | None:
    return None if body.get(key) is None else _limited(key, body[key], MAX_ID)


def _limited(key: str, value: Any, limit: int) -> str:
    if not isinstance(value, str):
        raise InvalidTurn(f"{key} must be text")
    if len(value) > limit:
        raise InvalidTurn(f"{key} is longer than {limit} characters")
    if any(0xD800 <= ord(character) <= 0xDFFF for character in value):
        raise InvalidTurn(f"{key} is not valid Unicode")
    return value
