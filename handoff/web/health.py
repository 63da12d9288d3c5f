"""Whether the process lives, and whether its parts are ready."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from handoff.core.errors import Unavailable

PING_S = 3.0
"""A part that does not answer within this time counts as down."""

Ping = Callable[[], Awaitable[None]]


Count = Callable[[], Awaitable[int]]


def health_router(parts: Mapping[str, Ping], dead_letters: Count) -> APIRouter:
    """Build `/healthz` and `/readyz`; a part is ready when its ping raises nothing."""
    routes = APIRouter(tags=["health"])

    @routes.head("/healthz", include_in_schema=False)
    @routes.get("/healthz")
    async def healthz() -> dict[str, str]:
        """Answer as long as the process lives."""
        return {"status": "ok"}

    @routes.head("/readyz", include_in_schema=False)
    @routes.get("/readyz")
    async def readyz() -> JSONResponse:
        """Answer 200 when every part is ready, else 503, with each part's state.

        Dead letters are for an operator to look at; the service is ready with them.
        """
        states = await asyncio.gather(*(_state(ping) for ping in parts.values()))
        ready = all(state == "ok" for state in states)
        body: dict[str, Any] = {
            "status": "ok" if ready else "unready",
            "parts": dict(zip(parts, states, strict=True)),
            "dead_letters": await _counted(dead_letters),
        }
        return JSONResponse(body, 200 if ready else 503)

    return routes


async def _state(ping: Ping) -> str:
    try:
        async with asyncio.timeout(PING_S):
            await ping()
    except Exception:
        # Whatever is wrong with the part: it is not ready. Details are in its own log.
        return "down"
    return "ok"


async def _counted(count: Count) -> int | None:
    try:
        async with asyncio.timeout(PING_S):
            return await count()
    except (Unavailable, TimeoutError):
        # The store is a part: its state above says what is wrong.
        return None
