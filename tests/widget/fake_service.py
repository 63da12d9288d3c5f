"""A service with the public contract and no rules of its own, steered by tests.

It runs in a thread with its own event loop. The real service has its own tests, and both
meet in tests/e2e; here the service must be able to fail in every way on command.
"""

from __future__ import annotations

import asyncio
import json
import threading
from dataclasses import dataclass, field
from pathlib import Path

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from tests.widget.fake_log import Event, FakeConversation, FakeLogs

DIST = Path(__file__).parents[2] / "web" / "dist"
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self' ws:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
LEAVE_QUEUE = "baton:leave_queue"
RESUME = (
    "<!doctype html><html lang=en><title>Your conversation</title><h1>Your conversation</h1>"
    "<script src='/widget/v1.js' data-resume defer></script>"
)
GREETING: Event = {
    "text": "Welcome. I am the department's automated assistant. What can I help you with?",
    "buttons": [
        {"title": "Apply for benefits", "payload": "/apply_how"},
        {"title": "Check my application", "payload": "/application_status"},
        {"title": "Lost EBT card", "payload": "/ebt_lost_card"},
    ],
}


@dataclass
class Refusal:
    """An answer that is given instead of the right one."""

    status: int
    code: str
    retry_after: int | None = None

    def response(self) -> Response:
        """The refusal as the service would send it."""
        error: Event = {"code": self.code, "message": f"refused: {self.code}"}
        if self.retry_after is not None:
            error["retry_after"] = self.retry_after
        return JSONResponse({"error": error}, self.status)


@dataclass
class Orders:
    """How the service is to behave, set by tests."""

    refuse_messages: list[Refusal] = field(default_factory=list)
    refuse_create: list[Refusal] = field(default_factory=list)
    sockets_blocked: bool = False
    lose_answers: int = 0
    """So many messages are taken, and the answers to them never arrive."""
    greeting: Event = field(default_factory=lambda: dict(GREETING))


class FakeService:
    """Routes of the citizen API over FakeLogs."""

    def __init__(self) -> None:
        self.logs = FakeLogs()
        self.orders = Orders()
        self.posted: list[Event] = []
        self.created = 0
        self.sockets: set[WebSocket] = set()
        self.hints: list[Event] = []
        self.printed: list[str] = []
        self.paper = threading.Condition()
        self.asked_for: list[str] = []
        self.forgotten = 0
        self.app = Starlette(
            routes=[
                Route("/api/conversations", self.create, methods=["POST"]),
                Route("/api/conversations/{id}/messages", self.post, methods=["POST"]),
                Route("/api/conversations/{id}/events", self.events),
                Route("/api/conversations/{id}/transcript", self.transcript, methods=["POST"]),
                Route("/plain/forget", self.forget, methods=["POST"]),
                Route("/resume", self.page),
                Route("/", self.page),
                WebSocketRoute("/api/conversations/{id}/stream", self.stream),
                Mount("/widget", StaticFiles(directory=DIST / "widget")),
                Mount("/", StaticFiles(directory=DIST / "demo", html=True)),
            ],
        )
        self.app.add_middleware(WithPolicy)

    async def create(self, request: Request) -> Response:
        """POST /api/conversations."""
        if self.orders.refuse_create:
            return self.orders.refuse_create.pop(0).response()
        body = await request.json()
        self.created += 1
        identity, conversation = self.logs.create(body.get("language", "en"), self.orders.greeting)
        return JSONResponse({"conversation_id": identity, "token": conversation.token}, 201)

    async def post(self, request: Request) -> Response:
        """POST /api/conversations/{id}/messages."""
        conversation = self.find(request)
        if isinstance(conversation, Response):
            return conversation
        body = await request.json()
        self.posted.append(body)
        if self.orders.refuse_messages:
            return self.orders.refuse_messages.pop(0).response()
        if body.get("payload") == LEAVE_QUEUE:
            left: Event = {"type": "control", "author": "system", "control": "bot"}
            return JSONResponse({"seq": conversation.append({**left, "reason": "left_queue"})}, 202)
        seq = conversation.said(body["key"])
        if seq is None:
            text = body.get("text") or conversation.title_of(body["payload"])
            if text is None:
                return Refusal(422, "unknown_payload").response()
            seq = conversation.append(
                {"type": "message", "author": "citizen", "text": text, "key": body["key"]}
            )
        if self.orders.lose_answers:
            self.orders.lose_answers -= 1
            return Refusal(503, "unavailable").response()
        return JSONResponse({"seq": seq}, 202)

    async def events(self, request: Request) -> Response:
        """GET /api/conversations/{id}/events."""
        conversation = self.find(request)
        if isinstance(conversation, Response):
            return conversation
        after = int(request.query_params.get("after", "0"))
        return JSONResponse(self.logs.page(conversation, after))

    async def transcript(self, request: Request) -> Response:
        """POST /api/conversations/{id}/transcript, a form."""
        conversation = self.logs.all.get(request.path_params["id"])
        form = await request.form()
        if conversation is None or form["token"] != conversation.token:
            return Refusal(401, "wrong_token").response()
        with self.paper:
            self.printed.append(str(form["format"]))
            self.paper.notify_all()
        if form["format"] == "html":
            return HTMLResponse("<!doctype html><title>On paper</title><h1>On paper</h1>")
        as_file = {"Content-Disposition": 'attachment; filename="conversation.txt"'}
        return PlainTextResponse("On paper", headers=as_file)

    async def forget(self, _request: Request) -> Response:
        """POST /plain/forget."""
        self.forgotten += 1
        return RedirectResponse("/plain", 303)

    async def page(self, request: Request) -> Response:
        """GET / and /resume, filled in as the real service does."""
        self.asked_for.append(str(request.url))
        if request.url.path == "/resume":
            return HTMLResponse(RESUME)
        page = (DIST / "demo" / "index.html").read_text("utf-8")
        return HTMLResponse(page.replace("{{ agency }}", "Department of Tests"))

    def find(self, request: Request) -> FakeConversation | Response:
        """The conversation of a request with the right token, else the refusal."""
        conversation = self.logs.all.get(request.path_params["id"])
        if conversation is None:
            return Refusal(404, "unknown_conversation").response()
        if request.headers.get("authorization") != f"Bearer {conversation.token}":
            return Refusal(401, "wrong_token").response()
        return conversation

    async def stream(self, socket: WebSocket) -> None:
        """WS /api/conversations/{id}/stream."""
        if self.orders.sockets_blocked:
            await socket.close(1011)
            return
        await socket.accept()
        first = json.loads(await socket.receive_text())
        conversation = self.logs.all.get(socket.path_params["id"])
        if conversation is None or first["token"] != conversation.token:
            await socket.close(4404 if conversation is None else 4401)
            return
        self.sockets.add(socket)
        try:
            await asyncio.gather(
                follow(socket, conversation, int(first["after"])), self.listen(socket)
            )
        except (WebSocketDisconnect, RuntimeError):
            pass
        finally:
            self.sockets.discard(socket)

    async def listen(self, socket: WebSocket) -> None:
        """Keep what the widget says until the browser hangs up."""
        while True:
            self.hints.append(json.loads(await socket.receive_text()))

    async def cut(self) -> None:
        """Close every socket, as a restart of the service does."""
        for socket in list(self.sockets):
            await socket.close(1012)


async def follow(socket: WebSocket, conversation: FakeConversation, after: int) -> None:
    """Send what is there, say so, and go on with what comes."""
    told = len(conversation.ephemeral)
    ready = False
    while True:
        changed = conversation.changed
        while after < len(conversation.events):
            await socket.send_json(conversation.events[after])
            after += 1
        if not ready:
            ready = True
            await socket.send_json({"type": "ready", "last_seq": after})
        while told < len(conversation.ephemeral):
            await socket.send_json(conversation.ephemeral[told])
            told += 1
        await changed.wait()


class WithPolicy:
    """Gives every answer the policy, and scripts the content type, that the real service gives."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, with two more headers."""

        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = CSP
                if scope["path"].endswith(".js"):
                    headers["Content-Type"] = "text/javascript; charset=utf-8"
            await send(message)

        await self.app(scope, receive, add)
