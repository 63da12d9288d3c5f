"""Reads the repository's Markdown: tables, code spans, links, headings."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SKIPPED = frozenset({"node_modules", "var", "dist", "__pycache__"})

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")

Table = list[list[str]]
"""Rows of cells, header and rule left out."""


def documents() -> list[Path]:
    """Every Markdown file of the repository."""
    found = []
    for folder, below, files in os.walk(ROOT):
        below[:] = [name for name in below if name not in SKIPPED and not name.startswith(".")]
        found += [Path(folder) / name for name in files if name.endswith(".md")]
    return sorted(found)


def read(name: str) -> str:
    """A file of the repository."""
    return (ROOT / name).read_text("utf-8")


def section(text: str, title: str) -> str:
    """What stands below a heading, up to the next one of its level or above."""
    headings = list(_HEADING.finditer(text))
    for place, heading in enumerate(headings):
        if heading[2] == title:
            after = (h for h in headings[place + 1 :] if len(h[1]) <= len(heading[1]))
            end = next(after, None)
            return text[heading.end() : end.start() if end else len(text)]
    raise AssertionError(f"no heading {title!r}")


def tables(text: str) -> list[Table]:
    """Every table, in order."""
    found: list[Table] = []
    table: Table = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            table.append([cell.strip() for cell in line.strip("|").split("|")])
        elif table:
            found.append(table[2:])
            table = []
    return found


def table(text: str, title: str) -> Table:
    """The first table below a heading."""
    return tables(section(text, title))[0]


def spans(text: str) -> list[str]:
    """Every code span, in order."""
    return re.findall(r"`([^`\n]+)`", text)


def first_spans(rows: Table) -> set[str]:
    """The code spans of the first column."""
    return {span for row in rows for span in spans(row[0])}


def blocks(text: str, language: str) -> list[str]:
    """Every fenced block of a language, in order."""
    return [body for found, body in _FENCE.findall(text) if found == language]


def without_blocks(text: str) -> str:
    """The text without its fenced blocks."""
    return _FENCE.sub("", text)


def links(text: str) -> Iterator[str]:
    """The targets of all links and pictures."""
    return (match[1] for match in _LINK.finditer(without_blocks(text)))


def anchors(text: str) -> set[str]:
    """The names under which headings can be linked to, as GitHub makes them."""
    titles = (match[2] for match in _HEADING.finditer(without_blocks(text)))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}
