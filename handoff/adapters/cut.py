"""Cuts long text where a reader would pause."""

from __future__ import annotations

import re

_PAUSES = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"[.!?…]\s"), re.compile(r"\s"))
"""Where to cut, best first: between paragraphs, lines, sentences, words."""


def cut(text: str, limit: int) -> list[str]:
    """Cut a text into parts of at most `limit` code points; only white space is lost.

    A part is at least half as long as it may be, unless it is the last: a blank line near the
    beginning is no reason for a tiny message. A word longer than `limit` is cut through.
    """
    parts = []
    rest = text.strip()
    while len(rest) > limit:
        end = _end(rest, limit)
        parts.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [*parts, rest]


def _end(text: str, limit: int) -> int:
    for pause in _PAUSES:
        # One code point more than fits: white space right behind the limit is a fine end.
        ends = [m.end() for m in pause.finditer(text, limit // 2, limit + 1)]
        if ends:
            return min(ends[-1], limit)
    return limit
