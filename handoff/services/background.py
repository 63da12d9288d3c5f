"""Kept background tasks, at most one for each key: what turns and deliveries run in."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Set


class Background:
    """Runs `work(key)`: keys side by side, and never twice at once for one key.

    `before` is waited for each time work begins. The work handles its own errors. Nothing here
    survives a crash, and nothing has to: what is owed stands in the log, and the sweeper starts it
    again.
    """

    def __init__(
        self,
        name: str,
        work: Callable[[str], Awaitable[None]],
        before: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self._name = name
        self._before = before
        self._work = work
        self._running: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._stopped = False

    @property
    def running(self) -> Set[str]:
        """The keys whose work is under way."""
        return self._running.keys()

    def start(self, key: str) -> None:
        """Run the work for `key`, and once more afterwards when it runs already."""
        if self._stopped:
            return
        if key in self._running:
            self._again.add(key)
            return
        task = asyncio.create_task(self._run(key), name=f"{self._name} {key}")
        self._running[key] = task

    async def drain(self) -> None:
        """Wait until nothing is under way."""
        while self._running:
            await asyncio.wait(tuple(self._running.values()))

    async def stop(self) -> None:
        """Cancel what is under way, wait until it is gone, and start nothing any more."""
        self._stopped = True
        tasks = tuple(self._running.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        # A task that was cancelled before its first step never reached its own `finally`.
        self._running.clear()

    async def _run(self, key: str) -> None:
        try:
            while True:
                if self._before is not None:
                    await self._before()
                self._again.discard(key)
                await self._work(key)
                # No await between this look and the `finally`: a start is seen here, or it
                # finds the key free.
                if key not in self._again:
                    return
        finally:
            self._again.discard(key)
            del self._running[key]
