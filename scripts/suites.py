"""Runs several commands to their ends, shows what they print, and sums up which failed."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.console import Console


@dataclass(frozen=True)
class Suite:
    """One command of `make test` or `make check`."""

    name: str
    argv: Sequence[str]
    cwd: Path
    env: Mapping[str, str]


def run_suites(suites: Sequence[Suite], console: Console) -> int:
    """Runs all of them even when one fails; 0 only when every one passed."""
    results = []
    for suite in suites:
        console.say(f"\n=== {suite.name}")
        started = time.monotonic()
        done = subprocess.run(suite.argv, cwd=suite.cwd, env=suite.env, check=False)
        results.append((suite.name, done.returncode, time.monotonic() - started))
    console.say("")
    for name, code, seconds in results:
        verdict = "passed" if code == 0 else f"FAILED ({code})"
        console.say(f"{name:<28} {verdict:<12} {seconds:6.1f} s")
    return 0 if all(code == 0 for _, code, _ in results) else 1
