"""The HTTP side of the fake service: the desk API over a `World`."""

from __future__ import annotations

import secrets

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from tests.desk.fake.world import Agent, Conversation, File, Json, World

DISPOSITIONS = [
    {"id": "resolved", "label": "Resolved"},
    {"id": "information_given", "label": "Information given"},
    {"id": "referred", "label": "Referred to another office"},
    {"id": "citizen_left", "label": "The citizen left"},
    {"id": "no_answer", "label": "No answer"},
    {"id": "spam", "label": "Spam"},
]


class Refused(Exception):
    """An error answer with the service's shape."""

    def __init__(self, status: int, code: str, **more: object) -> None:
        super().__init__(code)
        self.status = status
        self.body = {"error": {"code": code, "message": code, **more}}


def current(world: World, cookies: dict[str, str]) -> Agent:
    """The agent whose session cookie this is."""
    agent_id = world.sessions.get(cookies.get("baton_session", ""))
    if agent_id is None:
        raise Refused(401, "not_signed_in")
    return world.agents[agent_id]


def me(agent: Agent) -> Json:
    """The shape of GET /api/me."""
    return {
        "id": agent.id,
        "username": agent.username,
        "name": agent.name,
        "role": agent.role,
        "presence": agent.presence,
    }


def colleague(world: World, agent: Agent) -> Json:
    """An agent as colleagues see one."""
    shape: Json = {"id": agent.id, "name": agent.name, "role": agent.role}
    on_duty = agent.presence == "available"
    shape |= {"presence": agent.presence, "on_duty": on_duty, "load": world.load(agent)}
    teams = {"teams": list(agent.teams), "languages": list(agent.languages)}
    return shape | {"capacity": agent.capacity, **teams}


def session_routes(world: World) -> APIRouter:
    """Signing in and out."""
    router = APIRouter(prefix="/api")

    @router.post("/login")
    async def login(request: Request) -> Response:
        given = await request.json()
        if given["username"] == "locked":
            raise Refused(429, "too_many_logins", retry_after=90)
        for agent in world.agents.values():
            if (
                agent.username == given["username"]
                and given["password"] == f"secret-{agent.username}"
            ):
                token = secrets.token_urlsafe(16)
                world.sessions[token] = agent.id
                answer = JSONResponse(me(agent))
                answer.set_cookie("baton_session", token, httponly=True, samesite="strict")
                return answer
        raise Refused(401, "wrong_login")

    @router.post("/logout")
    async def logout(request: Request) -> Response:
        world.sessions.pop(request.cookies.get("baton_session", ""), None)
        return Response(status_code=204)

    return router


def agent_routes(world: World) -> APIRouter:
    """Name, presence, and the lists that belong to no conversation."""
    router = APIRouter(prefix="/api")

    @router.get("/me")
    async def who(request: Request) -> Json:
        return me(current(world, request.cookies))

    @router.put("/me")
    async def rename(request: Request) -> Json:
        agent = current(world, request.cookies)
        agent.name = (await request.json())["name"]
        return me(agent)

    @router.put("/desk/presence")
    async def presence(request: Request) -> Json:
        agent = current(world, request.cookies)
        agent.presence = (await request.json())["presence"]
        world.version += 1
        if agent.presence == "offline":
            for conversation in world.conversations.values():
                if holds(conversation, agent):
                    world.release(conversation.id, "shift_ended")
        return me(agent)

    @router.get("/desk/agents")
    async def agents(request: Request) -> Json:
        current(world, request.cookies)
        return {"agents": [colleague(world, agent) for agent in world.agents.values()]}

    @router.get("/desk/dispositions")
    async def dispositions(request: Request) -> Json:
        current(world, request.cookies)
        return {"dispositions": DISPOSITIONS}

    return router


def conversation_routes(world: World) -> APIRouter:
    """Reading conversations, and what agents do to them."""
    router = APIRouter(prefix="/api/desk/conversations")

    @router.get("/{conversation_id}")
    async def read(conversation_id: str, request: Request, after: int = 0) -> Json:
        current(world, request.cookies)
        conversation = found(world, conversation_id)
        return {
            "conversation": conversation.summary,
            "sending": sending(conversation),
            "brief": conversation.brief,
            "events": conversation.events[after : after + 500],
            "last_seq": len(conversation.events),
        }

    @router.get("/{conversation_id}/attachments/{seq}/{number}")
    async def attachment(conversation_id: str, seq: int, number: int, request: Request) -> Response:
        current(world, request.cookies)
        file = found(world, conversation_id).files.get((seq, number))
        if file is None:
            raise Refused(404, "unknown_file")
        return served(file)

    return router


def found(world: World, conversation_id: str) -> Conversation:
    """The conversation, or 404."""
    if conversation_id not in world.conversations:
        raise Refused(404, "unknown_conversation")
    return world.conversations[conversation_id]


def sending(conversation: Conversation) -> Json:
    """Whether an agent can write to the citizen now."""
    closed = conversation.summary["unreachable"] or conversation.closed
    return {"open": False, "reason": closed} if closed else {"open": True}


def served(file: File) -> Response:
    """A file as the service gives it: shown only where a browser runs nothing of it."""
    shown = file.mime.split("/")[0] in ("image", "audio", "video")
    how = "inline" if shown else "attachment"
    return Response(
        file.data,
        media_type=file.mime if shown else "application/octet-stream",
        headers={
            "Content-Disposition": f'{how}; filename="{file.name}"',
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
        },
    )


def holds(conversation: Conversation, agent: Agent) -> bool:
    """True when this agent has the baton."""
    assignee = conversation.summary["assignee"]
    return bool(conversation.summary["control"] == "agent" and assignee["id"] == agent.id)
