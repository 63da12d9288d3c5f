"""A conversation over HTTP with mockpost, a Telegram that others wrote.

It knows no webhook secret, so a proxy of ours stands between its calls and the service.
"""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from channels.telegram import KIT
from channels.telegram.router import HEADER, PATH
from tests.channels.serving import serving
from tests.channels.telegram import payloads as p
from tests.web.harness import Running, running

pytestmark = pytest.mark.peers
pytest.importorskip("mockpost")

READY_S = 60.0


@dataclass
class Mockpost:
    """The other end, and the service that it talks to."""

    http: httpx.AsyncClient
    service: Running
    webhook_id: str

    async def says(self, text: str) -> None:
        """Write as a citizen."""
        headers = {"X-MockPost-App": "baton"}
        message = {"chat_id": p.ANA, "text": text, "from_user": "Ana"}
        answer = await self.http.post("/telegram/client/sendMessage", json=message, headers=headers)
        (delivered,) = answer.json()["webhooks_delivered"]
        assert delivered["response_code"] == 200, delivered

    async def brings(self, update: dict[str, Any]) -> None:
        """Bring an update as it is."""
        path = f"/api/webhooks/{self.webhook_id}/trigger"
        answer = await self.http.post(path, json={"event_type": "update", "payload": update})
        assert answer.json()["response_code"] == 200, answer.text

    async def told(self, count: int) -> list[dict[str, Any]]:
        """Return what citizens were sent, oldest first, once it is so much."""
        params: dict[str, str | int] = {"channel": "telegram", "limit": 200}
        async with asyncio.timeout(20):
            while True:
                messages = (await self.http.get("/api/messages", params=params)).json()
                sent = [m for m in messages if m["direction"] == "outbound"]
                if len(sent) >= count:
                    return sorted(sent, key=lambda m: m["created_at"])
                await asyncio.sleep(0.05)


@pytest.fixture
async def mockpost(tmp_path: Path) -> AsyncIterator[Mockpost]:
    """Run mockpost, the service, and the proxy that adds the secret."""
    ports = free_ports(6)
    log = (tmp_path / "mockpost.log").open("wb")
    names = ("HTTP", "SMTP", "FTP", "FTPS", "FTPS_IMPLICIT", "SFTP")
    environ = {f"MOCKPOST_{name}_PORT": str(port) for name, port in zip(names, ports, strict=True)}
    environ["MOCKPOST_DB_PATH"] = str(tmp_path / "mockpost.db")
    environ["MOCKPOST_FTP_DATA_DIR"] = str(tmp_path)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "from mockpost.cli import main; main()",
        cwd=tmp_path,
        env={**os.environ, **environ},
        stdout=log,
        stderr=log,
    )
    url = f"http://127.0.0.1:{ports[0]}"
    given: dict[str, Any] = {"telegram_token": p.TOKEN, "telegram_secret": p.SECRET}
    try:
        async with (
            httpx.AsyncClient(base_url=url, timeout=20, trust_env=False) as http,
            running(tmp_path, [KIT], telegram_api_url=f"{url}/telegram", **given) as service,
            serving(proxy_to(service)) as proxied,
        ):
            await ready(http)
            app = {"name": "baton", "creds": {"telegram_bot_token": p.TOKEN}}
            await http.post("/api/apps", json=app)
            hook = {"channel": "telegram", "target_url": proxied + PATH, "app": "baton"}
            webhook_id = (await http.post("/api/webhooks", json=hook)).json()["id"]
            yield Mockpost(http, service, webhook_id)
    finally:
        process.terminate()
        await process.wait()
        log.close()


def proxy_to(service: Running) -> Starlette:
    async def add_secret(request: Request) -> Response:
        headers = {HEADER: p.SECRET}
        answer = await service.http.post(PATH, content=await request.body(), headers=headers)
        return Response(answer.content, answer.status_code)

    return Starlette(routes=[Route(PATH, add_secret, methods=["POST"])])


async def ready(http: httpx.AsyncClient) -> None:
    async with asyncio.timeout(READY_S):
        while True:
            try:
                if (await http.get("/health")).is_success:
                    return
            except httpx.TransportError:
                await asyncio.sleep(0.1)


def free_ports(count: int) -> list[int]:
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in held]
    for each in held:
        each.close()
    return ports


async def test_a_conversation_from_start_to_a_person(mockpost: Mockpost) -> None:
    await mockpost.says("/start flyer-7")
    (greeting,) = await mockpost.told(1)
    assert "automated assistant" in greeting["body"]
    await mockpost.says("where is my application")
    answer = (await mockpost.told(2))[1]
    assert "You said: where is my application" in answer["body"]
    payload = answer["raw_payload"]
    assert "inline_keyboard" in str(payload)
    update = p.pressed(token_in(str(payload)), update_id=77)
    await mockpost.brings(update)
    assert "You said: /more" in (await mockpost.told(3))[2]["body"]
    await mockpost.brings(update)
    await mockpost.says("a person please")
    told = await mockpost.told(5)
    assert len([m for m in told if "/more" in m["body"]]) == 1, "brought twice, taken once"
    mari = await mockpost.service.sign_in("mari", "Mari")
    conversations = await mari.http.get("/api/desk/conversations?control=queued")
    (waiting,) = conversations.json()["conversations"]
    await mari.post(waiting["id"], "accept")
    await mari.post(waiting["id"], "messages", {"key": "k", "text": "Good day, Ana."})
    assert (await mockpost.told(7))[-1]["body"] == "Mari: Good day, Ana."


def token_in(payload: str) -> str:
    start = payload.index("b:")
    return payload[start : start + 24]
