"""The other sides of a burst: made-up platforms and an assistant that answers at once.

`python -m bench.other_side PORT SERVICE`, a process of its own: what it costs must not count as the
service's. `GET /told` gives what citizens were told, by chat.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from channels.telegram.router import PATH
from tests.channels.messenger import page
from tests.channels.messenger.graph import FakeGraph
from tests.channels.telegram.platform import FakeTelegram


async def answer(request: Request) -> JSONResponse:
    """Run a turn of the assistant: repeat what was said."""
    turn = json.loads(await request.body())
    said = {"text": f"You said: {turn.get('text')}"}
    return JSONResponse({"turn_id": turn["turn_id"], "messages": [said], "handoff": None})


async def well(_: Request) -> JSONResponse:
    """Be healthy, whoever is meant."""
    return JSONResponse({"status": "ok", "model_file": "none"})


def application(service: str) -> Starlette:
    """Build it; `service` is where echoes go."""
    telegram = FakeTelegram(webhook={"url": f"https://bench.example{PATH}"})
    graph = FakeGraph()
    graph.webhook = f"{service}{page.WEBHOOK}"

    async def told(_: Request) -> JSONResponse:
        texts = defaultdict(list, {str(chat): telegram.texts(chat) for chat in telegram.sent})
        for taken in graph.taken:
            texts[taken.psid].append(taken.text)
        return JSONResponse(texts)

    routes = [
        Route("/webhooks/baton/turns", answer, methods=["POST"]),
        Route("/webhooks/baton/health", well),
        Route("/health", well),
        Route("/healthz", well),
        Route("/told", told),
        *telegram.routes(),
        *graph.app.routes,
    ]
    return Starlette(routes=routes)


if __name__ == "__main__":
    uvicorn.run(
        application(sys.argv[2]),
        port=int(sys.argv[1]),
        log_config=None,
        access_log=False,
        lifespan="off",
    )
