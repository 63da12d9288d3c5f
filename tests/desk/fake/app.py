"""The fake service as an application: API, websocket, and the built desk with the real CSP."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from pathlib import Path

from fastapi import FastAPI, Request, WebSocket, WebSocketDisconnect
from fastapi.responses import FileResponse, JSONResponse, Response
from fastapi.staticfiles import StaticFiles

from tests.desk.fake.api import Refused, agent_routes, conversation_routes, current, session_routes
from tests.desk.fake.world import Agent, Json, World

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; media-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
FILE_POLICY = "default-src 'none'; sandbox"
LOOK_EVERY = 0.02
HEARTBEAT_EVERY = 1.0


def build_app(world: World, dist: Path) -> FastAPI:
    """The fake over a world, serving the desk from its build folder `dist`."""
    app = FastAPI()

    @app.middleware("http")
    async def edge(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
        if world.down and request.url.path.startswith("/api"):
            return JSONResponse({"error": {"code": "unavailable", "message": "down"}}, 503)
        response = await go_on(request)
        is_file = "/attachments/" in request.url.path
        response.headers["Content-Security-Policy"] = FILE_POLICY if is_file else POLICY
        return response

    @app.exception_handler(Refused)
    async def refuse(_request: Request, refused: Refused) -> Response:
        return JSONResponse(refused.body, refused.status)

    @app.websocket("/api/desk/stream")
    async def stream(socket: WebSocket) -> None:
        await serve(world, socket)

    app.include_router(session_routes(world))
    app.include_router(agent_routes(world))
    app.include_router(conversation_routes(world))
    app.mount("/desk/assets", StaticFiles(directory=dist / "assets"))

    @app.get("/desk")
    @app.get("/desk/{_path:path}")
    async def desk(_path: str = "") -> Response:
        return FileResponse(dist / "index.html")

    return app


async def serve(world: World, socket: WebSocket) -> None:
    """One desk's websocket until it goes, the world restarts or the session ends."""
    if world.down:
        await socket.close(1013)
        return
    await socket.accept()
    try:
        agent = current(world, socket.cookies)
    except Refused:
        await socket.close(4401)
        return
    watched: dict[str, int] = {}
    reader = asyncio.create_task(listen(socket, watched))
    try:
        await tell(world, socket, agent, watched, reader)
    finally:
        reader.cancel()
        with contextlib.suppress(asyncio.CancelledError, WebSocketDisconnect, RuntimeError):
            await reader


async def listen(socket: WebSocket, watched: dict[str, int]) -> None:
    """Takes in what the desk wants to watch."""
    while True:
        frame = await socket.receive_json()
        if frame["type"] == "watch":
            watched[frame["conversation_id"]] = frame["after"]
        else:
            watched.pop(frame["conversation_id"], None)


async def tell(
    world: World,
    socket: WebSocket,
    agent: Agent,
    watched: dict[str, int],
    reader: asyncio.Task[None],
) -> None:
    """Tells what changed, every few milliseconds."""
    version, generation, silence = -1, world.generation, 0.0
    while not reader.done():
        if world.generation != generation or agent.id not in world.sessions.values():
            await socket.close(4401 if world.generation == generation else 1012)
            return
        for conversation_id, after in list(watched.items()):
            watched[conversation_id] = await catch_up(world, socket, conversation_id, after)
        if world.version != version:
            version = world.version
            await socket.send_json(queue_frame(world, agent))
        silence += LOOK_EVERY
        if silence >= HEARTBEAT_EVERY:
            silence = 0.0
            await socket.send_json({"type": "heartbeat"})
        await asyncio.sleep(LOOK_EVERY)


async def catch_up(world: World, socket: WebSocket, conversation_id: str, after: int) -> int:
    """Sends the events after `after` and, if there were any, the new summary and brief."""
    conversation = world.conversations[conversation_id]
    fresh = conversation.events[after:]
    for event in fresh:
        await socket.send_json(
            {"type": "event", "conversation_id": conversation_id, "event": event}
        )
    if fresh:
        await socket.send_json(
            {
                "type": "conversation",
                "conversation": conversation.summary,
                "brief": conversation.brief,
            }
        )
    return after + len(fresh)


def queue_frame(world: World, agent: Agent) -> Json:
    """Both lists as this agent sees them."""

    def is_mine(row: Json) -> bool:
        return bool(row["control"] == "agent" and row["assignee"]["id"] == agent.id)

    return {
        "type": "queue",
        "queued": world.rows(lambda row: row["control"] == "queued"),
        "mine": world.rows(is_mine),
    }
