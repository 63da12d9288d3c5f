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
        return me(agent)

    @router.get("/desk/agents")
    async def agents(request: Request) -> Json:
        current(world, request.cookies)
        return {"agents": [me(agent) for agent in world.agents.values()]}

    @router.get("/desk/dispositions")
    async def dispositions(request: Request) -> Json:
        current(world, request.cookies)
        return {"dispositions": DISPOSITIONS}

    return router


def conversation_routes(world: World) -> APIRouter:
    """Reading conversations, and what agents do to them."""
    router = APIRouter(prefix="/api/desk/conversations")

    @router.get("")
    async def list_all(request: Request, control: str | None = None) -> Json:
        current(world, request.cookies)
        return {"conversations": world.rows(lambda row: control in (None, row["control"]))}

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

    @router.post("/{conversation_id}/typing", status_code=204)
    async def typing(conversation_id: str, request: Request) -> None:
        agent = current(world, request.cookies)
        if not holds(found(world, conversation_id), agent):
            raise Refused(409, "not_yours")
        world.typing.append(conversation_id)

    @router.post("/{conversation_id}/{verb}")
    async def act(conversation_id: str, verb: str, request: Request) -> Response:
        agent = current(world, request.cookies)
        conversation = found(world, conversation_id)
        body = await request.json()
        if verb in ("messages", "notes"):
            return JSONResponse({"seq": write(world, conversation, agent, verb, body)}, 202)
        if verb == "accept":
            accept(world, conversation, agent)
        else:
            give_away(world, conversation, agent, verb, body)
        return JSONResponse({"conversation": conversation.summary})

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


def write(world: World, conversation: Conversation, agent: Agent, verb: str, body: Json) -> int:
    """An answer or a note; a known key appends nothing."""
    if body["key"] in conversation.keys:
        return conversation.keys[body["key"]]
    if verb == "messages" and not holds(conversation, agent):
        raise Refused(409, "not_yours")
    if verb == "messages" and not (state := sending(conversation))["open"]:
        raise Refused(409, "channel_closed", reason=state["reason"])
    kind = "message" if verb == "messages" else "note"
    seq = world.append(
        conversation.id, type=kind, author="agent", name=agent.name, text=body["text"]
    )
    conversation.keys[body["key"]] = seq
    return seq


def accept(world: World, conversation: Conversation, agent: Agent) -> None:
    """Takes a conversation from the queue; once more for the holder changes nothing."""
    if holds(conversation, agent):
        return
    assignee = conversation.summary["assignee"]
    outside = assignee is not None and assignee["id"].startswith("outside:")
    if conversation.summary["control"] == "agent" and not outside:
        raise Refused(409, "already_taken", assignee=assignee)
    if conversation.summary["control"] != "queued" and not outside:
        raise Refused(409, "not_queued")
    world.assign(conversation.id, agent)


def give_away(
    world: World, conversation: Conversation, agent: Agent, verb: str, body: Json
) -> None:
    """Transfer, return or close, with the note that may go along."""
    if not holds(conversation, agent):
        raise Refused(409, "not_yours")
    if body.get("note"):
        world.append(
            conversation.id, type="note", author="agent", name=agent.name, text=body["note"]
        )
    if verb == "transfer" and body["to"] != "queue":
        world.assign(conversation.id, world.agents[body["to"]], by=agent)
        return
    control = {"transfer": "queued", "return": "bot", "close": "closed"}[verb]
    since = world.stamp() if control == "queued" else None
    conversation.summary.update(
        control=control, assignee=None, waiting_since=since, disposition=body.get("disposition")
    )
    world.append(
        conversation.id,
        type="control",
        author="system",
        control=control,
        reason=conversation.summary["reason"],
        disposition=body.get("disposition"),
        name=agent.name,
        by={"id": agent.id, "name": agent.name},
    )
