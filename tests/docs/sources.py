"""Reads the sources where running them would not tell: literals, by their syntax tree."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.docs.pages import ROOT


def nodes(*places: str) -> Iterator[ast.AST]:
    """Every node of these Python files, and of the Python files in these folders."""
    for place in places:
        path = ROOT / place
        files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
        for file in files:
            yield from ast.walk(_parsed(file))


def literal_keys(node: ast.expr) -> list[str]:
    """The keys of a dict display that are plain text; of anything else, none."""
    if not isinstance(node, ast.Dict):
        return []
    return [k.value for k in node.keys if isinstance(k, ast.Constant) and isinstance(k.value, str)]


def frames(*places: str) -> dict[str, set[str]]:
    """Every `{"type": "...", ...}` written out there: its type and its other keys."""
    found: dict[str, set[str]] = {}
    for node in nodes(*places):
        if not isinstance(node, ast.Dict):
            continue
        for key, value in zip(node.keys, node.values, strict=True):
            named = isinstance(key, ast.Constant) and key.value == "type"
            if named and isinstance(value, ast.Constant) and isinstance(value.value, str):
                found.setdefault(value.value, set()).update(set(literal_keys(node)) - {"type"})
    return found


def numbers(*places: str) -> set[int]:
    """Every whole number written there."""
    found = (n.value for n in nodes(*places) if isinstance(n, ast.Constant))
    return {value for value in found if type(value) is int}


def calls(name: str, *places: str) -> Iterator[ast.Call]:
    """Every call of a function or method of this name."""
    for node in nodes(*places):
        if isinstance(node, ast.Call):
            called = node.func
            own = called.id if isinstance(called, ast.Name) else getattr(called, "attr", None)
            if own == name:
                yield node


def _parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"), str(file))
