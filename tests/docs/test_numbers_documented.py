"""Limits, parts of `/readyz`, log fields and points of a crash are as documented."""

from __future__ import annotations

import ast
import json
import logging
from collections.abc import Iterator
from importlib import import_module

import pytest

from handoff.logs import JsonLines
from tests.crash import faults
from tests.docs import pages, sources

OPERATIONS = "docs/operations.md"


@pytest.mark.parametrize(
    ("value", "where"),
    [(row[1], row[2]) for row in pages.table(pages.read("docs/http-api.md"), "Limits")],
)
def test_a_limit_has_the_value_that_is_documented(value: str, where: str) -> None:
    path, name = pages.spans(where)
    module = import_module(path.removesuffix(".py").replace("/", "."))
    assert getattr(module, name) == int(value)


def logged() -> Iterator[str]:
    """The fields that lines of the log are given."""
    record = logging.makeLogRecord({"exc_info": (ValueError, ValueError(), None)})
    yield from json.loads(JsonLines().format(record))
    for node in sources.nodes("handoff", "channels"):
        if isinstance(node, ast.keyword):
            named, given = [node.arg], node.value
        elif isinstance(node, ast.Assign):
            named, given = [ast.unparse(target) for target in node.targets], node.value
        else:
            continue
        if named[0] in ("extra", "fields"):
            yield from sources.literal_keys(given)


def test_every_field_of_the_log_is_documented() -> None:
    assert pages.first_spans(pages.table(pages.read(OPERATIONS), "Logs")) == set(logged())


def test_every_part_of_readyz_is_documented() -> None:
    parts: set[str] = set()
    for node in sources.nodes("handoff/wiring/adapters.py"):
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "parts":
            parts.add(ast.literal_eval(node.slice))
        elif isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "parts":
            parts.update(sources.literal_keys(node.value) if node.value else [])
    assert pages.first_spans(pages.table(pages.read(OPERATIONS), "Health")) == parts


def test_every_point_at_which_the_crash_tests_kill_is_documented() -> None:
    part = pages.section(pages.read("docs/how-it-works.md"), "When something is down")
    assert [row[0] for row in pages.tables(part)[1]] == list(faults.ALL)
