"""Reads what Telegram brings into typed updates: one from a webhook, or a list of them. Total.

Only the fields that we use are kept before python-telegram-bot gives them their types: what
Telegram adds in the years to come, or sends along broken, cannot cost a citizen a message.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from telegram import Update

from handoff.core.arrivals import Unreadable

KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
"""The updates that we ask Telegram for (`allowed_updates`)."""

_FILES = ("photo", "document", "animation", "voice", "audio", "video", "video_note")
_WORDS = ("message_id", "date", "edit_date", "chat", "from", "text", "caption", "reply_markup")
_OTHERS = ("sticker", "location", "venue", "contact")
_OF_MESSAGE = frozenset((*_WORDS, *_FILES, *_OTHERS))
_OF_PRESS = frozenset(("id", "chat_instance", "data"))
_OF_CHAT = frozenset(("id", "type", "first_name"))
_OF_USER = frozenset(("id", "is_bot", "first_name", "language_code"))

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Received:
    """An update with the bytes it can be read from again.

    `carries` names the fields of a message that are there, those without a type of ours as well.
    """

    raw: bytes
    update: Update
    carries: frozenset[str] = frozenset()


Batch = tuple[Received | Unreadable, ...]


def read(raw: bytes) -> Batch:
    """Read a request's body, or the answer to `getUpdates`; never raises, never drops a piece."""
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError) as wrong:
        return (Unreadable(raw, f"no JSON: {type(wrong).__name__}"),)
    if not isinstance(found, list):
        return (_read_one(raw, found),)
    return tuple(_read_one(json.dumps(piece).encode(), piece) for piece in found)


def _read_one(raw: bytes, data: object) -> Received | Unreadable:
    if not isinstance(data, dict):
        return Unreadable(raw, "an update is an object")
    try:
        update = Update.de_json(_essential(data), None)
    except Exception as wrong:
        # The library raises whatever a wrong shape leads to: TypeError, KeyError, OverflowError.
        return Unreadable(raw, f"an update of a wrong shape: {type(wrong).__name__}")
    if not _is_number(update.update_id):
        return Unreadable(raw, "an update has a whole number as update_id")
    message: Json = next((data[kind] for kind in KINDS[:2] if kind in data), {})
    return Received(raw, update, frozenset(message))


def _essential(data: Json) -> Json:
    """Return an update with the fields that we use. Raises what wrong shapes lead to."""
    kept: Json = {"update_id": data["update_id"]}
    for kind in KINDS:
        if kind in data:
            kept[kind] = _of_kind(kind, data[kind])
    return kept


def _of_kind(kind: str, data: Json) -> Json:
    match kind:
        case "callback_query":
            kept = _only(data, _OF_PRESS)
            kept["from"] = _only(data["from"], _OF_USER)
            if "message" in data:
                kept["message"] = _of_message(data["message"])
            return kept
        case "my_chat_member":
            if not _is_number(data["chat"]["id"]):
                raise TypeError("ids are whole numbers")
            return data
        case _:
            return _of_message(data)


def _of_message(data: Json) -> Json:
    kept = _only(data, _OF_MESSAGE)
    kept["chat"] = _only(data["chat"], _OF_CHAT)
    if not (_is_number(kept["chat"]["id"]) and _is_number(kept["message_id"])):
        raise TypeError("ids are whole numbers")
    if "from" in kept:
        kept["from"] = _only(kept["from"], _OF_USER)
    for name in ("text", "caption"):
        if not isinstance(kept.get(name, ""), str):
            raise TypeError(f"{name} is text")
    return kept


def _only(data: Json, names: frozenset[str]) -> Json:
    return {name: value for name, value in data.items() if name in names}


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
