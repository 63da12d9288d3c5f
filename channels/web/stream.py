"""The widget's websocket: every event once and in order, and signs of what goes on between them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine
from contextlib import aclosing, suppress
from typing import Any

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from pydantic import ValidationError

from channels.web import render
from channels.web.door import Door
from channels.web.parse import Hello
from handoff.core.conversation import Conversation
from handoff.core.fold import evolve
from handoff.core.errors import BatonError, InvalidRequest, UnknownConversation, WrongToken
from handoff.core.events import MessagePosted, Recorded
from handoff.core.ports import Log, Wakeups
from handoff.core.values import Author, Control
from handoff.services.feed import Feed

FIRST_FRAME_S = 10.0
"""A socket that does not say who it is within this time is closed."""

AGENT_TYPES_S = 6.0
"""An agent who types says so again before this is over."""

CLOSE_CODES: tuple[tuple[type[BatonError], int], ...] = (
    (InvalidRequest, 4400),
    (WrongToken, 4401),
    (UnknownConversation, 4404),
)
TRY_LATER = 1013
"""RFC 6455 registry: try again later."""


def stream_router(door: Door, log: Log, feed: Feed, typing: Wakeups) -> APIRouter:
    """Build the websocket route of the widget; `typing` hints that an agent writes."""
    routes = APIRouter()

    @routes.websocket("/api/conversations/{conversation_id}/stream")
    async def stream(socket: WebSocket, conversation_id: str) -> None:
        await socket.accept()
        with suppress(WebSocketDisconnect):
            try:
                hello = await _hello(socket)
                await door.admit(conversation_id, hello.token)
                state = await log.load(conversation_id)
                sender = Sender(socket, log, feed, state)
                await _until_gone(socket, sender.run(hello.after), sender.show_agent(typing))
            except BatonError as error:
                await _refuse(socket, error)

    return routes


class Sender:
    """Sends one conversation to one socket."""

    def __init__(self, socket: WebSocket, log: Log, feed: Feed, state: Conversation) -> None:
        self._socket = socket
        self._log = log
        self._feed = feed
        self._state = state
        self._types = {Author.BOT: False, Author.AGENT: False}
        self._position: int | None = None
        self._ready = False
        self._sending = asyncio.Lock()

    async def run(self, after: int) -> None:
        """Send events after `after` until the socket is gone."""
        fresh = False
        async with aclosing(self._feed.follow(self._state.id, after)) as batches:
            async for entries in batches:
                if entries:
                    await self._events(entries)
                elif not await self._between() and not fresh:
                    await self._send(render.heartbeat())
                # The empty batch right after events is no silence.
                fresh = bool(entries)

    async def show_agent(self, typing: Wakeups) -> None:
        """Show that an agent writes, from each hint on for a while, until the socket is gone."""
        async with typing.subscribe(self._state.id) as hints:
            while True:
                on = await hints.wait(AGENT_TYPES_S)
                if self._ready and self._state.control is Control.AGENT:
                    await self._typing(Author.AGENT, on)

    async def _events(self, entries: list[Recorded]) -> None:
        for entry in entries:
            if entry.seq > self._state.last_seq:
                self._state = evolve(self._state, entry)
            await self._send(render.event(entry))
            if isinstance(entry.event, MessagePosted) and entry.event.author is Author.AGENT:
                await self._typing(Author.AGENT, False)

    async def _between(self) -> bool:
        """Send what has no seq and has changed; return whether anything was sent."""
        sent = not self._ready
        if not self._ready:
            self._ready = True
            await self._send(render.ready(self._state.last_seq))
        # A citizen who was told of a delay is no longer shown a bot that seems to type.
        typing = self._state.owes_turn and self._state.told_seq <= self._state.bot_seq
        sent = await self._typing(Author.BOT, typing) or sent
        if self._state.control is not Control.AGENT:
            sent = await self._typing(Author.AGENT, False) or sent
        return await self._place() or sent

    async def _typing(self, author: Author, on: bool) -> bool:
        """Say who types, when that has changed; return whether it had."""
        if on == self._types[author]:
            return False
        self._types[author] = on
        await self._send(render.typing(author, on))
        return True

    async def _place(self) -> bool:
        if self._state.control is not Control.QUEUED:
            self._position = None
            return False
        position = await self._log.position(self._state.id)
        if position is None or position == self._position:
            return False
        self._position = position
        await self._send(render.queue(position))
        return True

    async def _send(self, frame: dict[str, Any]) -> None:
        async with self._sending:
            await self._socket.send_text(json.dumps(frame, ensure_ascii=False))


async def _hello(socket: WebSocket) -> Hello:
    try:
        raw = await asyncio.wait_for(socket.receive_text(), FIRST_FRAME_S)
        return Hello.model_validate_json(raw)
    except (TimeoutError, ValidationError, KeyError):
        raise InvalidRequest('The first frame is {"token": "...", "after": 0}.') from None


async def _until_gone(socket: WebSocket, *sending: Coroutine[Any, Any, None]) -> None:
    """Run `sending` until one ends or the socket is gone; what the client sends is ignored."""
    tasks = [asyncio.ensure_future(each) for each in (*sending, _listen(socket))]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
    for result in results:
        if isinstance(result, Exception) and not isinstance(result, WebSocketDisconnect):
            raise result


async def _listen(socket: WebSocket) -> None:
    while True:
        message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            return


async def _refuse(socket: WebSocket, error: BatonError) -> None:
    code = next((c for kind, c in CLOSE_CODES if isinstance(error, kind)), TRY_LATER)
    # The client may be gone already; there is nobody left to tell then.
    with suppress(RuntimeError):
        await socket.send_text(json.dumps(render.refusal(error)))
        await socket.close(code)
