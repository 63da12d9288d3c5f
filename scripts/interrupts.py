"""Ctrl-C, SIGTERM and a closed terminal, noticed at places where stopping is safe.

A handler that raises could do so between starting a process and noting that it was started.
"""

from __future__ import annotations

import os
import signal
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Asked(BaseException):
    """Somebody asked for the end."""


class Interrupts:
    """Counts the requests to end; the end of the process `parent` is one, too."""

    def __init__(self, parent: int | None = None) -> None:
        self.count = 0
        self._parent = parent

    def listen(self) -> None:
        """From now on signals are counted instead of ending this process."""
        for number in SIGNALS:
            signal.signal(number, self._note)

    def check(self) -> None:
        """Raises Asked when there was a request."""
        if self.count or (self._parent is not None and os.getppid() != self._parent):
            raise Asked

    def _note(self, number: int, frame: FrameType | None) -> None:
        self.count += 1
