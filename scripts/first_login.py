"""Passes a part's output to its log, except the one line that carries the first password."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO

MARK = b"first login:"


def relay(source: IO[bytes], path: Path, on_first_login: Callable[[str], None]) -> threading.Thread:
    """Copies `source` to the log at `path` in the background, until it ends."""
    copier = threading.Thread(target=copy_lines, args=(source, path, on_first_login), daemon=True)
    copier.start()
    return copier


def copy_lines(source: IO[bytes], path: Path, on_first_login: Callable[[str], None]) -> None:
    """Copies line by line; the first-login line goes to the callback only, never to a file."""
    with source, path.open("ab", buffering=0) as log:
        for line in source:
            if line.startswith(MARK):
                on_first_login(line[len(MARK) :].decode("utf-8", "replace").strip())
            else:
                log.write(line)
