"""A process killed between accepting and answering, or answering and sending, loses nothing.

The service runs as it does in earnest, with a made-up Telegram and an assistant over HTTP. It is
killed with SIGKILL at that very moment and started again.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from channels.telegram.router import HEADER, PATH
from handoff.adapters.store import SqlStore
from handoff.core.events import DeliveryFailed, MessagePosted
from handoff.core.values import Author
from tests.channels.serving import serving
from tests.channels.telegram import payloads as p
from tests.channels.telegram import platform as t

ROOT = Path(__file__).parents[3]
READY_S = 60.0


class Lives:
    """The service as a process that dies and comes back; what it talks to stays."""

    def __init__(self, home: Path, fake: t.FakeTelegram) -> None:
        self.fake = fake
        self.kill_while_answering = False
        self.turns: list[str] = []
        self._home = home
        self._port = 0
        self._process: asyncio.subprocess.Process | None = None
        self._dead = asyncio.Event()

    async def assistant(self, request: Request) -> JSONResponse:
        """Answer a turn, but kill who asks first when that is asked for."""
        turn = json.loads(await request.body())
        self.turns.append(turn["turn_id"])
        if self.kill_while_answering:
            self.kill_while_answering = False
            await self.kill()
        said = {"text": f"You said: {turn['text']}"}
        return JSONResponse({"turn_id": turn["turn_id"], "messages": [said], "handoff": None})

    async def start(self, assistant_url: str) -> None:
        """Start the service and wait until it serves."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port = free.getsockname()[1]
        own = {name: v for name, v in os.environ.items() if not name.startswith("BATON_")}
        given = {
            "HOME": str(self._home),
            "PORT": str(self._port),
            "RASA_URL": assistant_url,
            "TELEGRAM_TOKEN": p.TOKEN,
            "TELEGRAM_SECRET": p.SECRET,
            "TELEGRAM_API_URL": self.fake.url,
            # A machine that is slow to start it again is none of the test's business.
            "NOTICE_SECONDS": "600",
        }
        with (self._home / "service.log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "handoff",
                "serve",
                cwd=ROOT,
                env={**own, **{f"BATON_{name}": value for name, value in given.items()}},
                stdout=log,
                stderr=log,
            )
        async with asyncio.timeout(READY_S), httpx.AsyncClient(trust_env=False) as http:
            while True:
                try:
                    if (await http.get(f"{self._url}/healthz")).is_success:
                        return
                except httpx.TransportError:
                    await asyncio.sleep(0.1)

    async def kill(self) -> None:
        """End it without a chance to do anything."""
        assert self._process is not None
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGKILL)
        assert await self._process.wait() == -signal.SIGKILL
        self._dead.set()

    async def dead(self) -> None:
        """Wait until it was killed."""
        async with asyncio.timeout(30):
            await self._dead.wait()
        self._dead.clear()

    async def post(self, update: t.Json) -> int:
        """Bring an update as Telegram does."""
        async with httpx.AsyncClient(trust_env=False, timeout=20) as http:
            headers = {HEADER: p.SECRET}
            answer = await http.post(self._url + PATH, content=p.raw(update), headers=headers)
        return answer.status_code

    @property
    def _url(self) -> str:
        return f"http://127.0.0.1:{self._port}"


@asynccontextmanager
async def lives(home: Path, fake: t.FakeTelegram) -> AsyncIterator[tuple[Lives, str]]:
    made = Lives(home, fake)
    routes = [Route("/webhooks/baton/turns", made.assistant, methods=["POST"])]
    async with serving(Starlette(routes=routes)) as url:
        try:
            yield made, url
        finally:
            await made.kill()


async def test_a_kill_between_accepting_answering_and_sending_loses_and_doubles_nothing(
    tmp_path: Path, fake: t.FakeTelegram
) -> None:
    async with lives(tmp_path, fake) as (service, assistant_url):
        await service.start(assistant_url)
        assert await service.post(p.wrote(1, 1, text="hola")) == 200
        await fake.until(lambda: len(fake.texts(p.ANA)) == 2)
        await all_is_known_as_sent(tmp_path)
        # Accepted, and killed while the assistant is at it.
        service.kill_while_answering = True
        assert await service.post(p.wrote(2, 2, text="accepted")) == 200
        await service.dead()
        await service.start(assistant_url)
        assert await service.post(p.wrote(2, 2, text="accepted")) == 200
        await fake.until(lambda: len(fake.texts(p.ANA)) == 3, within_s=60)
        await all_is_known_as_sent(tmp_path)
        # Answered, and killed while Telegram holds back the message: it is taken, unsaid.
        fake.faults[p.ANA].append(t.SILENT)
        assert await service.post(p.wrote(3, 3, text="answered")) == 200
        await fake.until(lambda: any(call.status == 0 for call in fake.calls), within_s=60)
        await service.kill()
        await service.start(assistant_url)
        await fake.until(lambda: len(fake.texts(p.ANA)) == 4, within_s=90)
    answers = [f"You said: {word}" for word in ("hola", "accepted", "answered")]
    assert fake.texts(p.ANA)[1:] == answers
    await the_log_has_all_once(tmp_path)


@asynccontextmanager
async def opened(home: Path) -> AsyncIterator[tuple[SqlStore, str]]:
    store = await SqlStore.open(f"sqlite:///{home / 'baton.db'}")
    try:
        conversation_id = await store.log.find_address("telegram", f"{p.BOT_ID}:{p.ANA}")
        assert conversation_id is not None
        yield store, conversation_id
    finally:
        await store.close()


async def all_is_known_as_sent(home: Path) -> None:
    """Wait until the cursor is at the end: a kill before that leaves what was sent in doubt."""
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    async with asyncio.timeout(30), opened(home) as (store, _):
        while await store.deliveries.owed(["telegram"], tomorrow, 10):  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def the_log_has_all_once(home: Path) -> None:
    async with opened(home) as (store, conversation_id):
        entries = await store.log.read(conversation_id, after=0, limit=100)
    posted = [e.event for e in entries if isinstance(e.event, MessagePosted)]
    said = [event.text for event in posted if event.author is Author.CITIZEN]
    assert said == ["hola", "accepted", "answered"]
    assert sum(event.author is Author.BOT for event in posted) == 1 + len(said)
    # Nobody can tell that the one in doubt was not taken: agents are told that it may be twice.
    doubts = [e.event.reason for e in entries if isinstance(e.event, DeliveryFailed)]
    assert doubts == ["maybe_twice"]
