"""Citizens who ask on one of the two ways and take the time of each answer."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from time import perf_counter
from typing import Any, Protocol, Self
from uuid import uuid4

from websockets.asyncio.client import ClientConnection, connect

from bench.http_client import HttpConnection

PATIENCE_S = 30.0
"""An answer that takes longer ends the benchmark."""

EVENTS_A_TURN = 3
"""A service turn takes three numbers or more of the log; the direct way counts alike."""


class WrongAnswerError(Exception):
    """Something else came back than the bot's answer, so there is nothing to measure."""


class Citizen(Protocol):
    """One conversation."""

    async def ask(self, question: str) -> float:
        """Ask and wait for the whole answer; return the seconds until its first message."""
        ...

    async def leave(self) -> None:
        """Hang up."""
        ...


class DirectCitizen:
    """Asks the assistant's connector, as the service does. The answer is the HTTP answer."""

    def __init__(self, connection: HttpConnection) -> None:
        self._connection = connection
        self._id = uuid4().hex
        self._seq = 0

    @classmethod
    async def arrive(cls, base_url: str) -> Self:
        """Connect to the assistant; its conversation begins with the first question."""
        return cls(await HttpConnection.open(base_url))

    async def ask(self, question: str) -> float:
        """Seconds from the request until the whole answer."""
        self._seq += EVENTS_A_TURN
        turn = {
            "turn_id": f"{self._id}:{self._seq}",
            "conversation_id": self._id,
            "text": question,
            "language": "en",
            "channel": "web",
        }
        start = perf_counter()
        async with asyncio.timeout(PATIENCE_S):
            status, answer = await self._connection.post("/webhooks/baton/turns", turn)
        seconds = perf_counter() - start
        if status != 200 or not answer["messages"] or answer["handoff"] is not None:
            raise WrongAnswerError(f"the assistant, asked {question!r}: {status} {answer}")
        return seconds

    async def leave(self) -> None:
        """Hang up."""
        self._connection.close()


class ServiceCitizen:
    """Asks through the service, as the widget does: POST in, websocket out."""

    def __init__(
        self, connection: HttpConnection, socket: ClientConnection, opened: Mapping[str, str]
    ) -> None:
        self._connection = connection
        self._socket = socket
        self._path = f"/api/conversations/{opened['conversation_id']}/messages"
        self._headers = {"Authorization": f"Bearer {opened['token']}"}
        self._asked = 0

    @classmethod
    async def arrive(cls, base_url: str) -> Self:
        """Open a conversation and follow it until its backlog (the greeting) has come."""
        connection = await HttpConnection.open(base_url)
        status, opened = await connection.post("/api/conversations", {"language": "en"})
        if status != 201:
            raise WrongAnswerError(f"no conversation: {status} {opened}")
        stream = f"/api/conversations/{opened['conversation_id']}/stream"
        socket = await connect(
            base_url.replace("http", "ws", 1) + stream, compression=None, proxy=None
        )
        citizen = cls(connection, socket, opened)
        await socket.send(json.dumps({"token": opened["token"], "after": 0}))
        async with asyncio.timeout(PATIENCE_S):
            while (await citizen._frame())["type"] != "ready":
                pass
        return citizen

    async def ask(self, question: str) -> float:
        """Seconds from the request until the bot's first message on the websocket."""
        self._asked += 1
        body = {"key": f"k{self._asked}", "text": question}
        async with asyncio.timeout(PATIENCE_S), asyncio.TaskGroup() as both:
            start = perf_counter()
            posted = both.create_task(self._connection.post(self._path, body, self._headers))
            # A message may arrive before the answer to the request that asked for it.
            said = await self._until_bot_speaks(question)
            seconds = perf_counter() - start
            await self._until_turn_ends(said["seq"])
        status, answer = posted.result()
        if status != 202:
            raise WrongAnswerError(f"the service, asked {question!r}: {status} {answer}")
        return seconds

    async def leave(self) -> None:
        """Hang up."""
        self._connection.close()
        await self._socket.close()

    async def _until_bot_speaks(self, question: str) -> dict[str, Any]:
        while True:
            frame = await self._frame()
            if frame["type"] == "message" and frame["author"] == "bot":
                return frame
            if frame["type"] == "control" or (frame.get("author") == "system" and "text" in frame):
                raise WrongAnswerError(f"the service, asked {question!r}: {frame}")

    async def _until_turn_ends(self, seq: int) -> None:
        """The turn's own data follow its messages; citizens see that something stands there."""
        while (frame := await self._frame())["type"] != "internal" or frame["seq"] < seq:
            pass

    async def _frame(self) -> dict[str, Any]:
        frame: dict[str, Any] = json.loads(await self._socket.recv())
        if frame["type"] == "error":
            raise WrongAnswerError(f"the websocket says {frame['error']}")
        return frame
