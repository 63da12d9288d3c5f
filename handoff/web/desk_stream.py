"""The desk's websocket: the floor as it changes, and the conversations an agent watches."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from pydantic import ValidationError

from handoff.core.agents import Agent
from handoff.core.errors import BatonError, InvalidRequest, NotSignedIn, UnknownAgent
from handoff.core.ports import Log, Wakeups
from handoff.services.connections import Connections
from handoff.services.feed import Feed
from handoff.services.floor import Floor
from handoff.services.seat import News, Seat
from handoff.services.watching import Lookers
from handoff.web import desk_stream_frames as frames
from handoff.web.desk_stream_frames import CLIENT_FRAME, Pong, Watch
from handoff.web.desk_stream_outlet import Outlet, Stuck
from handoff.web.desk_stream_watches import Watched, Watches
from handoff.web.session import Sessions

TRY_LATER = 1013
"""RFC 6455 registry: try again later."""


GONE = (WebSocketDisconnect, Stuck, RuntimeError)
"""What sending to a client raises that is gone, or as good as gone."""


@dataclass(frozen=True)
class Sources:
    """What a desk's socket shows, and who is told of it; `ping_s` is a third of the lease."""

    log: Log
    feed: Feed
    floor: Floor
    lookers: Lookers
    connections: Connections
    typing: Wakeups
    watched: Watched
    seated: Callable[[Agent], Awaitable[None]]
    ping_s: float


def desk_stream_router(sources: Sources, sessions: Sessions) -> APIRouter:
    """Build the desk's websocket route."""
    routes = APIRouter()

    @routes.websocket("/api/desk/stream")
    async def stream(socket: WebSocket) -> None:
        await socket.accept()
        try:
            agent = await sessions(socket)
            await sources.seated(agent)
            await sources.connections.beat(agent.id)
            await sources.floor.settle()
            with sources.floor.seat(agent) as seat, sources.connections.entered(agent.id) as check:
                await _Session(socket, seat, sources, sessions, check).run()
        except (WebSocketDisconnect, Stuck) as gone:
            if isinstance(gone, Stuck):
                await _close(socket, TRY_LATER)
        except BatonError as error:
            await _refuse(socket, error)

    return routes


class _Session:
    """One desk's socket."""

    def __init__(
        self,
        socket: WebSocket,
        seat: Seat,
        sources: Sources,
        sessions: Sessions,
        check: asyncio.Event,
    ) -> None:
        self._socket = socket
        self._seat = seat
        self._sources = sources
        self._sessions = sessions
        self._check = check
        self._outlet = Outlet(socket.send_text)
        self._watches = Watches(
            seat,
            self._outlet,
            sources.log,
            sources.feed,
            sources.floor,
            sources.lookers,
            sources.typing,
            sources.watched,
        )

    async def run(self) -> None:
        """Serve until the socket is gone or the agent is no longer signed in."""
        parts = (self._show_floor(), self._listen(), self._ping(), self._live())
        tasks = [asyncio.ensure_future(part) for part in parts]
        try:
            await asyncio.wait({*tasks, self._watches.broken}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            results = await asyncio.gather(*tasks, self._broken(), return_exceptions=True)
            await self._watches.close()
        for result in results:
            if isinstance(result, Exception):
                raise result

    async def _broken(self) -> None:
        """Raise what a watch has ended with, if one has."""
        if self._watches.broken.done():
            await self._watches.broken

    async def _show_floor(self) -> None:
        while True:
            news = await self._seat.news()
            for frame in frames.of_floor(news):
                await self._outlet.send(frame)
            await self._show_looking(news)

    async def _show_looking(self, news: News) -> None:
        for conversation_id, agent_ids in news.looking.items():
            others = [each for each in agent_ids if each != self._seat.agent.id]
            names = self._sources.floor.names(others)
            await self._outlet.send(frames.looking(conversation_id, names))

    async def _listen(self) -> None:
        while True:
            try:
                frame = CLIENT_FRAME.validate_json(await self._socket.receive_text())
            except (ValidationError, KeyError):
                await self._outlet.tell(InvalidRequest("Frames are pong, watch or unwatch."))
                continue
            if isinstance(frame, Pong):
                await self._sources.connections.beat(self._seat.agent.id)
            elif isinstance(frame, Watch):
                await self._watches.watch(frame.conversation_id, frame.after)
            else:
                await self._watches.unwatch(frame.conversation_id)

    async def _ping(self) -> None:
        """Ask at its time whether the desk lives; only an answer counts as a sign of life."""
        while True:
            await asyncio.sleep(self._sources.ping_s)
            await self._outlet.send(frames.ping())

    async def _live(self) -> None:
        """Send heartbeats, and look at the session with each of them or when told to."""
        while True:
            try:
                async with asyncio.timeout(self._sources.feed.heartbeat_s):
                    await self._check.wait()
            except TimeoutError:
                await self._look_at_session()
                await self._outlet.send(frames.heartbeat())
            else:
                self._check.clear()
                await self._look_at_session()

    async def _look_at_session(self) -> None:
        """Go on as the agent is now. Raises `NotSignedIn` when there is no session any more."""
        agent: Agent = await self._sessions(self._socket)
        if agent.disabled:
            raise NotSignedIn
        self._sources.floor.reseat(self._seat, agent)
        if not agent.role.talks:
            await self._watches.forbid()


async def _refuse(socket: WebSocket, error: BatonError) -> None:
    code = 4401 if isinstance(error, NotSignedIn | UnknownAgent) else TRY_LATER
    # The client may be gone already; there is nobody left to tell then.
    with suppress(*GONE):
        await Outlet(socket.send_text).tell(error)
    await _close(socket, code)


async def _close(socket: WebSocket, code: int) -> None:
    """Close, but do not wait long for a client that takes nothing."""
    with suppress(*GONE, TimeoutError):
        async with asyncio.timeout(1.0):
            await socket.close(code)
