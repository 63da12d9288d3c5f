"""The fake service as an application: API, websocket, and the built desk with the real CSP."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from fastapi import FastAPI, Request, WebSocket
from fastapi.responses import FileResponse, JSONResponse, Response
from fastapi.staticfiles import StaticFiles

from tests.desk.fake.acts import act_routes
from tests.desk.fake.api import Refused, agent_routes, conversation_routes, session_routes
from tests.desk.fake.board import board_routes
from tests.desk.fake.office import office_routes
from tests.desk.fake.socket import serve
from tests.desk.fake.world import World

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; media-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
FILE_POLICY = "default-src 'none'; sandbox"


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
    app.include_router(office_routes(world))
    app.include_router(board_routes(world))
    app.include_router(conversation_routes(world))
    app.include_router(act_routes(world))
    app.mount("/desk/assets", StaticFiles(directory=dist / "assets"))

    @app.get("/desk")
    @app.get("/desk/{_path:path}")
    async def desk(_path: str = "") -> Response:
        return FileResponse(dist / "index.html")

    return app
