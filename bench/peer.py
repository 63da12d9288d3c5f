"""A peer that answers at once, to learn what the client itself costs: `python -m bench.peer PORT`.

It speaks as much of both contracts as the citizens need, as a bare ASGI application under the
same server (uvicorn) as the service. What is measured against it is the floor: client, loopback,
server, and no work.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import uvicorn

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

REPLY = "We are open Monday to Friday, 8 to 5. " * 4


class Peer:
    """The ASGI application."""

    def __init__(self) -> None:
        self._hints: dict[str, asyncio.Queue[None]] = {}

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Serve one request or one websocket."""
        if scope["type"] == "http":
            await self._http(scope["path"], receive, send)
        elif scope["type"] == "websocket":
            await self._stream(scope["path"].split("/")[3], receive, send)

    async def _http(self, path: str, receive: Receive, send: Send) -> None:
        body = (await receive())["body"]
        if path == "/webhooks/baton/turns":
            turn_id = json.loads(body)["turn_id"]
            said = {"turn_id": turn_id, "messages": [{"text": REPLY}], "handoff": None}
            await _answer(send, 200, said)
        elif path == "/api/conversations":
            conversation_id = str(len(self._hints))
            self._hints[conversation_id] = asyncio.Queue()
            await _answer(send, 201, {"conversation_id": conversation_id, "token": "t"})
        else:
            self._hints[path.split("/")[3]].put_nowait(None)
            await _answer(send, 202, {"seq": 1})

    async def _stream(self, conversation_id: str, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        await _frame(send, type="ready", last_seq=0)
        hints, gone = self._hints[conversation_id], asyncio.ensure_future(_gone(receive))
        while not gone.done():
            hint = asyncio.ensure_future(hints.get())
            await asyncio.wait({hint, gone}, return_when=asyncio.FIRST_COMPLETED)
            if not hint.done():
                hint.cancel()
                return
            await _frame(send, seq=1, type="message", author="bot", text=REPLY)
            await _frame(send, seq=2, type="internal", author="system")


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "websocket.disconnect":
        pass


async def _frame(send: Send, **frame: object) -> None:
    await send({"type": "websocket.send", "text": json.dumps(frame)})


async def _answer(send: Send, status: int, body: Message) -> None:
    content = json.dumps(body).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(content)).encode()),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})


if __name__ == "__main__":
    uvicorn.run(
        Peer(),
        port=int(sys.argv[1]),
        log_config=None,
        access_log=False,
        lifespan="off",
        ws_per_message_deflate=False,
    )
