"""The websocket of the fake service: the floor, watched conversations, signs of the moment."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field

from fastapi import WebSocket, WebSocketDisconnect

from tests.desk.fake.api import Refused, colleague, current
from tests.desk.fake.world import Agent, Json, World

LOOK_EVERY = 0.02
HEARTBEAT_EVERY = 1.0


@dataclass
class Seat:
    """One desk's websocket: what it watches, and what it was told."""

    socket: WebSocket
    agent: Agent
    watched: dict[str, int] = field(default_factory=dict)
    rows: dict[str, Json] = field(default_factory=dict)
    agents: list[Json] = field(default_factory=list)
    signs: int = 0


async def serve(world: World, socket: WebSocket) -> None:
    """One desk's websocket until it goes, the world restarts or the session ends."""
    if world.down:
        await socket.close(1013)
        return
    await socket.accept()
    try:
        agent = current(world, socket.cookies)
    except Refused:
        await socket.close(4401)
        return
    seat = Seat(socket, agent, signs=len(world.signs))
    reader = asyncio.create_task(listen(world, seat))
    try:
        await tell(world, seat, reader)
    finally:
        reader.cancel()
        with contextlib.suppress(asyncio.CancelledError, WebSocketDisconnect, RuntimeError):
            await reader


async def listen(world: World, seat: Seat) -> None:
    """Takes in what the desk wants to watch, and its answers to pings."""
    while True:
        frame = await seat.socket.receive_json()
        if frame["type"] == "watch":
            seat.watched[frame["conversation_id"]] = frame["after"]
        elif frame["type"] == "pong":
            world.pongs.append(seat.agent.id)
        else:
            seat.watched.pop(frame["conversation_id"], None)


async def tell(world: World, seat: Seat, reader: asyncio.Task[None]) -> None:
    """Tells what changed, every few milliseconds."""
    version, generation, silence = world.version, world.generation, HEARTBEAT_EVERY
    await tell_floor(world, seat)
    while not reader.done():
        if world.generation != generation or seat.agent.id not in world.sessions.values():
            code = 4401 if world.generation == generation else 1012
            await seat.socket.close(code)
            return
        for conversation_id, after in list(seat.watched.items()):
            seat.watched[conversation_id] = await catch_up(world, seat, conversation_id, after)
        if world.version != version:
            version = world.version
            await tell_changes(world, seat)
        await tell_signs(world, seat)
        silence += LOOK_EVERY
        if silence >= HEARTBEAT_EVERY:
            silence = 0.0
            await seat.socket.send_json({"type": "ping"})
            await seat.socket.send_json({"type": "heartbeat"})
        await asyncio.sleep(LOOK_EVERY)


async def catch_up(world: World, seat: Seat, conversation_id: str, after: int) -> int:
    """Sends the events after `after` and, if there were any, the new summary and brief."""
    conversation = world.conversations[conversation_id]
    fresh = conversation.events[after:]
    for event in fresh:
        frame = {"type": "event", "conversation_id": conversation_id, "event": event}
        await seat.socket.send_json(frame)
    if fresh:
        both = {"conversation": conversation.summary, "brief": conversation.brief}
        await seat.socket.send_json({"type": "conversation", **both})
    return after + len(fresh)


async def tell_floor(world: World, seat: Seat) -> None:
    """Everything at once."""
    seat.rows = view(world, seat.agent)
    seat.agents = everybody(world)
    rows = list(seat.rows.values())
    await seat.socket.send_json({"type": "floor", "conversations": rows, "agents": seat.agents})


async def tell_changes(world: World, seat: Seat) -> None:
    """What is different from what was told before."""
    rows = view(world, seat.agent)
    put = [row for key, row in rows.items() if seat.rows.get(key) != row]
    gone = [key for key in seat.rows if key not in rows]
    seat.rows = rows
    if put or gone:
        await seat.socket.send_json({"type": "changed", "put": put, "gone": gone})
    agents = everybody(world)
    if agents != seat.agents:
        seat.agents = agents
        await seat.socket.send_json({"type": "agents", "agents": agents})


async def tell_signs(world: World, seat: Seat) -> None:
    """Who writes and who looks, to those who watch."""
    for sign in world.signs[seat.signs :]:
        seat.signs += 1
        if sign["conversation_id"] in seat.watched:
            await seat.socket.send_json(sign)


def view(world: World, agent: Agent) -> dict[str, Json]:
    """The summaries this agent sees, by id, as they are now."""
    found = {}
    for key, one in world.conversations.items():
        if sees(agent, one.summary):
            found[key] = {**one.summary, "helpers": list(one.summary["helpers"])}
    return found


def sees(agent: Agent, row: Json) -> bool:
    """Agents see what waits, what is theirs and what staff hold elsewhere; supervisors all."""
    if row["control"] == "queued":
        return agent.role != "editor"
    if row["control"] != "agent":
        return False
    helps = any(helper["id"] == agent.id for helper in row["helpers"])
    own = row["assignee"]["id"] == agent.id or row["assignee"]["id"].startswith("outside:")
    return own or helps or agent.role in ("supervisor", "admin")


def everybody(world: World) -> list[Json]:
    """All agents."""
    return [colleague(world, agent) for agent in world.agents.values()]
