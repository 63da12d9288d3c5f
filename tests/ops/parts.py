"""Parts for the supervisor's tests, and ways to see whether their processes live."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from scripts.parts import Part

PATIENCE_SECONDS = 10.0


def sleeper(folder: Path, name: str, *kinds: str) -> Part:
    """A part that sleeps; its process ids appear in `<folder>/<name>.ids`."""
    program = Path(__file__).with_name("sleeper.py")
    argv = (sys.executable, str(program), str(folder / f"{name}.ids"), *kinds)
    return Part(name, argv, dict(os.environ), folder / f"{name}.log")


def speaker(folder: Path, name: str, code: str, *, vital: bool = False) -> Part:
    """A part that runs a line of Python."""
    argv = (sys.executable, "-u", "-c", code)
    return Part(name, argv, dict(os.environ), folder / f"{name}.log", vital=vital)


def ids_of(folder: Path, *names: str) -> list[int]:
    """The process ids of the named sleepers and their children, once they have started."""
    files = [folder / f"{name}.ids" for name in names]
    wait_for(lambda: all(file.exists() for file in files), "the sleepers to start")
    return [int(pid) for file in files for pid in file.read_text().split()]


def alive(pid: int) -> bool:
    """Whether the process runs; one that nobody has collected yet does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in ("Z", "X")


def wait_for(condition: Callable[[], bool], what: str) -> None:
    """Returns as soon as the condition holds; fails the test when it never does."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < end, f"waited {PATIENCE_SECONDS} s for {what}"
        time.sleep(0.02)
