"""The desk's HTTP API."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from handoff.core.agents import Agent
from handoff.core.ports import Agents
from handoff.core.queue import Summary
from handoff.core.values import Control, Disposition
from handoff.services import wire, wire_values
from handoff.services.desk import Desk
from handoff.web.session import Sessions

LABELS = {
    Disposition.RESOLVED: "Resolved",
    Disposition.INFORMATION_GIVEN: "Information given",
    Disposition.REFERRED: "Referred elsewhere",
    Disposition.CITIZEN_LEFT: "Citizen left",
    Disposition.NO_ANSWER: "Could not be answered",
    Disposition.SPAM: "Spam or abuse",
}

Key = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[\x21-\x7e]+$")]


class Said(BaseModel):
    """Body of `messages` and `notes`."""

    key: Key
    text: str


class Passing(BaseModel):
    """Body of `transfer`: "queue" or an agent's id."""

    to: Annotated[str, Field(min_length=1, max_length=100)]
    note: str | None = None


class Returning(BaseModel):
    """Body of `return`."""

    note: str | None = None


class Closing(BaseModel):
    """Body of `close`."""

    disposition: Disposition
    note: str | None = None


def desk_router(desk: Desk, agents: Agents, sessions: Sessions) -> APIRouter:
    """Build the routes below `/api/desk`; all of them need a session."""
    routes = APIRouter(prefix="/api/desk", tags=["desk"])
    signed_in = Depends(sessions)
    _add_lists(routes, desk, agents, signed_in)
    _add_commands(routes, desk, signed_in)
    return routes


def _add_lists(routes: APIRouter, desk: Desk, agents: Agents, signed_in: Any) -> None:
    @routes.get("/agents")
    async def get_agents(_: Agent = signed_in) -> dict[str, Any]:
        """List the agents, by display name."""
        return {
            "agents": [
                {"id": a.id, "name": a.name, "presence": a.presence.value, "role": a.role.value}
                for a in await agents.all()
            ]
        }

    @routes.get("/dispositions")
    async def get_dispositions(_: Agent = signed_in) -> dict[str, Any]:
        """List the outcomes a conversation can be closed with."""
        return {"dispositions": [{"id": d.value, "label": LABELS[d]} for d in Disposition]}

    @routes.get("/conversations")
    async def get_conversations(
        agent: Agent = signed_in,
        control: Annotated[Control | None, Query()] = None,
        mine: Annotated[bool, Query()] = False,
    ) -> dict[str, Any]:
        """List conversations: waiting ones as they are served, others newest first."""
        found = await desk.find(control, agent.id if mine else None)
        return {"conversations": [wire_values.summary(s) for s in found]}

    @routes.get("/conversations/{conversation_id}")
    async def get_conversation(
        conversation_id: str,
        _: Agent = signed_in,
        after: Annotated[int, Query(ge=0, lt=2**53)] = 0,
    ) -> dict[str, Any]:
        """Open a conversation: summary, brief, and up to 500 events after `after`."""
        view = await desk.view(conversation_id, after)
        return {
            "conversation": wire_values.summary(view.summary),
            "sending": wire.sending(view.closed),
            "brief": wire.brief(view.brief, view.summary.need),
            "events": [wire.for_agent(e, conversation_id) for e in view.events],
            "last_seq": view.summary.conversation.last_seq,
        }


def _add_commands(routes: APIRouter, desk: Desk, signed_in: Any) -> None:
    @routes.post("/conversations/{conversation_id}/accept")
    async def accept(conversation_id: str, agent: Agent = signed_in) -> dict[str, Any]:
        """Take a waiting conversation; 409 names the colleague who was faster."""
        return _conversation(await desk.accept(agent, conversation_id))

    @routes.post("/conversations/{conversation_id}/messages", status_code=202)
    async def say(conversation_id: str, body: Said, agent: Agent = signed_in) -> dict[str, int]:
        """Answer the citizen."""
        return {"seq": await desk.say(agent, conversation_id, body.key, body.text)}

    @routes.post("/conversations/{conversation_id}/typing", status_code=204)
    async def typing(conversation_id: str, agent: Agent = signed_in) -> None:
        """Show the citizen for a few seconds that the agent writes."""
        await desk.show_typing(agent, conversation_id)

    @routes.post("/conversations/{conversation_id}/notes", status_code=202)
    async def note(conversation_id: str, body: Said, agent: Agent = signed_in) -> dict[str, int]:
        """Write a note for colleagues."""
        return {"seq": await desk.note(agent, conversation_id, body.key, body.text)}

    @routes.post("/conversations/{conversation_id}/transfer")
    async def transfer(
        conversation_id: str, body: Passing, agent: Agent = signed_in
    ) -> dict[str, Any]:
        """Pass the conversation to a colleague or back to the queue."""
        to = None if body.to == "queue" else body.to
        return _conversation(await desk.transfer(agent, conversation_id, to, body.note))

    @routes.post("/conversations/{conversation_id}/return")
    async def return_to_bot(
        conversation_id: str,
        agent: Agent = signed_in,
        body: Returning | None = None,
    ) -> dict[str, Any]:
        """Give the conversation back to the bot."""
        note = body.note if body else None
        return _conversation(await desk.return_to_bot(agent, conversation_id, note))

    @routes.post("/conversations/{conversation_id}/close")
    async def close(
        conversation_id: str, body: Closing, agent: Agent = signed_in
    ) -> dict[str, Any]:
        """End the conversation with a disposition."""
        closed = await desk.close(agent, conversation_id, body.disposition, body.note)
        return _conversation(closed)


def _conversation(summary: Summary) -> dict[str, Any]:
    return {"conversation": wire_values.summary(summary)}
