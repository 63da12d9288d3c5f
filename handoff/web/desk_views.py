"""The desk's HTTP API: lists, and what helps an agent with one conversation."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from handoff.core.agents import Agent
from handoff.core.errors import InvalidRequest
from handoff.core.ports import Log
from handoff.core.values import Control
from handoff.services import board, stretches, wire_floor
from handoff.services.advice import Advice
from handoff.services.boards import Boards
from handoff.services.desk_lists import DeskLists
from handoff.services.floor import Floor
from handoff.services.wire_values import agent as agent_frame
from handoff.services.wire_values import instant
from handoff.web.acts import DESK
from handoff.web.roles import TALKERS, only
from handoff.web.session import Sessions

STANDING = (None, Control.QUEUED, Control.AGENT)
Id = Annotated[str | None, Query(max_length=100)]


def views_router(
    lists: DeskLists, boards: Boards, floor: Floor, advice: Advice, log: Log, sessions: Sessions
) -> APIRouter:
    """Build the routes of lists and of what helps with a conversation."""
    routes = APIRouter(prefix=DESK, tags=["desk"])
    _add_agents(routes, floor, Depends(sessions))
    _add_lists(routes, lists, boards, floor, only(sessions, *TALKERS))
    _add_help(routes, advice, log, only(sessions, *TALKERS))
    return routes


def _add_agents(routes: APIRouter, floor: Floor, signed_in: Any) -> None:
    @routes.get("/agents")
    async def get_agents(_: Agent = signed_in) -> dict[str, Any]:
        """List the agents, by display name, with what they have to do."""
        people = (await floor.picture()).agents.values()
        return {"agents": [wire_floor.person(person) for person in people]}


def _add_lists(
    routes: APIRouter, lists: DeskLists, boards: Boards, floor: Floor, talker: Any
) -> None:
    @routes.get("/conversations")
    async def get_conversations(
        agent: Agent = talker,
        control: Annotated[Control | None, Query()] = None,
        mine: Annotated[bool, Query()] = False,
        team: Id = None,
        assignee: Id = None,
        narrowed: Annotated[board.Filter | None, Query(alias="filter")] = None,
    ) -> dict[str, Any]:
        """List conversations: waiting ones as they are served, others newest first."""
        wanted = board.Query(control, team, agent.id if mine else assignee, narrowed)
        if wanted == board.Query() or control not in STANDING:
            if wanted != board.Query(control):
                raise InvalidRequest("Only what waits or is with an agent can be narrowed down.")
            found = [floor.shown(each) for each in await lists.find(control, None)]
        elif narrowed is not None and narrowed.of_today and wanted != board.Query(filter=narrowed):
            raise InvalidRequest("What came today cannot be narrowed down further.")
        else:
            found = await boards.find(wanted)
        return {"conversations": [wire_floor.conversation(each) for each in found]}


def _add_help(routes: APIRouter, advice: Advice, log: Log, talker: Any) -> None:
    @routes.get("/conversations/{conversation_id}/earlier")
    async def get_earlier(conversation_id: str, _: Agent = talker) -> dict[str, Any]:
        """List what was closed before in this conversation, newest first."""
        found = await stretches.earlier(log, conversation_id)
        return {"earlier": [_stretch(each) for each in found]}

    @routes.get("/conversations/{conversation_id}/suggestions")
    async def get_suggestions(conversation_id: str, _: Agent = talker) -> dict[str, Any]:
        """Offer answers to the citizen's last message; none when the assistant is away."""
        offered = await advice.suggestions(conversation_id)
        items = [asdict(item) for item in offered.items]
        return {"suggestions": items, "of_seq": offered.of_seq, "reason": offered.reason}

    @routes.get("/steps")
    async def get_steps(
        conversation_id: Annotated[str, Query(max_length=100)], _: Agent = talker
    ) -> dict[str, Any]:
        """List where the bot can go on with a conversation; none when the assistant is away."""
        offered = await advice.steps(conversation_id)
        items = [
            {"title": step.button.title, "payload": step.button.payload, "stopped": step.stopped}
            for step in offered.items
        ]
        return {"steps": items, "reason": offered.reason}


def _stretch(each: stretches.Stretch) -> dict[str, Any]:
    return {
        "conversation_id": each.conversation_id,
        "from_seq": each.from_seq,
        "to_seq": each.to_seq,
        "started_at": instant(each.started_at),
        "ended_at": instant(each.ended_at),
        "need": each.need,
        "topic": each.topic,
        "agent": agent_frame(each.agent),
        "disposition": each.disposition.value,
    }
