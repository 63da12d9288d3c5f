"""The machine as the set-up sees it: programs, disk, privileges. The seam tests put a fake in."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from scripts.console import Console, Step, StepError
from scripts.explain import explain
from scripts.process_groups import end_groups

PROBE_SECONDS = 30.0
INTERRUPT_SECONDS = 5.0

COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
LOG_PREFIX = re.compile(r"^[\d-]{10} [\d:.,]{8,} +[A-Z]+ +\S+ +- ")
"""Time, level and logger of a line that Rasa prints."""


class Machine:
    """Runs programs for the set-up steps, writes their output to log files, shows progress."""

    def __init__(
        self,
        console: Console,
        logs: Path,
        environ: Mapping[str, str],
        check_interrupts: Callable[[], None] = lambda: None,
    ) -> None:
        self.console = console
        self.python = sys.executable
        self.patience = INTERRUPT_SECONDS
        self._check_interrupts = check_interrupts
        self.environ = dict(environ)
        self._logs = logs

    @property
    def home(self) -> Path:
        """The home folder of whoever runs this."""
        return Path(self.environ.get("HOME") or "/")

    def which_all(self, name: str) -> list[str]:
        """Every executable `name` on the PATH, first hit first."""
        found = []
        for folder in self.environ.get("PATH", "").split(os.pathsep):
            hit = shutil.which(name, path=folder) if folder else None
            if hit and hit not in found:
                found.append(hit)
        return found

    def answer(self, argv: Sequence[str]) -> str | None:
        """What the program prints, or None when it cannot be run or fails.

        Its complaints are dropped: a shim that fails is an answer, not news for anybody.
        """
        try:
            done = subprocess.run(
                list(argv),
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                stdin=subprocess.DEVNULL,
                timeout=PROBE_SECONDS,
                env=self.environ,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return None
        return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else None

    def is_root(self) -> bool:
        """Whether Debian packages can be installed without asking."""
        return os.geteuid() == 0

    def free_bytes(self, path: Path) -> int:
        """Free space where `path` is, or will be."""
        while not path.exists():
            path = path.parent
        return shutil.disk_usage(path).free

    def run(
        self,
        title: str,
        argv: Sequence[str],
        log_name: str,
        *,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        append: bool = False,
    ) -> None:
        """Runs a long step to its end, output to `<logs>/<log_name>.log`, progress on screen.

        Raises StepError with one sentence when the program fails or cannot be run.
        """
        self._logs.mkdir(parents=True, exist_ok=True)
        log = self._logs / f"{log_name}.log"
        step = self.console.step(title)
        with log.open("ab" if append else "wb") as sink:
            start = sink.tell()
            try:
                child = subprocess.Popen(
                    list(argv),
                    stdout=sink,
                    stderr=subprocess.STDOUT,
                    stdin=subprocess.DEVNULL,
                    cwd=cwd,
                    env={**self.environ, **(env or {})},
                    # A group of its own, so that an interrupted step ends with all it started.
                    start_new_session=True,
                )
            except OSError as error:
                raise StepError(
                    f"{title}: cannot run {argv[0]} ({error.strerror}).", log
                ) from error
            code = self._wait(child, step, log)
        if code != 0:
            raise StepError(explain(title, code, _text_from(log, start)), log)
        step.done()

    def _wait(self, child: subprocess.Popen[bytes], step: Step, log: Path) -> int:
        try:
            while True:
                try:
                    return child.wait(timeout=0.2)
                except subprocess.TimeoutExpired:
                    step.tick(last_line(log))
                    self._check_interrupts()
        except BaseException:
            end_groups([child.pid], self.patience, reap=lambda: _collect(child))
            child.wait()
            raise


def _collect(child: subprocess.Popen[bytes]) -> None:
    child.poll()


def last_line(log: Path, width: int = 70) -> str:
    """The last printed line of a growing log, cut to `width`, without colours and time stamps."""
    try:
        with log.open("rb") as source:
            source.seek(0, os.SEEK_END)
            source.seek(max(0, source.tell() - 2000))
            tail = source.read().decode("utf-8", "replace")
    except OSError:
        return ""
    plain = COLOURS.sub("", tail).replace("\r", "\n")
    lines = [line.strip() for line in plain.splitlines() if line.strip()]
    text = LOG_PREFIX.sub("", lines[-1]) if lines else ""
    return "".join(char for char in text if char.isprintable())[:width]


def _text_from(log: Path, start: int) -> str:
    with log.open("rb") as source:
        source.seek(start)
        return source.read().decode("utf-8", "replace")
