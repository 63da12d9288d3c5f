"""Calls on the Bot API: python-telegram-bot's `ExtBot`, of which only the calls are used.

Its `Application` is left out, as its queue of updates is memory: a crash would lose them.
"""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

import httpx
from telegram.error import NetworkError
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import BaseRequest, HTTPXRequest

from channels.uncut import Uncut

CONNECT_S = 5.0
READ_S = 15.0
CONNECTIONS = 64
"""More than deliveries run side by side; a call that waits for one is not sent."""

PERHAPS_TAKEN = (HTTPStatus.INTERNAL_SERVER_ERROR, HTTPStatus.GATEWAY_TIMEOUT)
"""Answers of something between us and Telegram after it may have taken the call."""


class PerhapsTaken(httpx.HTTPError):
    """Something on the way answered instead of Telegram, which may have taken the call."""


class Request(HTTPXRequest):
    """Makes the requests, and tells answers apart that leave open what happened."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._uncut = Uncut()

    async def shutdown(self) -> None:
        """Let go of what is under way, and of the connections."""
        await self._uncut.stop()
        await super().shutdown()

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Make one. Raises `NetworkError` with a cause that is not one of a call not sent."""
        status, content = await self._uncut.run(super().do_request(*args, **kwargs))
        if status in PERHAPS_TAKEN:
            raise NetworkError("no clear answer") from PerhapsTaken(f"HTTP {int(status)}")
        return status, content


class Bot(ExtBot[int]):
    """The bot. It needs no `initialize`, so that the service starts while Telegram is away."""

    async def call(
        self, method: str, body: dict[str, object], *, read_s: float | None = None
    ) -> Any:
        """Make a call, once, and return its result as JSON. Raises `TelegramError`."""
        patience = BaseRequest.DEFAULT_NONE if read_s is None else read_s
        return await self._post(method, dict(body), read_timeout=patience)


def new_request() -> Request:
    """Return what a bot makes its requests with; proxies of the environment are used."""
    return Request(
        connection_pool_size=CONNECTIONS,
        connect_timeout=CONNECT_S,
        read_timeout=READ_S,
        write_timeout=READ_S,
        pool_timeout=CONNECT_S,
    )


def new_bot(token: str, api_url: str, request: BaseRequest, per_second: int = 0) -> Bot:
    """Return a bot; `per_second` limits what it sends to chats, 0 does not.

    With `max_retries=0` the limiter only spaces calls out: it hands a 429 on, and does not make
    all other chats wait for it as it does with retries (`AIORateLimiter.process_request`).
    """
    silence()
    limiter = AIORateLimiter(overall_max_rate=per_second, max_retries=0) if per_second else None
    return Bot(
        token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=request,
        get_updates_request=request,
        rate_limiter=limiter,
    )


def silence() -> None:
    """Keep libraries from logging addresses with the token in them, and what citizens wrote."""
    logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)
    logging.getLogger("httpx").setLevel(logging.WARNING)
