"""A small HTTP/1.1 server on a free loopback port whose answers a test decides, byte by byte."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asked; names of headers are in lower case."""

    path: str
    body: bytes
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server says: `announced` bytes are promised, then the connection is closed."""

    body: bytes
    status: int = 200
    announced: int | None = None
    then: Callable[[], AsyncIterator[bytes]] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


Behaviour = Callable[[Request], Awaitable[Answer]]


class HttpServer:
    """Answers one request a connection."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.url = ""
        self._behaviour: Behaviour | None = None
        self._talks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        port = self._server.sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for talk in self._talks:
            talk.cancel()
        await self._server.wait_closed()

    def behave(self, behaviour: Behaviour) -> None:
        """Answer as `behaviour` says from now on."""
        self._behaviour = behaviour

    def answers(self, body: dict[str, Any] | bytes, status: int = 200) -> None:
        """Answer every request with this."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()

        async def same(_: Request) -> Answer:
            return Answer(content, status)

        self._behaviour = same

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talk = asyncio.create_task(self._serve(reader, writer))
        self._talks.add(talk)
        talk.add_done_callback(self._talks.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            request = await _read(reader)
            self.requests.append(request)
            assert self._behaviour is not None
            await _write(writer, await self._behaviour(request))
        except (ConnectionError, asyncio.IncompleteReadError):
            # The client has hung up, which some tests are about.
            return
        finally:
            writer.close()


async def _read(reader: asyncio.StreamReader) -> Request:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    start, *lines = head.rstrip("\r\n").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    size = int(headers.get("content-length", 0))
    body = await reader.readexactly(size) if size else b""
    method, path, _ = start.split(" ")
    return Request(path, body, method, headers)


async def _write(writer: asyncio.StreamWriter, answer: Answer) -> None:
    size = len(answer.body) if answer.announced is None else answer.announced
    named = {"content-length": str(size), "connection": "close", **answer.headers}
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    writer.write(f"HTTP/1.1 {answer.status} X\r\n{lines}\r\n".encode() + answer.body)
    await writer.drain()
    if answer.then is not None:
        async for piece in answer.then():
            writer.write(piece)
            await writer.drain()
