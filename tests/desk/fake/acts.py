"""What agents do to conversations in the fake service."""

from __future__ import annotations

import re

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from tests.desk.fake.api import Refused, current, found, holds, sending
from tests.desk.fake.world import Agent, Conversation, Json, World, ref

SUPERVISORS = ("supervisor", "admin")


def act_routes(world: World) -> APIRouter:
    """Every act on one conversation, by its verb."""
    router = APIRouter(prefix="/api/desk/conversations")

    @router.post("/{conversation_id}/typing", status_code=204)
    async def typing(conversation_id: str, request: Request) -> None:
        agent = current(world, request.cookies)
        if not holds(found(world, conversation_id), agent):
            raise Refused(409, "not_yours")
        world.typing.append(conversation_id)

    @router.put("/{conversation_id}/slots")
    async def correct(conversation_id: str, request: Request) -> Json:
        agent = current(world, request.cookies)
        conversation = held(world, conversation_id, agent)
        put_right(world, conversation, agent, await request.json())
        return {"conversation": conversation.summary}

    @router.post("/{conversation_id}/{verb:path}")
    async def act(conversation_id: str, verb: str, request: Request) -> Response:
        agent = current(world, request.cookies)
        conversation = found(world, conversation_id)
        body = await request.json()
        if verb in ("messages", "notes"):
            return JSONResponse({"seq": write(world, conversation, agent, verb, body)}, 202)
        VERBS[verb](world, conversation, agent, body)
        return JSONResponse({"conversation": conversation.summary})

    return router


def held(world: World, conversation_id: str, agent: Agent) -> Conversation:
    """The conversation, which this agent must hold."""
    conversation = found(world, conversation_id)
    if not holds(conversation, agent):
        raise Refused(409, "not_yours")
    return conversation


def put_right(world: World, conversation: Conversation, agent: Agent, body: Json) -> None:
    """A fact is corrected."""
    slot = next((one for one in conversation.brief["slots"] if one["name"] == body["name"]), None)
    if slot is None:
        raise Refused(400, "invalid_request")
    slot.update(value=body["value"], origin="agent", at=world.stamp())
    world.append(conversation.id, type="slot", author="system", by=ref(agent), **body)


def write(world: World, conversation: Conversation, agent: Agent, verb: str, body: Json) -> int:
    """An answer, a note or a whisper; a known key appends nothing."""
    if body["key"] in conversation.keys:
        return conversation.keys[body["key"]]
    if verb == "messages" and not holds(conversation, agent):
        raise Refused(409, "not_yours")
    if verb == "messages" and not (state := sending(conversation))["open"]:
        raise Refused(409, "channel_closed", reason=state["reason"])
    if verb == "messages" and (gaps := re.findall(r"{{\s*(.+?)\s*}}", body["text"])):
        raise Refused(422, "unfilled_variable", variables=gaps)
    said: Json = {"name": agent.name, "agent": ref(agent), "text": body["text"]}
    if verb == "notes":
        said |= {"whisper": body.get("whisper", False)}
    else:
        conversation.summary.update(late=False, awaiting_since=None)
    kind = "message" if verb == "messages" else "note"
    seq = world.append(conversation.id, type=kind, author="agent", key=body["key"], **said)
    conversation.keys[body["key"]] = seq
    return seq


def accept(world: World, conversation: Conversation, agent: Agent, _body: Json) -> None:
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


def decline(world: World, conversation: Conversation, _agent: Agent, _body: Json) -> None:
    """Lets an offer go by."""
    world.end_offer(conversation.id, "declined")


def call_in(world: World, conversation: Conversation, agent: Agent, body: Json) -> None:
    """A colleague reads along."""
    world.call_in(conversation.id, world.agents[body["to"]], agent)


def end_help(world: World, conversation: Conversation, agent: Agent, body: Json) -> None:
    """A colleague does not read along any more."""
    who = world.agents[body.get("colleague") or agent.id]
    helpers = [one for one in conversation.summary["helpers"] if one["id"] != who.id]
    conversation.summary.update(helpers=helpers)
    world.append(conversation.id, type="help_ended", author="system", colleague=ref(who))


def assign(world: World, conversation: Conversation, agent: Agent, body: Json) -> None:
    """A supervisor gives it to somebody."""
    if agent.role not in SUPERVISORS:
        raise Refused(403, "not_allowed")
    world.assign(conversation.id, world.agents[body["to"]], by=agent)


def route(world: World, conversation: Conversation, agent: Agent, body: Json) -> None:
    """A supervisor changes team and priority."""
    summary = conversation.summary
    summary.update(body)
    now = {name: summary[name] for name in ("team", "priority", "reason")}
    world.append(conversation.id, type="routed", author="system", by=ref(agent), **now)


def transfer(world: World, conversation: Conversation, agent: Agent, body: Json) -> None:
    """To the queue, a team or a colleague."""
    note(world, held(world, conversation.id, agent), agent, body)
    if body["to"] in world.agents:
        world.assign(conversation.id, world.agents[body["to"]], by=agent)
        return
    world.release(conversation.id, "transfer")
    if body["to"].startswith("team:"):
        team = body["to"].removeprefix("team:")
        route(world, conversation, agent, {"team": team, "priority": 0})


def give_back(world: World, conversation: Conversation, agent: Agent, body: Json) -> None:
    """To the bot, which goes on at a step, if one was chosen."""
    note(world, held(world, conversation.id, agent), agent, body)
    step = body.get("step")
    world.returned.append(step)
    conversation.summary.update(control="bot", assignee=None)
    leave: Json = {"control": "bot", "by": ref(agent), "step": step and step["title"]}
    world.append(conversation.id, type="control", author="system", **leave)


def close(world: World, conversation: Conversation, agent: Agent, body: Json) -> None:
    """The end, with an outcome."""
    note(world, held(world, conversation.id, agent), agent, body)
    outcome = {"disposition": body["disposition"]}
    conversation.summary.update(control="closed", assignee=None, **outcome)
    leave: Json = {"control": "closed", "by": ref(agent), "name": agent.name, **outcome}
    world.append(conversation.id, type="control", author="system", **leave)


def note(world: World, conversation: Conversation, agent: Agent, body: Json) -> None:
    """The note that may go along with an act."""
    if body.get("note"):
        said: Json = {"name": agent.name, "agent": ref(agent), "text": body["note"]}
        world.append(conversation.id, type="note", author="agent", whisper=False, **said)


VERBS = {
    "accept": accept,
    "decline": decline,
    "help": call_in,
    "help/end": end_help,
    "assign": assign,
    "route": route,
    "transfer": transfer,
    "return": give_back,
    "close": close,
}
