"""Keeps the parts running: starts them, starts the helpers again when they die, ends them all."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from scripts.console import StepError
from scripts.first_login import relay
from scripts.machine import last_line
from scripts.parts import Part
from scripts.process_groups import end_groups, send
from scripts.workspace import CHECKOUT

GRACE_SECONDS = 10.0
"""How long parts may take to end before they are killed."""

STEADY_SECONDS = 60.0
"""A part that ran this long has recovered: the next failure starts counting anew."""

LONGEST_PAUSE = 30.0
STARTS_BEFORE_READY = 3
"""Ends of one part, before everything was ready once, that mean it cannot start."""


@dataclass
class _Running:
    part: Part
    child: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failures: int = 0
    due: float = 0.0
    relay: threading.Thread | None = None


class Supervisor:
    """Owns one process group per part. Call `start`, then `tick` often, and always `stop`."""

    def __init__(
        self,
        parts: Sequence[Part],
        root: Path,
        say: Callable[[str], None],
        on_first_login: Callable[[str], None],
        *,
        clock: Callable[[], float] = time.monotonic,
        grace: float = GRACE_SECONDS,
    ) -> None:
        self._running = [_Running(part) for part in parts]
        self._root = root
        self._say = say
        self._on_first_login = on_first_login
        self._clock = clock
        self._grace = grace
        self._was_ready = False
        self._watchdog: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts every part."""
        self._watchdog = subprocess.Popen(
            [sys.executable, "-m", "scripts.watchdog", str(self._grace)],
            cwd=CHECKOUT,
            stdin=subprocess.PIPE,
            start_new_session=True,
        )
        for running in self._running:
            self._launch(running)

    def ready(self) -> None:
        """From now on helpers that die are started again for ever."""
        self._was_ready = True

    def tick(self) -> None:
        """Looks after every part once; raises StepError when one that matters is lost."""
        for running in self._running:
            if running.child is None:
                if self._clock() >= running.due:
                    self._launch(running)
            elif (code := running.child.poll()) is not None:
                self._ended(running, code)

    def stop(self, hurry: Callable[[], bool] = lambda: False) -> None:
        """Ends every process of every part: asks, waits for a while, then kills.

        `hurry` says when to wait no longer (Ctrl-C pressed again).
        """
        groups = [running.child.pid for running in self._running if running.child]
        end_groups(groups, self._grace, self._reap, hurry)
        self._reap(wait=True)
        for group in groups:
            self._tell_watchdog(f"-{group}")
        if self._watchdog and self._watchdog.stdin:
            self._watchdog.stdin.close()
            self._watchdog.wait()
            self._watchdog = None

    def _launch(self, running: _Running) -> None:
        part = running.part
        part.log.parent.mkdir(parents=True, exist_ok=True)
        try:
            running.child = subprocess.Popen(
                part.argv,
                cwd=self._root,
                env=dict(part.env),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                # A group of its own: Ctrl-C reaches only us, and we reach all of it.
                start_new_session=True,
            )
        except OSError as error:
            raise StepError(f"The {part.name} cannot be run ({error.strerror}).") from error
        self._tell_watchdog(f"+{running.child.pid}")
        running.started = self._clock()
        assert running.child.stdout is not None
        running.relay = relay(running.child.stdout, part.log, self._on_first_login)

    def _ended(self, running: _Running, code: int) -> None:
        part, child = running.part, running.child
        assert child is not None
        # What it leaves behind would hold its port.
        send(child.pid, signal.SIGKILL)
        self._tell_watchdog(f"-{child.pid}")
        running.child = None
        how = _how(running, code)
        if part.vital:
            raise StepError(f"The {part.name} ended by itself ({how}).", part.log)
        if self._clock() - running.started >= STEADY_SECONDS:
            running.failures = 0
        running.failures += 1
        if not self._was_ready and running.failures >= STARTS_BEFORE_READY:
            raise StepError(f"The {part.name} does not start ({how}).", part.log)
        pause = min(LONGEST_PAUSE, 2.0 ** (running.failures - 1))
        running.due = self._clock() + pause
        self._say(f"The {part.name} ended ({how}); starting it again in {pause:.0f} s.")

    def _tell_watchdog(self, line: str) -> None:
        if self._watchdog and self._watchdog.stdin:
            # Somebody may have killed it; the parts do not depend on it.
            with suppress(BrokenPipeError):
                self._watchdog.stdin.write(f"{line}\n".encode())
                self._watchdog.stdin.flush()

    def _reap(self, *, wait: bool = False) -> None:
        for running in self._running:
            if running.child and wait:
                running.child.wait()
            elif running.child:
                running.child.poll()


def _how(running: _Running, code: int) -> str:
    """How a part ended, with its last words."""
    if running.relay:
        running.relay.join(timeout=1)
    how = f"signal {-code}" if code < 0 else f"exit code {code}"
    words = last_line(running.part.log, width=300)
    return f"{how}: {words}" if words else how
