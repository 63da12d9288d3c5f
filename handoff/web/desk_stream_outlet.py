"""Where the frames of one desk leave: one after the other, and not for a client that is stuck."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from handoff.core.errors import BatonError
from handoff.web.desk_stream_frames import error, to_text

STUCK_S = 20.0
"""A client that takes no frame for so long is let go; it connects again, and misses nothing."""


class Stuck(Exception):
    """The client takes no frames."""


class Outlet:
    """Sends frames. Whoever has a frame waits until it is taken, so nothing piles up."""

    def __init__(
        self, send_text: Callable[[str], Awaitable[None]], stuck_s: float = STUCK_S
    ) -> None:
        self._send_text = send_text
        self._stuck_s = stuck_s
        self._sending = asyncio.Lock()

    async def send(self, frame: dict[str, Any]) -> None:
        """Send a frame. Raises `Stuck`."""
        text = to_text(frame)
        async with self._sending:
            try:
                async with asyncio.timeout(self._stuck_s):
                    await self._send_text(text)
            except TimeoutError:
                raise Stuck from None

    async def tell(self, problem: BatonError, **about: str) -> None:
        """Send an error. Raises `Stuck`."""
        await self.send(error(problem, **about))
