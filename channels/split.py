"""Cuts long text into messages a channel takes: at paragraphs, lines, sentences or words.

Lengths are in code points. A cut never falls into a character as people see it (an extended
grapheme cluster, Unicode Standard Annex 29) nor into a link, unless one alone is too long.
"""

from __future__ import annotations

from itertools import accumulate

import regex

_CLUSTER = regex.compile(r"\X")
_LINK = regex.compile(r"\b(?:https?://|www\.)\S+", regex.IGNORECASE)
_SENTENCE_ENDS = (".", "!", "?", "…", "。", "؟")


def split(text: str, most: int) -> list[str]:
    """Return the text in parts of at most `most` code points; white space at cuts is dropped.

    Nothing else is lost. An empty text gives no parts.
    """
    parts: list[str] = []
    rest = text.strip()
    while len(rest) > most:
        cut = _cut(rest, most)
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [part for part in (*parts, rest) if part]


def _cut(text: str, most: int) -> int:
    """Return where to cut: the last good place in the second half, else the last possible one."""
    clusters = _CLUSTER.findall(text[: most + 1])
    ends = [end for end in accumulate(map(len, clusters)) if end <= most]
    spaces = [end for end, cluster in zip(ends, clusters, strict=False) if cluster.isspace()]
    late = [end for end in spaces if end > most // 2]
    for fits in (_after_paragraph, _after_line, _after_sentence):
        if good := [end for end in late if fits(text, end)]:
            return good[-1]
    if spaces:
        return spaces[-1]
    links = [match.span() for match in _LINK.finditer(text)]
    outside = [e for e in ends if not any(start < e < end for start, end in links)]
    return (outside or ends or [most])[-1]


def _after_paragraph(text: str, end: int) -> bool:
    return text[:end].endswith("\n\n")


def _after_line(text: str, end: int) -> bool:
    return text[end - 1] == "\n"


def _after_sentence(text: str, end: int) -> bool:
    return text[:end].rstrip().endswith(_SENTENCE_ENDS)
