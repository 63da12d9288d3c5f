"""Precedence: what a platform waits for goes before what may take a moment.

A platform that is not answered in time brings the same again, and more of it, just when there is
much to do. So while messages are being made durable, turns and deliveries do not begin: a burst is
first taken in whole and then answered. They never wait long: a stream that does not end is served
side by side after `PATIENCE_S`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE_S = 3.0
"""A citizen who waits for an answer is told so after six seconds; this is well before."""


class Precedence:
    """One for all that shares a process."""

    def __init__(self, patience_s: float = PATIENCE_S) -> None:
        self._patience_s = patience_s
        self._first = 0
        self._free = asyncio.Event()
        self._free.set()

    @contextmanager
    def first(self) -> Iterator[None]:
        """Mark what goes first, for as long as it is under way."""
        self._first += 1
        self._free.clear()
        try:
            yield
        finally:
            self._first -= 1
            if not self._first:
                self._free.set()

    async def let_by(self) -> None:
        """Wait until nothing that goes first is under way, at most the patience."""
        if self._free.is_set():
            return
        try:
            async with asyncio.timeout(self._patience_s):
                await self._free.wait()
        except TimeoutError:
            return
