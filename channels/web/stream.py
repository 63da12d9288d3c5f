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
from handoff.core.errors import BatonError, InvalidRequest, UnknownConversation, WrongToken
from handoff.core.events import MessagePosted, Recorded
from handoff.core.fold import evolve
from handoff.core.ports import Log, Wakeups
from handoff.core.values import Author, Control
from handoff.core.waits import Forecast
from handoff.services.feed import Feed
from handoff.services.waits import Waits
from handoff.services.watching import citizen_types

FIRST_FRAME_S = 10.0
"""A socket that does not say who it is within this time is closed."""

WAIT_LOOK_S = 3600.0
"""Changes of the wait are hinted at; without a hint there is nothing to look at."""

AGENT_TYPES_S = 6.0
"""An agent who types says so again before this is over."""

CLOSE_CODES: tuple[tuple[type[BatonError], int], ...] = (
    (InvalidRequest, 4400),
    (WrongToken, 4401),
    (UnknownConversation, 4404),
)
TRY_LATER = 1013
"""RFC 6455 registry: try again later."""


CITIZEN_TYPES_S = 2.0
"""A citizen who types is passed on at most so often."""


def stream_router(door: Door, log: Log, feed: Feed, typing: Wakeups, waits: Waits) -> APIRouter:
    """Build the websocket route of the widget; `typing` hints that somebody writes."""
    routes = APIRouter()

    @routes.websocket("/api/conversations/{conversation_id}/stream")
    async def stream(socket: WebSocket, conversation_id: str) -> None:
        await socket.accept()
        with suppress(WebSocketDisconnect):
            try:
                hello = await _hello(socket)
                await door.admit(conversation_id, hello.token)
                state = await log.load(conversation_id)
                sender = Sender(socket, feed, waits, state)
                await _until_gone(
                    sender.run(hello.after),
                    sender.show_agent(typing),
                    sender.show_wait(),
                    _listen(socket, conversation_id, typing),
                )
            except BatonError as error:
                await _refuse(socket, error)

    return routes


class Sender:
    """Sends one conversation to one socket."""

    def __init__(self, socket: WebSocket, feed: Feed, waits: Waits, state: Conversation) -> None:
        self._socket = socket
        self._feed = feed
        self._waits = waits
        self._state = state
        self._types = {Author.BOT: False, Author.AGENT: False}
        self._told: Forecast | None = None
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

    async def show_wait(self) -> None:
        """Tell of the wait whenever it is said to have changed, until the socket is gone."""
        async with self._waits.changes.subscribe(self._state.id) as hints:
            while True:
                if await hints.wait(WAIT_LOOK_S) and self._ready:
                    await self._wait()

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
        return await self._wait() or sent

    async def _typing(self, author: Author, on: bool) -> bool:
        """Say who types, when that has changed; return whether it had."""
        if on == self._types[author]:
            return False
        self._types[author] = on
        await self._send(render.typing(author, on))
        return True

    async def _wait(self) -> bool:
        """Tell of the wait, when it has changed; return whether it had."""
        told = await self._waits.told(self._state)
        if told == self._told:
            return False
        self._told = told
        if told is None:
            return False
        await self._send(render.queue(told))
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


async def _until_gone(*parts: Coroutine[Any, Any, None]) -> None:
    """Run the parts until one ends: the last of them does when the socket is gone."""
    tasks = [asyncio.ensure_future(part) for part in parts]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
    for result in results:
        if isinstance(result, Exception) and not isinstance(result, WebSocketDisconnect):
            raise result


async def _listen(socket: WebSocket, conversation_id: str, typing: Wakeups) -> None:
    """Pass on that the citizen types, until the socket is gone; all else is ignored."""
    passed_on = -CITIZEN_TYPES_S
    while True:
        message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            return
        now = asyncio.get_running_loop().time()
        if now - passed_on >= CITIZEN_TYPES_S and _says_typing(message.get("text")):
            passed_on = now
            await typing.publish(citizen_types(conversation_id))


def _says_typing(text: str | None) -> bool:
    try:
        frame = json.loads(text or "")
    except (ValueError, RecursionError):
        return False
    return isinstance(frame, dict) and frame.get("type") == "typing"


async def _refuse(socket: WebSocket, error: BatonError) -> None:
    code = next((c for kind, c in CLOSE_CODES if isinstance(error, kind)), TRY_LATER)
    # The client may be gone already; there is nobody left to tell then.
    with suppress(RuntimeError):
        await socket.send_text(json.dumps(render.refusal(error)))
        await socket.close(code)
