"""The other sides of a burst: a made-up Telegram and an assistant that answers at once.

`python -m bench.other_side PORT`, a process of its own: what it costs must not count as the
service's. `GET /told` gives what citizens were told, by chat.
"""

from __future__ import annotations

import json
import sys

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from channels.telegram.router import PATH
from tests.channels.telegram.platform import FakeTelegram


async def answer(request: Request) -> JSONResponse:
    """Run a turn of the assistant: repeat what was said."""
    turn = json.loads(await request.body())
    said = {"text": f"You said: {turn.get('text')}"}
    return JSONResponse({"turn_id": turn["turn_id"], "messages": [said], "handoff": None})


async def well(_: Request) -> JSONResponse:
    """Be healthy, whoever is meant."""
    return JSONResponse({"status": "ok", "model_file": "none"})


def application() -> Starlette:
    """Build it."""
    fake = FakeTelegram(webhook={"url": f"https://bench.example{PATH}"})

    async def told(_: Request) -> JSONResponse:
        return JSONResponse({str(chat): fake.texts(chat) for chat in list(fake.sent)})

    routes = [
        Route("/webhooks/baton/turns", answer, methods=["POST"]),
        Route("/told", told),
        *fake.routes(),
        Route("/{path:path}", well),
    ]
    return Starlette(routes=routes)


if __name__ == "__main__":
    uvicorn.run(
        application(), port=int(sys.argv[1]), log_config=None, access_log=False, lifespan="off"
    )
