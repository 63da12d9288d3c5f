"""The real service on a free loopback port: real store, real server, an assistant that obeys."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx
import uvicorn
import websockets
from websockets.asyncio.client import ClientConnection

from channels.kit import Kit
from channels.registry import read_settings
from handoff.adapters.clock import SystemClock
from handoff.adapters.file_store import FileStore
from handoff.adapters.store import SqlStore
from handoff.adapters.wakeups_local import LocalWakeups
from handoff.core.agents import Agent, Role
from handoff.core.bot import BotMessage, HandoffWish, Reply
from handoff.core.errors import AssistantUnavailable
from handoff.core.ports import Clock, Suggestion, TurnRequest
from handoff.core.values import Button, Intent
from handoff.main import create_app, wire, working
from handoff.server import server_config
from handoff.settings import Settings
from handoff.wiring.adapters import Adapters
from handoff.wiring.back_office import Kept
from handoff.wiring.services import Services
from tests.fakes.passwords import FakePasswords
from tests.web.dated import Dated

PASSWORD = "correct horse battery"


@dataclass
class ObedientAssistant:
    """Echoes; hands over when it reads "person"; waits while `gate` is closed; may be down."""

    gate: asyncio.Event = field(default_factory=asyncio.Event)
    down: bool = False
    turns: list[TurnRequest] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.gate.set()

    async def reply(self, turn: TurnRequest) -> Reply:
        self.turns.append(turn)
        await self.gate.wait()
        if self.down:
            raise AssistantUnavailable
        said = turn.text or turn.payload or ""
        wish = HandoffWish("asked") if "person" in said else None
        return Reply(
            messages=(BotMessage(f"You said: {said}", (Button("More", "/more"),)),),
            handoff=wish,
            intents=(Intent("talk_to_person" if wish else "apply_how", 0.9),),
            slots={"application_number": "APP-2041-7739"} if "APP" in said else {},
        )

    async def suggest(self, text: str, language: str) -> tuple[Suggestion, ...]:
        await self.ping()
        return (Suggestion("apply_how", 0.9, "How to apply", f"About {text}"),)

    async def steps(self, language: str) -> tuple[Button, ...]:
        await self.ping()
        return (Button("Continue the status check", "/application_status"),)

    async def ping(self) -> None:
        if self.down:
            raise AssistantUnavailable


@dataclass
class Running:
    """A running service."""

    base: str
    assistant: ObedientAssistant
    adapters: Adapters
    services: Services
    store: SqlStore
    http: httpx.AsyncClient

    async def open(self) -> Citizen:
        """Open a conversation."""
        answer = await self.http.post("/api/conversations", json={"language": "en"})
        assert answer.status_code == 201, answer.text
        return Citizen(self, **answer.json())

    async def sign_in(self, username: str, name: str, role: Role = Role.AGENT) -> DeskClient:
        """Add an agent and sign in."""
        agent = await self.services.sign_in.add_agent(username, name, role, PASSWORD)
        http = httpx.AsyncClient(base_url=self.base)
        login = {"username": username, "password": PASSWORD}
        answer = await http.post("/api/login", json=login)
        assert answer.status_code == 200, answer.text
        return DeskClient(self, agent, http)

    def ws(self, path: str, **headers: str) -> Any:
        """Connect a websocket."""
        url = self.base.replace("http", "ws", 1) + path
        return websockets.connect(url, additional_headers=headers, proxy=None)


@dataclass
class Citizen:
    """A citizen's client."""

    service: Running
    conversation_id: str
    token: str

    @property
    def auth(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    @property
    def path(self) -> str:
        return f"/api/conversations/{self.conversation_id}"

    async def post(self, body: Any = None, **kwargs: Any) -> httpx.Response:
        """Post a message."""
        kwargs.setdefault("headers", self.auth)
        return await self.service.http.post(f"{self.path}/messages", json=body, **kwargs)

    async def say(self, text: str, key: str) -> int:
        answer = await self.post({"key": key, "text": text})
        assert answer.status_code == 202, answer.text
        return int(answer.json()["seq"])

    async def events(self, after: int = 0) -> list[dict[str, Any]]:
        answer = await self.service.http.get(
            f"{self.path}/events", params={"after": after}, headers=self.auth
        )
        assert answer.status_code == 200, answer.text
        events: list[dict[str, Any]] = answer.json()["events"]
        return events

    @asynccontextmanager
    async def stream(self, after: int = 0) -> AsyncIterator[Frames]:
        """Open the websocket and say hello."""
        async with self.service.ws(f"{self.path}/stream") as socket:
            await socket.send(json.dumps({"token": self.token, "after": after}))
            yield Frames(socket)


@dataclass
class DeskClient:
    """A signed-in agent's client."""

    service: Running
    agent: Agent
    http: httpx.AsyncClient

    async def post(self, conversation_id: str, what: str, body: Any = None) -> httpx.Response:
        return await self.http.post(f"/api/desk/conversations/{conversation_id}/{what}", json=body)

    @asynccontextmanager
    async def stream(self) -> AsyncIterator[Frames]:
        cookie = "; ".join(f"{c.name}={c.value}" for c in self.http.cookies.jar)
        async with self.service.ws("/api/desk/stream", Cookie=cookie) as socket:
            yield Frames(socket)


@dataclass
class Frames:
    """Frames of a websocket, each waited for at most five seconds."""

    socket: ClientConnection

    async def next(self) -> dict[str, Any]:
        frame: dict[str, Any] = json.loads(await asyncio.wait_for(self.socket.recv(), 5))
        return frame

    async def until(self, **wanted: Any) -> dict[str, Any]:
        """Read on to the first frame that has these fields."""
        while True:
            frame = await self.next()
            if all(frame.get(name) == value for name, value in wanted.items()):
                return frame

    async def send(self, frame: Any) -> None:
        await self.socket.send(json.dumps(frame))


def _adapters(
    settings: Settings, store: SqlStore, assistant: ObedientAssistant, clock: Clock
) -> Adapters:
    return Adapters(
        log=store.log,
        deliveries=store.deliveries,
        dead_letters=store.dead_letters,
        files=FileStore(settings.home / "attachments", settings.max_attachment_bytes),
        agents=store.agents,
        offices=store.offices,
        kept=Kept.of(store),
        wakeups=LocalWakeups(),
        typing=LocalWakeups(),
        watching=store.watching,
        waits=store.waits,
        assistant=assistant,
        adviser=assistant,
        passwords=FakePasswords(),
        clock=clock,
        parts={"store": store.log.ping, "assistant": assistant.ping},
    )


@asynccontextmanager
async def running(
    home: Path,
    kits: Sequence[Kit] = (),
    *,
    clock: Clock | None = None,
    assistant: ObedientAssistant | None = None,
    **environ: str,
) -> AsyncIterator[Running]:
    """Run the service with these channels and `BATON_*` settings (names without the prefix)."""
    given = {"BATON_HOME": str(home), **{f"BATON_{k.upper()}": v for k, v in environ.items()}}
    settings = read_settings(given, kits)
    store = await SqlStore.open(settings.store_url)
    assistant = assistant or ObedientAssistant()
    adapters = _adapters(settings, store, assistant, clock or SystemClock())
    services = wire(adapters, settings, kits)
    listener = socket.create_server(("127.0.0.1", 0))
    base = f"http://127.0.0.1:{listener.getsockname()[1]}"
    app = create_app(adapters, services, replace(settings, port=listener.getsockname()[1]))
    config = server_config(settings, app)
    if clock is not None:
        config.date_header = False
        app.add_middleware(Dated, clock=clock)
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        async with httpx.AsyncClient(base_url=base, timeout=10) as http, working(services):
            while not server.started:  # noqa: ASYNC110  # uvicorn gives no event
                await asyncio.sleep(0.01)
            yield Running(base, assistant, adapters, services, store, http)
    finally:
        server.should_exit = True
        server.force_exit = True
        await serving
        await store.close()
