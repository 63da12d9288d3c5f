"""What the service asks: one turn, parsed and checked. Shape: bot/README.md."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MAX_TEXT = 4000
MAX_ID = 200
MAX_PAYLOAD = 1000
MOST_MISSED = 50
MAX_MISSED = 1000
"""So many messages are kept of what a person and the citizen said, the newest; so long is each."""

MOST_SLOTS = 100
BOT, QUEUED = "bot", "queued"
CONTROLS = (BOT, QUEUED)
CITIZEN, AGENT = "citizen", "agent"
AUTHORS = (CITIZEN, AGENT)
PAYLOAD = re.compile(r"/([A-Za-z0-9_]+)(\{.*\})?", re.DOTALL)


class InvalidTurn(Exception):
    """The request is not a turn; the message says what is wrong with it."""


@dataclass(frozen=True)
class Missed:
    """One message of the time when a person had the conversation; `author`: CITIZEN or AGENT."""

    author: str
    text: str


@dataclass(frozen=True)
class Turn:
    """One thing a citizen said. `text` is plain words, `payload` the intent behind a button.

    Exactly one of the two is not None. `text` never starts with a slash and may be empty.
    `missed`: what was said while a person had the conversation, oldest first. `slots`: what agents
    have corrected, as they wrote it. `control`: who has the conversation, BOT or QUEUED.
    """

    turn_id: str
    conversation_id: str
    text: str | None
    payload: str | None
    language: str | None
    channel: str | None
    missed: tuple[Missed, ...] = ()
    slots: Mapping[str, str] = field(default_factory=dict)
    control: str = BOT

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
        _missed(body.get("missed")),
        _slots(body.get("slots")),
        _control(body.get("control")),
    )


def parse_question(body: Any) -> tuple[str, str | None]:
    """Text and language of a question for suggestions. Raises InvalidTurn."""
    if not isinstance(body, dict):
        raise InvalidTurn("the body must be a JSON object")
    return plain(_limited("text", body.get("text"), MAX_TEXT)), _optional(body, "language")


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


def _missed(value: Any) -> tuple[Missed, ...]:
    """The newest messages, each cut: too many of them are no reason to leave a citizen alone."""
    if value is None:
        return ()
    if not isinstance(value, list):
        raise InvalidTurn("missed must be a list")
    return tuple(_missed_message(entry) for entry in value[-MOST_MISSED:])


def _missed_message(entry: Any) -> Missed:
    if not isinstance(entry, dict) or entry.get("author") not in AUTHORS:
        raise InvalidTurn("each missed message needs an author, citizen or agent")
    text = entry.get("text")
    if not isinstance(text, str):
        raise InvalidTurn("each missed message needs a text")
    return Missed(str(entry["author"]), plain(_limited("missed", text[:MAX_MISSED], MAX_MISSED)))


def _slots(value: Any) -> dict[str, str]:
    if value is None:
        return {}
    if not isinstance(value, dict) or len(value) > MOST_SLOTS:
        raise InvalidTurn(f"slots must be an object with at most {MOST_SLOTS} names")
    return {
        _limited("a slot's name", name, MAX_ID): plain(_limited(f"slot {name}", text, MAX_TEXT))
        for name, text in value.items()
    }


def _control(value: Any) -> str:
    if value is None:
        return BOT
    if value not in CONTROLS:
        raise InvalidTurn("control must be bot or queued")
    return str(value)


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
