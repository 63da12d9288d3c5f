"""Watching conversations over the desk's websocket: events, state, who types, who looks."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
import websockets

from handoff.core.access import AccessQuery
from handoff.core.agents import Role
from tests.web.harness import Frames, Running, running


async def watch(frames: Frames, conversation_id: str, after: int = 0) -> None:
    await frames.send({"type": "watch", "conversation_id": conversation_id, "after": after})


async def test_a_watched_conversation_is_live_with_notes_and_brief(service: Running) -> None:
    agent = await service.sign_in("mari", "Mari")
    citizen = await service.open()
    async with agent.stream() as frames:
        await watch(frames, citizen.conversation_id, after=1)
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
            await watch(frames, citizen.conversation_id, after=2)
            await frames.until(type="conversation")
        await frames.send({"type": "unwatch", "conversation_id": one.conversation_id})
        await frames.send({"type": "unwatch", "conversation_id": "none"})
        await one.say("hello", "k1")
        await two.say("hello", "k1")
        event = await frames.until(type="event")
        assert event["conversation_id"] == two.conversation_id


async def test_watching_what_does_not_exist_is_told(service: Running) -> None:
    agent = await service.sign_in("mari", "Mari")
    async with agent.stream() as frames:
        await watch(frames, "none")
        told = await frames.until(type="error")
        assert (told["error"]["code"], told["conversation_id"]) == ("unknown_conversation", "none")
        await frames.until(type="heartbeat")


async def test_who_becomes_an_editor_is_shown_nothing_more_of_what_was_watched(
    service: Running,
) -> None:
    admin = await service.sign_in("boss", "Boss", Role.ADMIN)
    agent = await service.sign_in("mari", "Mari")
    citizen = await service.open()
    async with agent.stream() as frames:
        await watch(frames, citizen.conversation_id)
        await frames.until(type="conversation")
        account = f"/api/desk/accounts/{agent.agent.id}"
        assert (await admin.http.patch(account, json={"role": "editor"})).status_code == 200
        async with asyncio.timeout(5):
            told = await frames.until(type="error")
        assert told["error"]["code"] == "not_allowed"
        assert told["conversation_id"] == citizen.conversation_id
        await citizen.say("my secret", "k1")
        while (frame := await frames.next())["type"] != "heartbeat":
            assert "my secret" not in str(frame)


async def test_editors_are_shown_no_conversation(service: Running) -> None:
    editor = await service.sign_in("ed", "Ed", Role.EDITOR)
    citizen = await service.open()
    await citizen.say("person please", "k1")
    async with editor.stream() as frames:
        assert (await frames.until(type="floor"))["conversations"] == []
        await watch(frames, citizen.conversation_id)
        assert (await frames.until(type="error"))["error"]["code"] == "not_allowed"


async def test_who_watches_is_shown_to_the_others_until_they_leave(service: Running) -> None:
    mari, juan = await service.sign_in("mari", "Mari"), await service.sign_in("juan", "Juan")
    citizen = await service.open()
    watched = citizen.conversation_id
    async with mari.stream() as hers:
        await watch(hers, watched)
        async with juan.stream() as his:
            await watch(his, watched)
            colleague = {"id": juan.agent.id, "name": "Juan"}
            seen = {"type": "looking", "conversation_id": watched, "agents": [colleague]}
            await hers.until(**seen)
            await his.until(type="looking", agents=[{"id": mari.agent.id, "name": "Mari"}])
        await hers.until(type="looking", conversation_id=watched, agents=[])


async def test_who_watches_stands_in_the_summary_of_what_waits(service: Running) -> None:
    mari, juan = await service.sign_in("mari", "Mari"), await service.sign_in("juan", "Juan")
    citizen = await service.open()
    await citizen.say("person please", "k1")
    async with mari.stream() as hers, juan.stream() as his:
        await watch(his, citizen.conversation_id)
        looking: list[str] = []
        while not looking:
            for summary in (await hers.until(type="changed"))["put"]:
                looking = summary["looking"]
        assert looking == [juan.agent.id]


async def test_a_watch_is_recorded_once_before_anything_is_shown(service: Running) -> None:
    agent = await service.sign_in("mari", "Mari")
    citizen = await service.open()
    async with agent.stream() as frames:
        await watch(frames, citizen.conversation_id)
        await frames.until(type="event")
        page = await service.services.office.access.search(AccessQuery(agent.agent.id, act="watch"))
        assert [entry.conversation_id for entry in page.entries] == [citizen.conversation_id]


async def test_a_citizen_who_types_is_shown_to_those_who_watch(service: Running) -> None:
    mari, juan = await service.sign_in("mari", "Mari"), await service.sign_in("juan", "Juan")
    citizen = await service.open()
    async with mari.stream() as hers, juan.stream() as his, citizen.stream() as page:
        await watch(hers, citizen.conversation_id)
        await hers.until(type="conversation")
        await page.until(type="ready")
        await page.send({"type": "typing"})
        assert await hers.until(type="typing") == {
            "type": "typing",
            "conversation_id": citizen.conversation_id,
            "author": "citizen",
        }
        kinds = [(await his.next())["type"] for _ in range(3)]
        assert "typing" not in kinds


async def test_a_watch_that_fails_closes_the_socket_so_that_the_desk_comes_back(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as service:
        agent = await service.sign_in("mari", "Mari")
        citizen = await service.open()
        async with agent.stream() as frames:
            await watch(frames, citizen.conversation_id, after=2)
            await frames.until(type="conversation")
            await service.store.close()
            await service.adapters.wakeups.publish(citizen.conversation_id)
            assert (await frames.until(type="error"))["error"]["code"] == "unavailable"
            with pytest.raises(websockets.ConnectionClosed) as closed:
                await frames.next()
            assert closed.value.rcvd is not None
            assert closed.value.rcvd.code == 1013
