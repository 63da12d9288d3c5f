"""An HTTP/1.1 client that costs next to nothing: one kept connection, one request at a time.

A general client costs about as much as the service adds, so the parser of uvicorn's server is
used directly. No redirects, no proxies, no TLS: the benchmark talks to loopback only.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any, Self, cast
from urllib.parse import urlsplit

from httptools import HttpParserError, HttpResponseParser

NO_HEADERS: Mapping[str, str] = {}


class HttpConnection(asyncio.Protocol):
    """A connection to one server. Made by `open`, ended by `close`."""

    def __init__(self, base_url: str) -> None:
        place = urlsplit(base_url)
        self._host, self._port = place.hostname or "", place.port or 80
        self._transport: asyncio.Transport | None = None
        self._parser = HttpResponseParser(self)
        self._body = bytearray()
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None

    @classmethod
    async def open(cls, base_url: str) -> Self:
        """Connect. Raises `OSError`."""
        connection = cls(base_url)
        await connection._connect()
        return connection

    async def post(
        self, path: str, body: Mapping[str, Any], headers: Mapping[str, str] = NO_HEADERS
    ) -> tuple[int, Any]:
        """Send JSON; return the status and the decoded answer, None for an empty one.

        Raises:
            ConnectionError: the server hung up or sent no HTTP.
            ValueError: its answer is no JSON.
        """
        status, answer = await self.post_bytes(path, json.dumps(body).encode(), headers)
        return status, json.loads(answer) if answer else None

    async def post_bytes(
        self, path: str, content: bytes, headers: Mapping[str, str] = NO_HEADERS
    ) -> tuple[int, bytes]:
        """Send JSON that is written already, and read nothing into the answer. Raises as `post`."""
        lines = [
            f"POST {path} HTTP/1.1",
            f"Host: {self._host}:{self._port}",
            "Content-Type: application/json",
            f"Content-Length: {len(content)}",
            *(f"{name}: {value}" for name, value in headers.items()),
        ]
        # Servers hang up on a connection that was idle for some seconds.
        transport = self._transport or await self._connect()
        self._answer = asyncio.get_running_loop().create_future()
        transport.write("\r\n".join([*lines, "", ""]).encode() + content)
        return await self._answer

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep what to write to (asyncio's callback)."""
        self._transport = cast(asyncio.Transport, transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell who waits (asyncio's callback)."""
        self._transport = None
        self._fail(ConnectionError("the server hung up"))

    def data_received(self, data: bytes) -> None:
        """Parse (asyncio's callback)."""
        try:
            self._parser.feed_data(data)
        except HttpParserError as error:
            self._fail(ConnectionError(f"no HTTP: {error}"))

    def on_body(self, body: bytes) -> None:
        """Collect (the parser's callback)."""
        self._body += body

    def on_message_complete(self) -> None:
        """Answer who waits (the parser's callback)."""
        answer = self._parser.get_status_code(), bytes(self._body)
        # A parser of its own for each answer: one that has finished keeps its last state.
        self._parser, self._body = HttpResponseParser(self), bytearray()
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(answer)

    async def _connect(self) -> asyncio.Transport:
        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_connection(lambda: self, self._host, self._port)
        return transport

    def _fail(self, error: ConnectionError) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(error)
