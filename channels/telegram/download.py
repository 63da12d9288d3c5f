"""Fetches a citizen's file. Its address has the token in it, so nobody but us ever gets it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import quote

import httpx
from telegram.error import BadRequest, RetryAfter, TelegramError

from channels.telegram.bot import CONNECT_S, Bot
from channels.telegram.contents import MOST_BYTES
from channels.telegram.errors import seconds_of
from handoff.core.channel import Download
from handoff.core.errors import DeliveryDelayed, FileGone, FileTooLarge

READ_S = 30.0
CHUNK = 65_536


class Downloads:
    """Fetches files by their `file_id`."""

    def __init__(self, bot: Bot, files_url: str) -> None:
        """`files_url` is where files are, with the token and without a slash at the end."""
        self._bot = bot
        self._files_url = files_url
        timeout = httpx.Timeout(READ_S, connect=CONNECT_S)
        self._http = httpx.AsyncClient(timeout=timeout, follow_redirects=False)

    async def close(self) -> None:
        """Let go of connections."""
        await self._http.aclose()

    @asynccontextmanager
    async def open(self, file_id: str) -> AsyncIterator[Download]:
        """Fetch a file in chunks. Raises `DeliveryDelayed`, `FileGone` or `FileTooLarge`."""
        path = await self._path(file_id)
        try:
            async with self._http.stream("GET", f"{self._files_url}/{quote(path)}") as answer:
                if answer.status_code in (404, 410):
                    raise FileGone
                if answer.status_code != 200:
                    raise DeliveryDelayed
                size = answer.headers.get("content-length", "")
                known = int(size) if size.isdecimal() else None
                yield Download(_limited(answer), answer.headers.get("content-type"), known)
        except httpx.HTTPError as error:
            # Its text names the address; "from None" keeps that out of every trace.
            del error
            raise DeliveryDelayed from None

    async def _path(self, file_id: str) -> str:
        """Ask where the file is; the answer holds for an hour at least."""
        try:
            found = await self._bot.call("getFile", {"file_id": file_id})
        except RetryAfter as later:
            raise DeliveryDelayed(seconds_of(later)) from None
        except BadRequest as refused:
            if "too big" in refused.message.lower():
                raise FileTooLarge from None
            if "temporarily" in refused.message.lower():
                raise DeliveryDelayed from None
            raise FileGone from None
        except TelegramError:
            raise DeliveryDelayed from None
        path = found.get("file_path") if isinstance(found, dict) else None
        # A Bot API server of one's own may name a path on its own disk, which is none of ours.
        if not isinstance(path, str) or path.startswith("/") or ".." in path.split("/"):
            raise FileGone
        return path


async def _limited(answer: httpx.Response) -> AsyncIterator[bytes]:
    """Give the chunks of a body. Raises `FileTooLarge` when there are more than Telegram says."""
    size = 0
    async for chunk in answer.aiter_bytes(CHUNK):
        size += len(chunk)
        if size > MOST_BYTES:
            raise FileTooLarge
        yield chunk
