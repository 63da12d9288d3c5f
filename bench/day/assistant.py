"""An assistant that answers at once and understands the day's topics by their names.

`python -m bench.day.assistant PORT`, a process of its own: what it costs is not the service's.
"""

from __future__ import annotations

import json
import sys

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bench.day.plan import TOPICS


async def answer(request: Request) -> JSONResponse:
    """Run a turn: a topic's name is that topic, everything else is not understood."""
    turn = json.loads(await request.body())
    text = turn.get("text") or ""
    name, confidence = (text, 0.95) if text in TOPICS.values() else ("nlu_fallback", 0.2)
    return JSONResponse(
        {
            "turn_id": turn["turn_id"],
            "messages": [{"text": "Here is what I know about it."}],
            "handoff": None,
            "intents": [{"name": name, "confidence": confidence}],
        }
    )


async def nothing_to_suggest(_: Request) -> JSONResponse:
    """Have no advice for agents."""
    return JSONResponse({"suggestions": [], "steps": []})


async def well(_: Request) -> JSONResponse:
    """Be healthy, whoever is meant."""
    return JSONResponse({"status": "ok", "model_file": "none"})


APPLICATION = Starlette(
    routes=[
        Route("/webhooks/baton/turns", answer, methods=["POST"]),
        Route("/webhooks/baton/suggest", nothing_to_suggest, methods=["POST"]),
        Route("/webhooks/baton/steps", nothing_to_suggest),
        Route("/webhooks/baton/health", well),
        Route("/health", well),
        Route("/healthz", well),
    ]
)

if __name__ == "__main__":
    uvicorn.run(
        APPLICATION, port=int(sys.argv[1]), log_config=None, access_log=False, lifespan="off"
    )
