"""The desk's websocket: the queue as it changes, and the conversations an agent watches."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing, suppress
from typing import Annotated, Any, Literal

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from handoff.core.agents import Agent
from handoff.core.brief import compose
from handoff.core.errors import BatonError, InvalidRequest, NotSignedIn, UnknownConversation
from handoff.core.events import Recorded
from handoff.core.ports import Wakeups
from handoff.services import wire, wire_values
from handoff.services.desk_lists import DeskLists
from handoff.services.feed import Feed
from handoff.web.session import Sessions

CALM_S = 0.1
"""Hints that come within this time are answered with one look at the queue."""

MOST_WATCHED = 50


class Watch(BaseModel):
    """Follow a conversation from `after` on."""

    type: Literal["watch"]
    conversation_id: Annotated[str, Field(max_length=100)]
    after: Annotated[int, Field(ge=0, lt=2**53)] = 0


class Unwatch(BaseModel):
    """Stop following a conversation."""

    type: Literal["unwatch"]
    conversation_id: Annotated[str, Field(max_length=100)]


ClientFrame = Annotated[Watch | Unwatch, Field(discriminator="type")]
CLIENT_FRAME: TypeAdapter[Watch | Unwatch] = TypeAdapter(ClientFrame)


def desk_stream_router(desk: DeskLists, feed: Feed, wakeups: Wakeups, sessions: Sessions) -> APIRouter:
    """Build the desk's websocket route."""
    routes = APIRouter()

    @routes.websocket("/api/desk/stream")
    async def stream(socket: WebSocket) -> None:
        await socket.accept()
        try:
            agent = await sessions(socket)
            await _Session(socket, agent, desk, feed, wakeups, sessions).run()
        except WebSocketDisconnect:
            return
        except BatonError as error:
            await _refuse(socket, error)

    return routes


class _Session:
    """One agent's socket."""

    def __init__(
        self,
        socket: WebSocket,
        agent: Agent,
        desk: DeskLists,
        feed: Feed,
        wakeups: Wakeups,
        sessions: Sessions,
    ) -> None:
        self._socket = socket
        self._agent = agent
        self._desk = desk
        self._feed = feed
        self._wakeups = wakeups
        self._sessions = sessions
        self._watched: dict[str, asyncio.Task[None]] = {}
        self._sending = asyncio.Lock()
        self._broken: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def run(self) -> None:
        """Serve until the socket is gone or the agent is no longer signed in."""
        queue = asyncio.create_task(self._queue())
        listener = asyncio.create_task(self._listen())
        try:
            await asyncio.wait({queue, listener, self._broken}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            tasks = [queue, listener, self._broken, *self._watched.values()]
            for task in tasks:
                task.cancel()
            results = await asyncio.gather(*tasks, return_exceptions=True)
        for result in results:
            if isinstance(result, Exception):
                raise result

    async def _queue(self) -> None:
        """Send the queue when it changes, and a heartbeat at its time, however busy it is."""
        last: dict[str, Any] | None = None
        clock = asyncio.get_running_loop().time
        due = clock() + self._feed.heartbeat_s
        async with self._wakeups.subscribe(None) as subscription:
            while True:
                frame = {
                    "type": "queue",
                    "queued": [wire_values.summary(s) for s in await self._desk.queue()],
                    "mine": [wire_values.summary(s) for s in await self._desk.mine(self._agent)],
                }
                if frame != last:
                    last = frame
                    await self._send(frame)
                if await subscription.wait(max(0.0, due - clock())):
                    await asyncio.sleep(CALM_S)
                if clock() >= due:
                    # A session that was ended elsewhere must not go on listening here.
                    await self._sessions(self._socket)
                    await self._send({"type": "heartbeat"})
                    due = clock() + self._feed.heartbeat_s

    async def _listen(self) -> None:
        while True:
            try:
                frame = CLIENT_FRAME.validate_json(await self._socket.receive_text())
            except (ValidationError, KeyError):
                await self._tell(InvalidRequest("Frames are watch or unwatch, as JSON."))
                continue
            if old := self._watched.pop(frame.conversation_id, None):
                old.cancel()
            if isinstance(frame, Watch):
                if len(self._watched) >= MOST_WATCHED:
                    await self._tell(InvalidRequest(f"At most {MOST_WATCHED} are watched at once."))
                    continue
                task = asyncio.create_task(self._follow(frame.conversation_id, frame.after))
                self._watched[frame.conversation_id] = task

    async def _follow(self, conversation_id: str, after: int) -> None:
        try:
            await self._desk.summary(conversation_id)
            async with aclosing(self._feed.follow(conversation_id, after)) as batches:
                await self._pass_on(conversation_id, batches)
        except UnknownConversation as error:
            await self._tell(error, conversation_id=conversation_id)
        except Exception as error:
            # A watch must not end unnoticed: the desk connects again and catches up.
            if not self._broken.done():
                self._broken.set_exception(error)

    async def _pass_on(
        self, conversation_id: str, batches: AsyncIterator[Sequence[Recorded]]
    ) -> None:
        """Send each event, and after a batch the state it led to."""
        fresh = True
        async for entries in batches:
            for entry in entries:
                event = wire.for_agent(entry, conversation_id)
                await self._send(
                    {"type": "event", "conversation_id": conversation_id, "event": event}
                )
            fresh = fresh or bool(entries)
            if fresh and not entries:
                fresh = False
                await self._state(conversation_id)

    async def _state(self, conversation_id: str) -> None:
        summary = await self._desk.summary(conversation_id)
        brief = wire.brief(compose(summary.conversation), summary.need)
        await self._send(
            {"type": "conversation", "conversation": wire_values.summary(summary), "brief": brief}
        )

    async def _tell(self, error: BatonError, **more: str) -> None:
        await self._send({"type": "error", "error": wire.error(error), **more})

    async def _send(self, frame: dict[str, Any]) -> None:
        async with self._sending:
            await self._socket.send_text(json.dumps(frame, ensure_ascii=False))


async def _refuse(socket: WebSocket, error: BatonError) -> None:
    code = 4401 if isinstance(error, NotSignedIn) else 1013
    # The client may be gone already; there is nobody left to tell then.
    with suppress(RuntimeError):
        await socket.send_text(json.dumps({"type": "error", "error": wire.error(error)}))
        await socket.close(code)
