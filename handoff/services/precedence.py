"""Precedence: what a platform waits for goes before what may take a moment.

A platform that is not answered in time brings the same again, and more of it, just when there is
much to do. So while messages are being made durable, turns and deliveries do not begin: a burst is
first taken in whole and then answered. They begin one after the other, in the order in which they
came to wait: between two messages of a burst there are moments with nothing under way, and all that
waits, begun in one of them, would be in the way of the rest of the burst.

Nobody waits long: after `PATIENCE_S` work begins beside a stream that does not end.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

PATIENCE_S = 3.0
"""A citizen who waits for an answer is told so after six seconds; this is well before."""

QUIET_S = 0.002
"""So long nothing may have come before work begins: a platform's next message is on its way."""

BESIDE_S = 0.01
"""Work that has lost its patience begins so far apart, which leaves room for the stream."""

Pause = Callable[[float], Awaitable[object]]


class Precedence:
    """One for all that shares a process and an event loop."""

    def __init__(self, patience_s: float = PATIENCE_S, pause: Pause = asyncio.sleep) -> None:
        self._patience_s = patience_s
        self._pause = pause
        self._first = 0
        self._came = 0
        self._free = asyncio.Event()
        self._free.set()
        self._waiting: deque[tuple[float, asyncio.Future[None]]] = deque()
        self._opening: asyncio.Task[None] | None = None

    @contextmanager
    def first(self) -> Iterator[None]:
        """Mark what goes first, for as long as it is under way."""
        self._first += 1
        self._came += 1
        self._free.clear()
        try:
            yield
        finally:
            self._first -= 1
            if not self._first:
                self._free.set()

    async def let_by(self) -> None:
        """Wait until nothing that goes first is under way, little longer than the patience."""
        if self._free.is_set() and not self._waiting:
            return
        loop = asyncio.get_running_loop()
        passes = loop.create_future()
        self._waiting.append((loop.time() + self._patience_s, passes))
        if self._opening is None:
            self._opening = loop.create_task(self._open(), name="precedence")
        await passes

    async def _open(self) -> None:
        """Let those who wait by, one after the other, and end."""
        try:
            while self._waiting:
                until, passes = self._waiting[0]
                if not passes.done():
                    await self._moment(until)
                self._waiting.popleft()
                if not passes.done():
                    passes.set_result(None)
        finally:
            self._opening = None

    async def _moment(self, until: float) -> None:
        """Wait for a moment in which work may begin; from `until` (the loop's time) on any will."""
        try:
            async with asyncio.timeout_at(until):
                while True:
                    await self._free.wait()
                    came = self._came
                    await self._pause(QUIET_S)
                    if came == self._came:
                        return
        except TimeoutError:
            await self._pause(BESIDE_S)
