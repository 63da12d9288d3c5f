"""What the fake service says about the office: teams, texts, steps."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from tests.desk.fake.api import current
from tests.desk.fake.world import Json, World


def office_routes(world: World) -> APIRouter:
    """Routes that belong to no single conversation, and what is read beside one."""
    router = APIRouter(prefix="/api/desk")

    @router.get("/teams")
    async def teams(request: Request) -> Json:
        current(world, request.cookies)
        return {"teams": world.teams}

    @router.get("/canned")
    async def canned(request: Request, conversation_id: str) -> Json:
        current(world, request.cookies)
        return {"canned": world.canned, "conversation_id": conversation_id}

    @router.get("/steps")
    async def steps(request: Request, conversation_id: str) -> Json:
        current(world, request.cookies)
        return {"steps": world.steps, "conversation_id": conversation_id}

    @router.get("/conversations/{conversation_id}/suggestions")
    async def suggestions(conversation_id: str, request: Request) -> Json:
        current(world, request.cookies)
        return {"suggestions": world.suggestions.get(conversation_id, [])}

    @router.get("/conversations/{conversation_id}/earlier")
    async def earlier(conversation_id: str, request: Request) -> Json:
        current(world, request.cookies)
        return {"earlier": world.earlier.get(conversation_id, [])}

    @router.post("/next")
    async def take_next(request: Request) -> Response:
        agent = current(world, request.cookies)
        rows = world.rows(lambda row: row["control"] == "queued" and row["offered_to"] is None)
        if not rows:
            return Response(status_code=204)
        world.assign(rows[0]["id"], agent)
        return JSONResponse({"conversation": rows[0]})

    return router
