"""Static files: the demo page, the widget's script, the desk."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

SCRIPT = "text/javascript; charset=utf-8"
LOADER = "v1.js"
FOREVER = "public, max-age=31536000, immutable"
SHORT = "public, max-age=300"


class Assets(StaticFiles):
    """Built files whose name holds a hash of their content."""

    cache_control = FOREVER

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Serve a file with its caching rule, scripts always as UTF-8."""
        response = await super().get_response(path, scope)
        if response.status_code in (200, 206, 304):
            response.headers["Cache-Control"] = self.caching(path)
        if path.endswith(".js"):
            response.headers["Content-Type"] = SCRIPT
        return response

    def caching(self, path: str) -> str:
        """Return the Cache-Control of a file."""
        return self.cache_control


class WidgetAssets(Assets):
    """The widget's scripts, which any page may load; the loader's name has no hash."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Serve a script to whatever site embeds it."""
        response = await super().get_response(path, scope)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    def caching(self, path: str) -> str:
        """The loader is asked for again every five minutes, the rest never."""
        return SHORT if path == LOADER else FOREVER


class PageFiles(Assets):
    """Files that change under the same name."""

    cache_control = "no-cache"


def mount(app: FastAPI, dist: Path) -> None:
    """Serve the built web parts from `dist`; files not built are answered 404."""
    plain = Path(__file__).parents[2] / "channels" / "web" / "static"
    app.mount("/plain", PageFiles(directory=plain), name="plain-files")
    app.mount("/widget", WidgetAssets(directory=dist / "widget", check_dir=False), name="widget")
    app.mount(
        "/desk/assets", Assets(directory=dist / "desk" / "assets", check_dir=False), name="desk"
    )

    @app.get("/desk", include_in_schema=False)
    @app.get("/desk/{path:path}", include_in_schema=False)
    async def desk(request: Request) -> Response:
        """Serve the desk's one page for each of its addresses."""
        return FileResponse(dist / "desk" / "index.html", headers={"Cache-Control": "no-cache"})

    demo = PageFiles(directory=dist / "demo", html=True, check_dir=False)
    app.mount("/", demo, name="demo")
