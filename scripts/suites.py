"""Runs several commands to their ends, shows what they print, and sums up which failed."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.command import Command
from scripts.process_groups import end_groups, send

TIDY_SECONDS = 15.0
"""How long an interrupted suite may take to end what it started."""


@dataclass(frozen=True)
class Suite:
    """One command of `make test` or `make check`."""

    name: str
    argv: Sequence[str]
    cwd: Path
    env: Mapping[str, str]


def run_suites(command: Command, suites: Sequence[Suite]) -> int:
    """Runs all of them even when one fails; 0 only when every one passed."""
    results = []
    for suite in suites:
        command.console.say(f"\n=== {suite.name}")
        started = time.monotonic()
        code = _run(command, suite)
        results.append((suite.name, code, time.monotonic() - started))
    command.console.say("")
    for name, code, seconds in results:
        verdict = "passed" if code == 0 else f"FAILED ({code})"
        command.console.say(f"{name:<28} {verdict:<12} {seconds:6.1f} s")
    return 0 if all(code == 0 for _, code, _ in results) else 1


def _run(command: Command, suite: Suite) -> int:
    child = subprocess.Popen(suite.argv, cwd=suite.cwd, env=suite.env, start_new_session=True)
    try:
        while True:
            try:
                return child.wait(timeout=0.2)
            except subprocess.TimeoutExpired:
                command.interrupts.check()
    finally:
        _tidy(child)


def _tidy(child: subprocess.Popen[bytes]) -> None:
    """Ends a suite that was interrupted; one that ended by itself left nothing to do."""
    if child.poll() is None:
        # As Ctrl-C does: pytest then runs its fixtures' endings.
        send(child.pid, signal.SIGINT)
        try:
            child.wait(timeout=TIDY_SECONDS)
        except subprocess.TimeoutExpired:
            end_groups([child.pid], 1.0, reap=lambda: _collect(child))
            child.wait()


def _collect(child: subprocess.Popen[bytes]) -> None:
    child.poll()
