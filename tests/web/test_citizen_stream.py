"""The widget's websocket: events once and in order, and what goes on between them."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
import websockets

from tests.web.harness import Running


async def test_the_backlog_comes_first_and_then_ready(service: Running) -> None:
    citizen = await service.open()
    async with citizen.stream() as frames:
        assert [(await frames.next()).get("seq") for _ in range(2)] == [1, 2]
        assert await frames.next() == {"type": "ready", "last_seq": 2}


async def test_live_events_continue_the_backlog_without_a_gap(service: Running) -> None:
    citizen = await service.open()
    async with citizen.stream(after=1) as frames:
        for n in range(5):
            await citizen.say(f"message {n}", f"k{n}")
        seqs: list[int] = []
        while len(seqs) < 16:
            frame = await frames.next()
            if "seq" in frame:
                seqs.append(frame["seq"])
        assert seqs == list(range(2, 18))


async def test_the_stream_and_the_list_tell_the_same_events(service: Running) -> None:
    citizen = await service.open()
    async with citizen.stream() as frames:
        await citizen.say("I want a person", "k1")
        streamed: list[dict[str, Any]] = []
        while not streamed or streamed[-1].get("control") != "queued":
            frame = await frames.next()
            if "seq" in frame:
                streamed.append(frame)
    assert streamed == await citizen.events()


async def test_typing_is_shown_while_the_bot_owes_an_answer(service: Running) -> None:
    citizen = await service.open()
    service.assistant.gate.clear()
    async with citizen.stream(after=2) as frames:
        await citizen.say("hello", "k1")
        assert (await frames.until(type="typing"))["on"] is True
        service.assistant.gate.set()
        assert (await frames.until(type="message", author="bot"))["text"] == "You said: hello"
        assert (await frames.until(type="typing"))["on"] is False


async def test_the_place_in_the_queue_is_told_when_it_changes(service: Running) -> None:
    first, second = await service.open(), await service.open()
    agent = await service.sign_in("mari", "Mari")
    await first.say("person please", "k1")
    async with first.stream() as frames:
        await frames.until(type="queue", position=1)
    await second.say("person please", "k1")
    async with second.stream() as frames:
        await frames.until(type="queue", position=2)
        assert (await agent.post(first.conversation_id, "accept")).status_code == 200
        await frames.until(type="queue", position=1)


async def test_silence_is_broken_by_a_heartbeat(service: Running) -> None:
    citizen = await service.open()
    async with citizen.stream(after=2) as frames:
        await frames.until(type="ready")
        assert await frames.next() == {"type": "heartbeat"}


@pytest.mark.parametrize(
    ("hello", "code"),
    [
        ({"token": "wrong", "after": 0}, 4401),
        ({"after": 0}, 4400),
        ({"token": "x", "after": -1}, 4400),
        ([], 4400),
    ],
)
async def test_a_wrong_first_frame_is_told_and_closed(
    service: Running, hello: Any, code: int
) -> None:
    citizen = await service.open()
    async with service.ws(f"{citizen.path}/stream") as socket:
        await socket.send(json.dumps(hello))
        told = json.loads(await socket.recv())
        assert told["type"] == "error"
        assert told["error"]["code"] in ("wrong_token", "invalid_request")
        with pytest.raises(websockets.ConnectionClosed) as closed:
            await socket.recv()
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == code


@pytest.mark.parametrize("frame", ["not json", b"\xff\xfe", b'{"token":'])
async def test_frames_that_are_no_json_are_told_and_closed(
    service: Running, frame: str | bytes
) -> None:
    citizen = await service.open()
    async with service.ws(f"{citizen.path}/stream") as socket:
        await socket.send(frame)
        assert json.loads(await socket.recv())["error"]["code"] == "invalid_request"


async def test_an_unknown_conversation_closes_with_its_own_code(service: Running) -> None:
    async with service.ws("/api/conversations/none/stream") as socket:
        await socket.send(json.dumps({"token": "x", "after": 0}))
        assert json.loads(await socket.recv())["error"]["code"] == "unknown_conversation"
        with pytest.raises(websockets.ConnectionClosed) as closed:
            await socket.recv()
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 4404


async def test_a_socket_from_another_site_is_refused_at_the_handshake(service: Running) -> None:
    citizen = await service.open()
    with pytest.raises(websockets.InvalidStatus) as refused:
        async with service.ws(f"{citizen.path}/stream", Origin="https://evil.example"):
            raise AssertionError("the socket was accepted")
    assert refused.value.response.status_code == 403


async def test_a_reader_that_hangs_up_leaves_nothing_running(service: Running) -> None:
    citizen = await service.open()
    before = len(asyncio.all_tasks())
    for _ in range(5):
        async with citizen.stream() as frames:
            await frames.until(type="ready")
    async with asyncio.timeout(5):
        while len(asyncio.all_tasks()) > before:  # noqa: ASYNC110  # tasks end by themselves
            await asyncio.sleep(0.02)


async def test_what_a_client_sends_after_hello_is_ignored(service: Running) -> None:
    citizen = await service.open()
    async with citizen.stream(after=2) as frames:
        await frames.until(type="ready")
        await frames.socket.send("noise")
        await citizen.say("hello", "k1")
        assert (await frames.until(type="message", author="bot"))["seq"] == 4
