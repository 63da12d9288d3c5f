"""Ctrl-C, SIGTERM and a closed terminal, noticed at places where stopping is safe.

A handler that raises could do so between starting a process and noting that it was started.
"""

from __future__ import annotations

import signal
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Asked(BaseException):
    """Somebody asked for the end."""


class Interrupts:
    """Counts the requests to end."""

    def __init__(self) -> None:
        self.count = 0

    def listen(self) -> None:
        """From now on signals are counted instead of ending this process."""
        for number in SIGNALS:
            signal.signal(number, self._note)

    def check(self) -> None:
        """Raises Asked when there was a request."""
        if self.count:
            raise Asked

    def _note(self, number: int, frame: FrameType | None) -> None:
        self.count += 1
