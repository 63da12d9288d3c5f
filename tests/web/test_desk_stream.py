"""The desk's websocket: the floor as it changes, and that it lives."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import websockets

from handoff.core.agents import Presence, Role
from handoff.web.session import COOKIE
from tests.web.harness import Citizen, DeskClient, Frames, Running, running

ENOUGH = 50
"""Frames within which something is shown that is shown at all."""


@pytest.fixture
async def quick(tmp_path: Path) -> AsyncIterator[Running]:
    """A running service whose leases are short."""
    async with running(tmp_path, heartbeat_seconds="0.3", lease_seconds="0.6") as service:
        yield service


async def changed(frames: Frames, conversation_id: str, **wanted: Any) -> dict[str, Any]:
    """Read on until this conversation is shown with these fields."""
    for _ in range(ENOUGH):
        frame = await frames.until(type="changed")
        for summary in frame["put"]:
            fits = all(summary[name] == value for name, value in wanted.items())
            if summary["id"] == conversation_id and fits:
                found: dict[str, Any] = summary
                return found
    raise AssertionError(f"{conversation_id} was not shown with {wanted}")


async def test_the_floor_comes_first_and_then_what_changes(service: Running) -> None:
    agent = await service.sign_in("mari", "Mari")
    citizen = await service.open()
    async with agent.stream() as frames:
        floor = await frames.next()
        assert (floor["type"], floor["conversations"]) == ("floor", [])
        assert [a["name"] for a in floor["agents"]] == ["Mari"]
        await citizen.say("person please", "k1")
        waiting = await changed(frames, citizen.conversation_id, control="queued")
        assert waiting["need"] == "person please"
        await agent.post(citizen.conversation_id, "accept")
        held = await changed(frames, citizen.conversation_id, control="agent")
        assert held["assignee"]["name"] == "Mari"
    async with agent.stream() as again:
        floor = await again.next()
        assert [s["id"] for s in floor["conversations"]] == [citizen.conversation_id]


async def test_what_a_colleague_takes_leaves_an_agents_view_but_not_a_supervisors(
    service: Running,
) -> None:
    mari = await service.sign_in("mari", "Mari")
    juan = await service.sign_in("juan", "Juan")
    chief = await service.sign_in("chief", "Chief", Role.SUPERVISOR)
    citizen = await service.open()
    await citizen.say("person please", "k1")
    async with juan.stream() as his, chief.stream() as hers:
        await his.until(type="floor")
        await mari.post(citizen.conversation_id, "accept")
        while citizen.conversation_id not in (await his.until(type="changed"))["gone"]:
            pass
        await changed(hers, citizen.conversation_id, control="agent")


async def test_a_desk_that_answers_pings_is_on_duty_and_one_that_does_not_is_off(
    quick: Running,
) -> None:
    mari, juan = await quick.sign_in("mari", "Mari"), await quick.sign_in("juan", "Juan")
    for agent in (mari, juan):
        await quick.store.agents.set_presence(agent.agent.id, Presence.AVAILABLE)
    async with mari.stream() as frames, juan.stream(), asyncio.TaskGroup() as tasks:
        answering = tasks.create_task(answer_pings(mari))
        await until_on_duty(frames, {"Mari": True, "Juan": True})
        await until_on_duty(frames, {"Mari": True, "Juan": False})
        answering.cancel()


async def answer_pings(agent: DeskClient) -> None:
    async with agent.stream() as frames:
        while True:
            await frames.until(type="ping")
            await frames.send({"type": "pong"})


async def until_on_duty(frames: Frames, wanted: dict[str, bool]) -> None:
    for _ in range(ENOUGH):
        frame = await frames.next()
        if {a["name"]: a["on_duty"] for a in frame.get("agents", ())} == wanted:
            return
    raise AssertionError(f"the agents were not shown with {wanted}")


async def test_agents_are_shown_again_when_one_of_them_changes(service: Running) -> None:
    mari = await service.sign_in("mari", "Mari")
    async with mari.stream() as frames:
        await frames.until(type="floor")
        await mari.http.put("/api/desk/presence", json={"presence": "available"})
        (line,) = (await frames.until(type="agents"))["agents"]
        assert (line["presence"], line["on_duty"]) == ("available", True)


async def test_a_wrong_frame_is_told_and_the_stream_goes_on(service: Running) -> None:
    agent = await service.sign_in("mari", "Mari")
    async with agent.stream() as frames:
        await frames.send({"type": "dance"})
        assert (await frames.until(type="error"))["error"]["code"] == "invalid_request"
        await frames.until(type="heartbeat")


async def test_without_a_session_the_stream_is_closed(service: Running) -> None:
    async with service.ws("/api/desk/stream") as socket:
        assert json.loads(await socket.recv())["error"]["code"] == "not_signed_in"
        assert await close_code(Frames(socket)) == 4401


async def test_a_session_that_ends_elsewhere_ends_the_stream(service: Running) -> None:
    agent = await service.sign_in("mari", "Mari")
    async with agent.stream() as frames:
        await frames.until(type="floor")
        await service.services.sign_in.logout(agent.http.cookies[COOKIE])
        assert (await frames.until(type="error"))["error"]["code"] == "not_signed_in"
        assert await close_code(frames) == 4401


async def test_a_session_that_ends_in_this_process_ends_the_stream_without_a_heartbeat(
    tmp_path: Path,
) -> None:
    async with running(tmp_path, heartbeat_seconds="3600") as service:
        agent = await service.sign_in("mari", "Mari")
        other = await service.sign_in("juan", "Juan")
        async with agent.stream() as frames, other.stream() as others:
            await frames.until(type="floor")
            await agent.http.post("/api/logout")
            assert (await frames.until(type="error"))["error"]["code"] == "not_signed_in"
            await others.send({"type": "dance"})
            assert (await others.until(type="error"))["error"]["code"] == "invalid_request"


async def test_a_busy_service_does_not_keep_back_heartbeats(service: Running) -> None:
    agent = await service.sign_in("mari", "Mari")
    citizen = await service.open()
    async with agent.stream() as frames, asyncio.TaskGroup() as tasks:
        chatter = tasks.create_task(chat(citizen))
        await frames.until(type="floor")
        await frames.until(type="heartbeat")
        await frames.until(type="heartbeat")
        chatter.cancel()


async def chat(citizen: Citizen) -> None:
    """Say something much more often than the heartbeat."""
    for n in itertools.count():
        await citizen.say("hello", f"k{n}")
        await asyncio.sleep(0.02)


async def close_code(frames: Frames) -> int:
    """Read on until the service closes the socket."""
    with pytest.raises(websockets.ConnectionClosed) as closed:
        while True:
            await frames.next()
    assert closed.value.rcvd is not None
    return closed.value.rcvd.code
