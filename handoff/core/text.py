"""What counts as the text of a message."""

from __future__ import annotations

from handoff.core.errors import EmptyText, InvalidText, TextTooLong

MAX_TEXT = 4000
"""Longest message, in Unicode code points."""


def checked(text: str, limit: int = MAX_TEXT) -> str:
    """Return the text as it is kept: line ends are line feeds, outer white space is gone.

    Raises:
        InvalidText: it holds a NUL (PostgreSQL keeps none) or half a surrogate pair (no UTF-8).
        EmptyText: nothing but white space.
        TextTooLong: more than `limit` code points.
    """
    if "\x00" in text or any("\ud800" <= c <= "\udfff" for c in text):
        raise InvalidText
    kept = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not kept:
        raise EmptyText
    if len(kept) > limit:
        raise TextTooLong(f"The message is longer than {limit} characters.", limit=limit)
    return kept
