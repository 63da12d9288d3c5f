"""Static files: the demo page, the widget's script, the desk."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI, HTTPException
from fastapi.responses import FileResponse, HTMLResponse, Response
from jinja2 import Environment, select_autoescape
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

SCRIPT = "text/javascript; charset=utf-8"
LOADER = "v1.js"
INDEX = "index.html"
FOREVER = "public, max-age=31536000, immutable"
SHORT = "public, max-age=300"


class Assets(StaticFiles):
    """Built files whose name holds a hash of their content."""

    cache_control = FOREVER

    @property
    def is_built(self) -> bool:
        """Whether the folder is there."""
        return self.directory is not None and Path(self.directory).is_dir()

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


def mount(app: FastAPI, dist: Path, agency: str) -> None:
    """Serve the built web parts from `dist`; parts that are not built are answered 404.

    `agency` is the agency's name, for the demo page.
    """
    plain = Path(__file__).parents[2] / "channels" / "web" / "static"
    app.mount("/plain", PageFiles(directory=plain))
    for path, files in (
        ("/widget", WidgetAssets(directory=dist / "widget", check_dir=False)),
        ("/desk/assets", Assets(directory=dist / "desk" / "assets", check_dir=False)),
    ):
        if files.is_built:
            app.mount(path, files)

    @app.get("/desk", include_in_schema=False)
    @app.get("/desk/{path:path}", include_in_schema=False)
    async def desk() -> Response:
        """Serve the desk's one page for each of its addresses."""
        page = dist / "desk" / "index.html"
        if not page.is_file():
            raise HTTPException(404)
        return FileResponse(page, headers={"Cache-Control": "no-cache"})

    _mount_demo(app, dist / "demo", agency)


def _mount_demo(app: FastAPI, folder: Path, agency: str) -> None:
    """Serve the demo page, as the page of this agency, and the files beside it.

    No mount: at / it would answer for every unknown address and method below it.
    """
    files = {file.name: file for file in folder.glob("*") if file.is_file()}
    template = Environment(autoescape=select_autoescape(default=True))

    @app.get("/", include_in_schema=False)
    @app.get("/{name}", include_in_schema=False)
    async def demo(name: str = INDEX) -> Response:
        """Serve one of the demo page's files."""
        if name not in files:
            raise HTTPException(404)
        headers = {"Cache-Control": "no-cache"}
        if name != INDEX:
            return FileResponse(files[name], headers=headers)
        page = template.from_string(files[name].read_text("utf-8")).render(agency=agency)
        return HTMLResponse(page, headers=headers)
