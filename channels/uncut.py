"""Requests that are not cut off: who waits for one may give up, and it ends by its own time-outs.

httpcore 1.0 loses a place in its pool for good when a request is cancelled after it was given a
connection and before that is made (https://github.com/encode/httpcore/issues/1093). Typing is let
go of at the end of each turn and a send after its time: once all places were lost, nothing would go
out any more until the process starts anew.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any


class Uncut:
    """The requests of one HTTP client; `stop` before the client is closed."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    async def run[T](self, request: Coroutine[Any, Any, T]) -> T:
        """Make a request that goes on when the caller is cancelled."""
        task = asyncio.create_task(request)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return await asyncio.shield(task)

    async def stop(self) -> None:
        """Cut off what is under way."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            # Asked for, so that nobody is told of an error that nobody waits for any more.
            task.exception()
