"""An assistant over real HTTP that hangs, says nothing or fails when a test wants it to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from handoff.adapters.rasa_assistant import RasaAssistant
from handoff.core.bot import Reply
from handoff.core.ports import TurnRequest
from tests.channels.serving import serving
from tests.web.harness import ObedientAssistant

PATIENCE_S = 0.3


@dataclass
class FaultyRasa:
    """`ways` has what becomes of the next turns: "hang", "nothing" or "fail"; then all is well."""

    ways: list[str] = field(default_factory=list)
    turns: list[str] = field(default_factory=list)
    _ended: asyncio.Event = field(default_factory=asyncio.Event)

    async def turn(self, request: Request) -> Response:
        """Run a turn of the connector's protocol."""
        asked = await request.json()
        self.turns.append(asked["turn_id"])
        way = self.ways.pop(0) if self.ways else "well"
        if way == "hang":
            await self._ended.wait()
        if way == "fail":
            return JSONResponse({"error": {"code": "turn_failed", "message": "no"}}, 500)
        messages = [] if way == "nothing" else [{"text": f"You said: {asked['text']}"}]
        return JSONResponse({"turn_id": asked["turn_id"], "messages": messages, "handoff": None})

    async def well(self, _: Request) -> Response:
        """Be healthy."""
        return JSONResponse({"status": "ok", "model": "none"})

    def end(self) -> None:
        """Let go of who hangs."""
        self._ended.set()


class OverHttp(ObedientAssistant):
    """Asks a Rasa over HTTP, as the service does in earnest, but with little patience."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._rasa = RasaAssistant(url, PATIENCE_S)

    async def reply(self, turn: TurnRequest) -> Reply:
        """Ask for a turn."""
        return await self._rasa.reply(turn)

    async def ping(self) -> None:
        """Ask for its health."""
        await self._rasa.ping()

    async def close(self) -> None:
        """Let go of connections."""
        await self._rasa.aclose()


@asynccontextmanager
async def faulty_rasa(*ways: str) -> AsyncIterator[tuple[FaultyRasa, OverHttp]]:
    """Run one, and what asks it."""
    rasa = FaultyRasa(list(ways))
    routes = [
        Route("/webhooks/baton/turns", rasa.turn, methods=["POST"]),
        Route("/webhooks/baton/health", rasa.well),
    ]
    async with serving(Starlette(routes=routes)) as url:
        assistant = OverHttp(url)
        try:
            yield rasa, assistant
        finally:
            await assistant.close()
            rasa.end()
