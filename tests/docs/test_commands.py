"""Commands and examples in the documents work as written."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from handoff.__main__ import _parser
from tests.docs import pages
from tests.docs.json_blocks import json_blocks

DOCUMENTS = pages.documents()
NAMES = [str(path.relative_to(pages.ROOT)) for path in DOCUMENTS]
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", pages.read("Makefile"), re.MULTILINE))
MAKE = re.compile(r"(?:^|[\s`])make ([a-z][a-z-]*)")


def commands(text: str) -> list[str]:
    """Lines of shell blocks, and code spans."""
    shell = [line for block in pages.blocks(text, "sh") for line in block.splitlines()]
    return shell + pages.spans(pages.without_blocks(text))


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_make_targets_that_are_named_exist(document: Path) -> None:
    lines = commands(document.read_text("utf-8"))
    assert {name for line in lines for name in MAKE.findall(line)} <= TARGETS


def test_the_readme_names_every_make_target() -> None:
    named = {name for line in commands(pages.read("README.md")) for name in MAKE.findall(line)}
    assert named == TARGETS


def test_command_lines_of_the_service_are_understood() -> None:
    lines = [line for name in NAMES for line in commands(pages.read(name)) if "-m handoff " in line]
    assert len(lines) >= 5
    for line in lines:
        # Raises SystemExit when it is not understood.
        _parser().parse_args(shlex.split(line.partition("-m handoff ")[2]))


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_json_examples_are_json(document: Path) -> None:
    json_blocks(document.read_text("utf-8"))
