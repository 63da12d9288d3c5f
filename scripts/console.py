"""What a person at the terminal sees: steps, their progress, and one sentence when it fails."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

QUIET_SECONDS = 10.0
"""Without a terminal, a long step reports this often."""

LINE_WIDTH = 100


class StepError(Exception):
    """A step cannot go on; the text is one sentence that says why and what to do."""

    def __init__(self, sentence: str, log: Path | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.log = log


class Console:
    """Writes steps and their progress; rewrites the line on a terminal, adds lines elsewhere."""

    def __init__(
        self, stream: TextIO = sys.stdout, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._stream = stream
        self._clock = clock
        self._live = stream.isatty()
        self._live_shown = False

    def say(self, text: str) -> None:
        """One line, at once."""
        self._clear_live_line()
        print(text, file=self._stream, flush=True)

    def step(self, title: str) -> Step:
        """Announces a long step and returns the handle to report its progress with."""
        if not self._live:
            self.say(f"{title} ...")
        return Step(self, title, self._clock)

    def show_progress(self, text: str) -> None:
        """Replaces the live line on a terminal; a plain line elsewhere."""
        if not self._live:
            self.say(f"  {text}")
            return
        print("\r\x1b[2K" + text[:LINE_WIDTH], end="", file=self._stream, flush=True)
        self._live_shown = True

    @property
    def live(self) -> bool:
        """Whether lines can be rewritten."""
        return self._live

    def _clear_live_line(self) -> None:
        if self._live_shown:
            print("\r\x1b[2K", end="", file=self._stream, flush=True)
            self._live_shown = False


class Step:
    """One long step: call `tick` often, `done` at its end."""

    def __init__(self, console: Console, title: str, clock: Callable[[], float]) -> None:
        self._console = console
        self._title = title
        self._clock = clock
        self._started = clock()
        self._shown = self._started

    @property
    def seconds(self) -> float:
        """How long the step has been going on."""
        return self._clock() - self._started

    def tick(self, detail: str) -> None:
        """Shows how long it has taken and what it is doing, not more often than useful."""
        pause = 0.2 if self._console.live else QUIET_SECONDS
        if self._clock() - self._shown < pause:
            return
        self._shown = self._clock()
        self._console.show_progress(f"{self._title}: {self.seconds:.0f} s  {detail}".rstrip())

    def done(self, note: str = "done") -> None:
        """Ends the step with one line that stays."""
        self._console.say(f"{self._title}: {note} ({self.seconds:.1f} s)")


def report(failure: StepError, stream: TextIO = sys.stderr) -> None:
    """Prints the failure the way every command of the tooling does."""
    where = f" Details: {failure.log}" if failure.log else ""
    print(f"\nbaton: {failure.sentence}{where}", file=stream, flush=True)
