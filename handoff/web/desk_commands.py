"""The desk's HTTP API: what agents and supervisors do with conversations."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from handoff.core.agents import Agent
from handoff.core.queue import Summary
from handoff.core.values import Button, Disposition
from handoff.services import wire_values
from handoff.services.desk import Desk
from handoff.services.desk_lists import DeskLists
from handoff.services.supervision import Routing, Supervision
from handoff.web.noted import noted
from handoff.web.roles import SUPERVISORS, TALKERS, only
from handoff.web.session import Sessions

QUEUE = "queue"
TEAM = "team:"
"""What `transfer` can name besides an agent's id: the queue, and as a prefix that of a team."""

HIGHEST = 100
"""Priority of a crisis; supervisors may give any."""

Key = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[\x21-\x7e]+$")]
Id = Annotated[str, Field(min_length=1, max_length=100)]


class Said(BaseModel):
    """Body of `messages`."""

    key: Key
    text: str


class Noting(Said):
    """Body of `notes`; `whisper` says it to the agent who holds the conversation."""

    whisper: bool = False


class Passing(BaseModel):
    """Body of `transfer`: "queue", "team:" and a team's id, or an agent's id."""

    to: Id
    note: str | None = None


class Step(BaseModel):
    """Where the bot goes on, as `GET /api/desk/steps` gave it."""

    title: Annotated[str, Field(max_length=1000)]
    payload: Annotated[str, Field(max_length=5000)]


class Returning(BaseModel):
    """Body of `return`."""

    note: str | None = None
    step: Step | None = None


class Closing(BaseModel):
    """Body of `close`."""

    disposition: Disposition
    note: str | None = None


class Naming(BaseModel):
    """Body of `assign` and `help`: an agent's id."""

    to: Id


class Ending(BaseModel):
    """Body of `help/end`: who does not read along any more; without it, oneself."""

    colleague: Id | None = None


class Correcting(BaseModel):
    """Body of `slots`: a fact the bot collected, and what is right."""

    name: Id
    value: str


class Rerouting(BaseModel):
    """Body of `route`; what is left out stays as it is, team null is everybody's."""

    team: Id | None = None
    priority: Annotated[int, Field(ge=0, le=HIGHEST)] | None = None


ONE = "/conversations/{conversation_id}"


def commands_router(
    desk: Desk, supervision: Supervision, lists: DeskLists, sessions: Sessions
) -> APIRouter:
    """Build the routes below `/api/desk` that do something; all of them need a session."""
    routes = APIRouter(prefix="/api/desk", tags=["desk"])
    talker = only(sessions, *TALKERS)
    shown = _Shown(lists)
    _add_taking(routes, desk, shown, talker)
    _add_saying(routes, desk, talker)
    _add_passing(routes, desk, shown, talker)
    _add_helping(routes, desk, shown, talker)
    _add_supervision(routes, supervision, shown, only(sessions, *SUPERVISORS))
    return routes


class _Shown:
    """Shapes a conversation as the answer to a command."""

    def __init__(self, lists: DeskLists) -> None:
        self._lists = lists

    def __call__(self, summary: Summary) -> dict[str, Any]:
        late = self._lists.is_late(summary)
        return {"conversation": wire_values.summary(summary, late=late)}


def _add_taking(routes: APIRouter, desk: Desk, shown: _Shown, talker: Any) -> None:
    @routes.post(ONE + "/accept")
    async def accept(conversation_id: str, agent: Agent = talker) -> dict[str, Any]:
        """Take a waiting conversation; 409 names the colleague who was faster."""
        return shown(await desk.accept(agent, conversation_id))

    @routes.post(ONE + "/decline")
    async def decline(conversation_id: str, agent: Agent = talker) -> dict[str, Any]:
        """Pass over what one is offered; it goes on to a colleague."""
        return shown(await desk.decline(agent, conversation_id))

    @routes.post("/next", response_model=None)
    async def accept_next(
        request: Request, agent: Agent = talker
    ) -> dict[str, Any] | Response:
        """Take the next one that fits; 204 when none waits."""
        taken = await desk.accept_next(agent)
        if taken is None:
            return Response(status_code=204)
        noted(request).conversation_id = taken.conversation.id
        return shown(taken)


def _add_saying(routes: APIRouter, desk: Desk, talker: Any) -> None:
    @routes.post(ONE + "/messages", status_code=202)
    async def say(conversation_id: str, body: Said, agent: Agent = talker) -> dict[str, int]:
        """Answer the citizen."""
        return {"seq": await desk.say(agent, conversation_id, body.key, body.text)}

    @routes.post(ONE + "/typing", status_code=204)
    async def typing(conversation_id: str, agent: Agent = talker) -> None:
        """Show the citizen for a few seconds that the agent writes."""
        await desk.show_typing(agent, conversation_id)

    @routes.post(ONE + "/notes", status_code=202)
    async def note(conversation_id: str, body: Noting, agent: Agent = talker) -> dict[str, int]:
        """Write a note for colleagues, or whisper to the one who holds it."""
        noted = await desk.note(agent, conversation_id, body.key, body.text, whisper=body.whisper)
        return {"seq": noted}


def _add_passing(routes: APIRouter, desk: Desk, shown: _Shown, talker: Any) -> None:
    @routes.post(ONE + "/transfer")
    async def transfer(
        conversation_id: str, request: Request, body: Passing, agent: Agent = talker
    ) -> dict[str, Any]:
        """Pass the conversation to a colleague, a team or back to the queue."""
        noted(request).details.append(body.to)
        if body.to.startswith(TEAM):
            team = body.to.removeprefix(TEAM)
            return shown(await desk.transfer_to_team(agent, conversation_id, team, body.note))
        to = None if body.to == QUEUE else body.to
        return shown(await desk.transfer(agent, conversation_id, to, body.note))

    @routes.post(ONE + "/return")
    async def return_to_bot(
        conversation_id: str, agent: Agent = talker, body: Returning | None = None
    ) -> dict[str, Any]:
        """Give the conversation back to the bot, which goes on at a step, if one is chosen."""
        note, step = (body.note, body.step) if body else (None, None)
        chosen = Button(step.title, step.payload) if step else None
        return shown(await desk.return_to_bot(agent, conversation_id, note, chosen))

    @routes.post(ONE + "/close")
    async def close(conversation_id: str, body: Closing, agent: Agent = talker) -> dict[str, Any]:
        """End the conversation with a disposition."""
        return shown(await desk.close(agent, conversation_id, body.disposition, body.note))

    @routes.put(ONE + "/slots")
    async def correct(
        conversation_id: str, body: Correcting, agent: Agent = talker
    ) -> dict[str, Any]:
        """Put a fact right that the bot collected."""
        return shown(await desk.correct(agent, conversation_id, body.name, body.value))


def _add_helping(routes: APIRouter, desk: Desk, shown: _Shown, talker: Any) -> None:
    @routes.post(ONE + "/help")
    async def call_in(
        conversation_id: str, request: Request, body: Naming, agent: Agent = talker
    ) -> dict[str, Any]:
        """Call a colleague in to read along and whisper."""
        noted(request).details.append(body.to)
        return shown(await desk.call_in(agent, conversation_id, body.to))

    @routes.post(ONE + "/help/end")
    async def end_help(
        conversation_id: str, agent: Agent = talker, body: Ending | None = None
    ) -> dict[str, Any]:
        """Let a colleague go, or go oneself."""
        colleague = (body.colleague if body else None) or agent.id
        return shown(await desk.end_help(agent, conversation_id, colleague))


def _add_supervision(
    routes: APIRouter, supervision: Supervision, shown: _Shown, supervisor: Any
) -> None:
    @routes.post(ONE + "/assign")
    async def assign(
        conversation_id: str, request: Request, body: Naming, agent: Agent = supervisor
    ) -> dict[str, Any]:
        """Give a conversation to an agent, whoever has it."""
        noted(request).details.append(body.to)
        return shown(await supervision.assign(agent, conversation_id, body.to))

    @routes.post(ONE + "/route")
    async def route(
        conversation_id: str, body: Rerouting, agent: Agent = supervisor
    ) -> dict[str, Any]:
        """Change team or priority of a waiting conversation."""
        change = Routing("team" in body.model_fields_set, body.team, body.priority)
        return shown(await supervision.route(agent, conversation_id, change))
