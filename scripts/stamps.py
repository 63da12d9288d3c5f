"""Digests of what a step was made from, so that a finished step is not done again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

IGNORED_FOLDERS = frozenset({"__pycache__", "node_modules", "dist", ".cache", "coverage"})


def digest_of(root: Path, sources: Iterable[Path]) -> str:
    """SHA-256 over names (relative to `root`) and contents of files and whole folders."""
    total = hashlib.sha256()
    for file in sorted(set(_files(sources))):
        total.update(str(file.relative_to(root)).encode())
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def _files(sources: Iterable[Path]) -> Iterable[Path]:
    for source in sources:
        if source.is_file():
            yield source
        elif source.is_dir() and source.name not in IGNORED_FOLDERS:
            yield from _files(source.iterdir())


def read_stamp(path: Path) -> dict[str, Any]:
    """The stamp at `path`; empty when there is none or it is damaged."""
    try:
        stamp = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(path: Path, stamp: dict[str, Any]) -> None:
    """Replaces the stamp in one step, so that a crash leaves the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".new")
    draft.write_text(json.dumps(stamp, indent=1) + "\n", "utf-8")
    draft.replace(path)
