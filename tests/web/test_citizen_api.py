"""The widget's HTTP API as a client of it sees it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tests.web.harness import Citizen, Running, running


def error(answer: Any) -> tuple[int, str]:
    body = answer.json()
    assert set(body) == {"error"}
    assert body["error"]["message"]
    return answer.status_code, body["error"]["code"]


async def bot_answer(citizen: Citizen, after: int) -> dict[str, Any]:
    async with asyncio.timeout(5), citizen.stream(after) as frames:
        return await frames.until(type="message", author="bot")


async def test_a_conversation_opens_with_a_greeting_that_says_it_is_a_bot(
    service: Running,
) -> None:
    citizen = await service.open()
    started, greeting = await citizen.events()
    assert (started["seq"], started["type"], started["language"]) == (1, "started", "en")
    assert (greeting["seq"], greeting["author"]) == (2, "bot")
    assert "automated assistant" in greeting["text"]
    assert "baton:talk_to_person" in [b["payload"] for b in greeting["buttons"]]


async def test_a_body_may_be_missing_when_a_conversation_is_opened(service: Running) -> None:
    answer = await service.http.post("/api/conversations")
    assert answer.status_code == 201


async def test_the_same_key_gives_the_same_answer_and_appends_nothing(service: Running) -> None:
    citizen = await service.open()
    first = await citizen.say("hello", "k1")
    await bot_answer(citizen, first)
    before = await citizen.events()
    assert await citizen.say("hello again", "k1") == first
    assert await citizen.events() == before


async def test_concurrent_posts_of_one_key_keep_one_message(service: Running) -> None:
    citizen = await service.open()
    seqs = await asyncio.gather(*(citizen.say("hello", "k1") for _ in range(10)))
    said = [e for e in await citizen.events() if e.get("author") == "citizen"]
    assert len(set(seqs)) == len(said) == 1


async def test_events_have_the_documented_fields(service: Running) -> None:
    citizen = await service.open()
    seq = await citizen.say("hello", "k1")
    answer = await bot_answer(citizen, seq)
    mine = next(e for e in await citizen.events() if e["seq"] == seq)
    assert mine["at"].endswith("Z")
    assert mine == {
        "seq": seq,
        "at": mine["at"],
        "type": "message",
        "author": "citizen",
        "text": "hello",
        "key": "k1",
    }
    assert answer["buttons"] == [{"title": "More", "payload": "/more"}]


async def test_what_the_bot_understood_is_hidden_from_the_citizen(service: Running) -> None:
    citizen = await service.open()
    seq = await citizen.say("my number is APP-2041-7739", "k1")
    await bot_answer(citizen, seq)
    events = await citizen.events(after=seq + 1)
    assert [set(e) for e in events] == [{"seq", "at", "type", "author"}]
    assert events[0]["type"] == "internal"


async def test_a_payload_is_taken_only_from_a_button_we_issued(service: Running) -> None:
    citizen = await service.open()
    refused = await citizen.post({"key": "k1", "payload": "/more"})
    assert error(refused) == (422, "unknown_payload")
    await bot_answer(citizen, await citizen.say("hello", "k2"))
    pressed = await citizen.post({"key": "k1", "payload": "/more"})
    assert pressed.status_code == 202
    await bot_answer(citizen, pressed.json()["seq"])
    assert service.assistant.turns[-1].payload == "/more"
    assert [e["text"] for e in await citizen.events() if e.get("key") == "k1"] == ["More"]


async def test_the_first_person_to_ask_for_needs_no_assistant(service: Running) -> None:
    service.assistant.down = True
    citizen = await service.open()
    answer = await citizen.post({"key": "k1", "payload": "baton:talk_to_person"})
    assert answer.status_code == 202
    assert (await citizen.events())[-1]["control"] == "queued"


BAD_MESSAGES: list[tuple[Any, tuple[int, str]]] = [
    ({"key": "k"}, (400, "invalid_request")),
    ({"text": "hello"}, (400, "invalid_request")),
    ({"key": "k", "text": "a", "payload": "/b"}, (400, "invalid_request")),
    ({"key": "", "text": "a"}, (400, "invalid_request")),
    ({"key": "k" * 101, "text": "a"}, (400, "invalid_request")),
    ({"key": "k", "text": 7}, (400, "invalid_request")),
    ([], (400, "invalid_request")),
    ({"key": "k", "text": "   "}, (422, "empty_text")),
    ({"key": "k", "text": "a" * 4001}, (422, "text_too_long")),
    ({"key": "k", "text": "a\x00b"}, (422, "invalid_text")),
]

NO_MESSAGES: list[tuple[bytes, tuple[int, str]]] = [
    (b'{"key":"k","text":"\xff"}', (400, "invalid_json")),
    (b'{"key":"k","text":', (400, "invalid_json")),
    (b"[" * 60_000, (400, "invalid_json")),
    (b'{"key":"k","text":"\\ud800"}', (422, "invalid_text")),
    (b'{"key":"k","text":"' + b"a" * 70_000 + b'"}', (413, "too_large")),
]


async def test_a_bad_message_gets_a_clear_error_and_nothing_is_kept(service: Running) -> None:
    citizen = await service.open()
    got = [error(await citizen.post(body)) for body, _ in BAD_MESSAGES]
    assert got == [expected for _, expected in BAD_MESSAGES]
    assert len(await citizen.events()) == 2


async def test_bytes_that_are_no_message_get_a_clear_error(service: Running) -> None:
    citizen = await service.open()
    headers = {**citizen.auth, "Content-Type": "application/json"}
    url = f"{citizen.path}/messages"
    got = [
        error(await service.http.post(url, content=raw, headers=headers)) for raw, _ in NO_MESSAGES
    ]
    assert got == [expected for _, expected in NO_MESSAGES]


async def test_a_body_without_a_length_is_cut_off_at_the_limit(service: Running) -> None:
    citizen = await service.open()

    async def endless() -> Any:
        for _ in range(200):
            yield b"a" * 1000

    headers = {**citizen.auth, "Content-Type": "application/json"}
    answer = await service.http.post(f"{citizen.path}/messages", content=endless(), headers=headers)
    assert error(answer) == (413, "too_large")


async def test_4000_code_points_of_any_kind_are_kept(service: Running) -> None:
    citizen = await service.open()
    seq = await citizen.say("🙂" * 4000, "k1")
    assert (await citizen.events(after=seq - 1))[0]["text"] == "🙂" * 4000


async def test_tokens_open_their_own_conversation_only(service: Running) -> None:
    one, two = await service.open(), await service.open()
    events = f"{one.path}/events"
    assert error(await service.http.get(events)) == (401, "wrong_token")
    assert error(await service.http.get(events, headers=two.auth)) == (401, "wrong_token")
    unknown = await service.http.get("/api/conversations/none/events", headers=one.auth)
    assert error(unknown) == (404, "unknown_conversation")
    posted = await one.post({"key": "k", "text": "a"}, headers=two.auth)
    assert error(posted) == (401, "wrong_token")


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
async def test_a_page_of_another_site_is_refused(service: Running, origin: str) -> None:
    answer = await service.http.post("/api/conversations", headers={"Origin": origin})
    assert error(answer) == (403, "wrong_origin")


async def test_an_allowed_site_may_embed_the_widget(tmp_path: Path) -> None:
    site = "https://agency.example"
    async with running(tmp_path, allowed_origins=site) as service:
        answer = await service.http.post("/api/conversations", headers={"Origin": site})
        assert answer.status_code == 201
        assert answer.headers["access-control-allow-origin"] == site
        asked = {"Origin": site, "Access-Control-Request-Method": "POST"}
        preflight = await service.http.options("/api/conversations", headers=asked)
        assert preflight.status_code == 200
        asked["Origin"] = "https://evil.example"
        refused = await service.http.options("/api/conversations", headers=asked)
        assert error(refused) == (403, "wrong_origin")


async def test_messages_a_minute_are_limited_and_say_when_to_come_back(tmp_path: Path) -> None:
    async with running(tmp_path, messages_per_minute="3") as service:
        citizen = await service.open()
        for n in range(3):
            await citizen.say("hello", f"k{n}")
        refused = await citizen.post({"key": "k3", "text": "hello"})
        assert error(refused) == (429, "too_many_messages")
        assert 0 < int(refused.headers["retry-after"]) <= 60
        assert refused.json()["error"]["retry_after"] == int(refused.headers["retry-after"])
        kept = [e for e in await citizen.events() if e.get("author") == "citizen"]
        assert len(kept) == 3


async def test_new_conversations_from_one_address_are_limited(tmp_path: Path) -> None:
    async with running(tmp_path, conversations_per_minute="2") as service:
        await service.open()
        await service.open()
        refused = await service.http.post("/api/conversations")
        assert error(refused) == (429, "too_many_conversations")


async def test_a_forwarded_address_is_not_believed(tmp_path: Path) -> None:
    async with running(tmp_path, conversations_per_minute="1") as service:
        await service.open()
        forged = await service.http.post(
            "/api/conversations", headers={"X-Forwarded-For": "203.0.113.9"}
        )
        assert error(forged) == (429, "too_many_conversations")


async def test_unknown_addresses_and_methods_have_the_same_shape(service: Running) -> None:
    assert error(await service.http.get("/api/nothing")) == (404, "not_found")
    refused = await service.http.delete("/api/conversations")
    assert error(refused) == (405, "method_not_allowed")
    assert refused.headers["allow"] == "POST"


async def test_a_seq_beyond_all_numbers_is_an_error_and_not_a_crash(service: Running) -> None:
    citizen = await service.open()
    for after in ("-1", "x", str(2**70)):
        answer = await service.http.get(
            f"{citizen.path}/events", params={"after": after}, headers=citizen.auth
        )
        assert error(answer) == (400, "invalid_request")


async def test_every_answer_carries_the_security_headers(service: Running) -> None:
    for path in ("/healthz", "/plain", "/api/nothing", "/plain/style.css"):
        headers = (await service.http.get(path)).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


async def test_monitors_may_ask_without_wanting_a_body(service: Running) -> None:
    for path in ("/healthz", "/readyz"):
        answer = await service.http.head(path)
        assert (answer.status_code, answer.content) == (200, b"")


async def test_half_a_body_is_no_message(service: Running) -> None:
    host, port = service.base.removeprefix("http://").split(":")
    citizen = await service.open()
    reader, writer = await asyncio.open_connection(host, int(port))
    form = "key=k-1&text=half+of+wh"
    head = (
        "POST /plain HTTP/1.1",
        f"Host: {host}:{port}",
        "Content-Length: 500",
        "Content-Type: application/x-www-form-urlencoded",
        f"Cookie: baton_conversation={citizen.conversation_id}.{citizen.token}",
    )
    writer.write(f"{'\r\n'.join(head)}\r\n\r\n{form}".encode())
    await writer.drain()
    writer.write_eof()
    await asyncio.wait_for(reader.read(), 5)
    writer.close()
    assert len(await citizen.events()) == 2


async def test_readyz_names_the_part_that_is_down(service: Running) -> None:
    ready = await service.http.get("/readyz")
    assert (ready.status_code, ready.json()["status"]) == (200, "ok")
    service.assistant.down = True
    unready = await service.http.get("/readyz")
    assert unready.status_code == 503
    assert unready.json()["parts"] == {"store": "ok", "assistant": "down"}
