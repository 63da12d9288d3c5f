"""Decisions, changes and licence keep their form."""

from __future__ import annotations

import hashlib
import re
import tomllib
from datetime import date

from handoff import VERSION
from tests.docs import pages

ENTRY = re.compile(r"^### (\S+) (.+)\n((?:(?!#).*\n)*)", re.MULTILINE)
LONGEST = 5
APACHE_2 = "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30"
"""SHA-256 of the licence as its authors publish it."""


def test_decisions_are_dated_and_short() -> None:
    entries = ENTRY.findall(pages.read("docs/decisions.md"))
    assert len(entries) == pages.read("docs/decisions.md").count("\n### ")
    for day, title, body in entries:
        date.fromisoformat(day)
        assert 1 <= len(body.strip().splitlines()) <= LONGEST, title


def test_the_newest_change_is_of_this_version() -> None:
    newest = re.search(r"^## (\S+)", pages.read("CHANGELOG.md"), re.MULTILINE)
    project = tomllib.loads(pages.read("pyproject.toml"))["project"]
    assert newest is not None
    assert newest[1] == VERSION == project["version"]


def test_the_licence_is_the_whole_standard_text() -> None:
    assert hashlib.sha256((pages.ROOT / "LICENSE").read_bytes()).hexdigest() == APACHE_2
