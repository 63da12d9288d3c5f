"""The real service in a thread, beside a browser that needs the test's own thread."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from typing import Any

from tests.web.harness import Running

START_SECONDS = 20.0


class ServiceInThread:
    """Runs what `start` gives until `stop`; its verbs may be called from the test's thread."""

    def __init__(self, start: Callable[[], AbstractAsyncContextManager[Running]]) -> None:
        self._start = start
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._end = asyncio.Event()
        self._running: Running | None = None
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        if not self._ready.wait(START_SECONDS):
            raise TimeoutError("the service did not start")
        if self._failure is not None:
            raise self._failure

    def _run(self) -> None:
        try:
            # The runner ends what the server leaves behind, and closes the loop.
            with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
                runner.run(self._serve())
        except BaseException as failure:
            self._failure = failure
            self._ready.set()

    async def _serve(self) -> None:
        async with self._start() as service:
            self._running = service
            self._ready.set()
            await self._end.wait()

    @property
    def service(self) -> Running:
        """What runs."""
        assert self._running is not None
        return self._running

    def stop(self) -> None:
        """End it."""
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join(START_SECONDS)

    def do[T](self, work: Coroutine[Any, Any, T]) -> T:
        """Run something in the service's loop and wait for it."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(START_SECONDS)
