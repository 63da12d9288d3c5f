"""Answers that carry the date of the test's clock: desks take the time from there."""

from __future__ import annotations

from email.utils import format_datetime

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from handoff.core.ports import Clock


class Dated:
    """Sets the header `Date` in the server's place."""

    def __init__(self, app: ASGIApp, clock: Clock) -> None:
        self._app = app
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with the date added."""

        async def dated(message: Message) -> None:
            if message["type"] == "http.response.start":
                now = format_datetime(self._clock.now(), usegmt=True)
                MutableHeaders(scope=message)["Date"] = now
            await send(message)

        await self._app(scope, receive, dated)
