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


def cleaned(text: str) -> str:
    """Return a text as it came over a channel without what cannot be kept: nothing else is lost."""
    return "".join("\ufffd" if c == "\x00" or "\ud800" <= c <= "\udfff" else c for c in text)


def in_parts(text: str, limit: int = MAX_TEXT) -> list[str]:
    """Split a text into parts that `checked` takes, between words where there are any.

    The same text always gives the same parts; white space alone gives none.
    """
    parts = []
    rest = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    while len(rest) > limit:
        gaps = (place for place in range(limit, limit // 2, -1) if rest[place].isspace())
        cut = next(gaps, limit)
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*parts, rest] if rest else parts
