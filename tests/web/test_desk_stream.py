"""The desk's websocket."""

from __future__ import annotations

import asyncio
import itertools
import json
from pathlib import Path

import pytest
import websockets

from tests.web.harness import Citizen, Running, running


async def test_the_queue_comes_first_and_then_as_it_changes(service: Running) -> None:
    agent = await service.sign_in("mari", "Mari")
    citizen = await service.open()
    async with agent.stream() as frames:
        assert await frames.next() == {"type": "queue", "queued": [], "mine": []}
        await citizen.say("person please", "k1")
        waiting = await frames.until(type="queue")
        while not waiting["queued"]:
            waiting = await frames.until(type="queue")
        assert [s["id"] for s in waiting["queued"]] == [citizen.conversation_id]
        await agent.post(citizen.conversation_id, "accept")
        mine = await frames.until(type="queue", queued=[])
        assert [s["id"] for s in mine["mine"]] == [citizen.conversation_id]


async def test_a_watched_conversation_is_live_with_notes_and_brief(service: Running) -> None:
    agent = await service.sign_in("mari", "Mari")
    citizen = await service.open()
    async with agent.stream() as frames:
        watch = {"type": "watch", "conversation_id": citizen.conversation_id, "after": 1}
        await frames.send(watch)
        assert (await frames.until(type="event"))["event"]["seq"] == 2
        state = await frames.until(type="conversation")
        assert state["conversation"]["control"] == "bot"
        await citizen.say("APP please", "k1")
        state = await frames.until(type="conversation")
        while not state["brief"]["slots"]:
            state = await frames.until(type="conversation")
        assert state["brief"]["slots"][0]["value"] == "APP-2041-7739"


async def test_an_unwatched_conversation_is_silent(service: Running) -> None:
    agent = await service.sign_in("mari", "Mari")
    one, two = await service.open(), await service.open()
    async with agent.stream() as frames:
        for citizen in (one, two):
            await frames.send(
                {"type": "watch", "conversation_id": citizen.conversation_id, "after": 2}
            )
            await frames.until(type="conversation")
        await frames.send({"type": "unwatch", "conversation_id": one.conversation_id})
        await frames.send({"type": "unwatch", "conversation_id": "none"})
        await one.say("hello", "k1")
        await two.say("hello", "k1")
        event = await frames.until(type="event")
        assert event["conversation_id"] == two.conversation_id


async def test_a_wrong_frame_is_told_and_the_stream_goes_on(service: Running) -> None:
    agent = await service.sign_in("mari", "Mari")
    async with agent.stream() as frames:
        await frames.send({"type": "dance"})
        assert (await frames.until(type="error"))["error"]["code"] == "invalid_request"
        await frames.send({"type": "watch", "conversation_id": "none"})
        told = await frames.until(type="error")
        assert told["error"]["code"] == "unknown_conversation"
        assert told["conversation_id"] == "none"
        await frames.until(type="heartbeat")


async def test_without_a_session_the_stream_is_closed(service: Running) -> None:
    async with service.ws("/api/desk/stream") as socket:
        assert json.loads(await socket.recv())["error"]["code"] == "not_signed_in"
        with pytest.raises(websockets.ConnectionClosed) as closed:
            await socket.recv()
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 4401


async def test_a_session_that_ends_elsewhere_ends_the_stream(service: Running) -> None:
    agent = await service.sign_in("mari", "Mari")
    async with agent.stream() as frames:
        await frames.until(type="queue")
        await agent.http.post("/api/logout")
        assert (await frames.until(type="error"))["error"]["code"] == "not_signed_in"


async def test_a_busy_service_does_not_keep_back_heartbeats(service: Running) -> None:
    agent = await service.sign_in("mari", "Mari")
    citizen = await service.open()
    async with agent.stream() as frames, asyncio.TaskGroup() as tasks:
        chatter = tasks.create_task(chat(citizen))
        await frames.until(type="queue")
        await frames.until(type="heartbeat")
        await frames.until(type="heartbeat")
        chatter.cancel()


async def chat(citizen: Citizen) -> None:
    """Say something much more often than the heartbeat."""
    for n in itertools.count():
        await citizen.say("hello", f"k{n}")
        await asyncio.sleep(0.02)


async def test_a_watch_that_fails_closes_the_socket_so_that_the_desk_comes_back(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as service:
        agent = await service.sign_in("mari", "Mari")
        citizen = await service.open()
        async with agent.stream() as frames:
            watch = {"type": "watch", "conversation_id": citizen.conversation_id, "after": 2}
            await frames.send(watch)
            await frames.until(type="conversation")
            await service.store.close()
            await service.adapters.wakeups.publish(citizen.conversation_id)
            assert (await frames.until(type="error"))["error"]["code"] == "unavailable"
            with pytest.raises(websockets.ConnectionClosed) as closed:
                await frames.next()
            assert closed.value.rcvd is not None
            assert closed.value.rcvd.code == 1013
