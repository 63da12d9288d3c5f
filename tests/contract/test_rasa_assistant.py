"""The client of the assistant against a real HTTP server that answers whatever it is told to."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from handoff.adapters.parts import http_ping
from handoff.adapters.rasa_answer import MOST_MESSAGES
from handoff.adapters.rasa_assistant import MOST_BYTES, RasaAssistant
from handoff.core.bot import BotMessage, HandoffWish, Reply
from handoff.core.errors import AssistantFailed, AssistantTimedOut, AssistantUnavailable
from handoff.core.ports import Missed, TurnRequest
from handoff.core.text import MAX_TEXT
from handoff.core.values import Author, Button, Control, FormStep, Intent, LookupResult
from tests.contract.http_server import Answer, HttpServer, Request

TURN = TurnRequest("c1", 3, "where is my stuff? 📮", None, "en", "web")
TIMEOUT_S = 5.0

Json = dict[str, Any]


@pytest.fixture
async def server() -> AsyncIterator[HttpServer]:
    async with HttpServer() as server:
        yield server


@pytest.fixture
async def assistant(server: HttpServer) -> AsyncIterator[RasaAssistant]:
    assistant = RasaAssistant(server.url, TIMEOUT_S)
    yield assistant
    await assistant.aclose()


def _answer(**fields: Any) -> Json:
    return {"turn_id": TURN.turn_id, "messages": [{"text": "Hello."}], **fields}


async def test_a_whole_answer_is_read_field_by_field(
    server: HttpServer, assistant: RasaAssistant
) -> None:
    server.answers(
        _answer(
            messages=[
                {"text": " Your case waits.\r\n", "buttons": [{"title": "Why?", "payload": "/why"}]}
            ],
            handoff={"reason": "asked", "priority": 10, "topic": "application_status"},
            intents=[{"name": "application_status", "confidence": 1}],
            slots={"application_number": "APP-2041-7739", "household": 3, "adult": True, "x": None},
            looked_up=["household"],
            lookups=[{"system": "cases", "subject": "APP-2041-7739", "result": "found"}],
            form={"name": "status_form", "requested_slot": None},
            language="es",
            something_new={"of": "a later version"},
        )
    )
    assert await assistant.reply(TURN) == Reply(
        messages=(BotMessage("Your case waits.", (Button("Why?", "/why"),)),),
        handoff=HandoffWish("asked", "application_status", 10),
        intents=(Intent("application_status", 1.0),),
        slots={"application_number": "APP-2041-7739", "household": "3", "adult": "true"},
        looked_up=frozenset({"household"}),
        lookups=(LookupResult("cases", "APP-2041-7739", "found"),),
        form=FormStep("status_form"),
        language="es",
    )


async def _asked(server: HttpServer, assistant: RasaAssistant, turn: TurnRequest) -> Any:
    """Return the body of the request for this turn."""
    server.answers(_answer())
    await assistant.reply(turn)
    request = server.requests[-1]
    assert (len(server.requests), request.path) == (1, "/webhooks/baton/turns")
    return json.loads(request.body)


async def test_a_turn_is_asked_as_the_contract_says(
    server: HttpServer, assistant: RasaAssistant
) -> None:
    assert await _asked(server, assistant, TURN) == {
        "turn_id": "c1:3",
        "conversation_id": "c1",
        "text": "where is my stuff? 📮",
        "language": "en",
        "channel": "web",
        "control": "bot",
        "missed": [],
        "slots": {},
        "office": {"open": True, "opens_at": None},
    }


async def test_a_press_in_the_queue_is_asked_with_all_that_the_assistant_missed(
    server: HttpServer, assistant: RasaAssistant
) -> None:
    pressed = TurnRequest(
        "c1",
        3,
        None,
        '/status{"a":"b"}',
        "es",
        "telegram",
        control=Control.QUEUED,
        slots={"application_number": "APP-2041-7739"},
        missed=(Missed(Author.CITIZEN, "it is 7739"), Missed(Author.AGENT, "Thank you." * 200)),
        opens_at=datetime(2026, 11, 23, 14, tzinfo=UTC),
    )
    assert await _asked(server, assistant, pressed) == {
        "turn_id": "c1:3",
        "conversation_id": "c1",
        "payload": '/status{"a":"b"}',
        "language": "es",
        "channel": "telegram",
        "control": "queued",
        "missed": [
            {"author": "citizen", "text": "it is 7739"},
            {"author": "agent", "text": "Thank you." * 100},
        ],
        "slots": {"application_number": "APP-2041-7739"},
        "office": {"open": False, "opens_at": "2026-11-23T14:00:00+00:00"},
    }


async def test_a_handoff_without_a_message_is_an_answer(
    server: HttpServer, assistant: RasaAssistant
) -> None:
    server.answers(_answer(messages=[], handoff={"reason": "crisis", "priority": 10}))
    assert (await assistant.reply(TURN)).handoff == HandoffWish("crisis", None, 10)


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"[]",
        b"not json",
        b'{"turn_id": "c1:3", "messages": [{"text": "\xff"}]}',
        _answer(turn_id="c1:4"),
        _answer(messages=[]),
        _answer(messages=None),
        _answer(messages=[{"text": ""}]),
        _answer(messages=[{"text": " \n "}]),
        _answer(messages=[{"text": 7}]),
        _answer(messages=[{"text": "a NUL \x00"}]),
        _answer(messages=[{"buttons": []}]),
        _answer(messages=[{"text": "x"}] * (MOST_MESSAGES + 1)),
        _answer(messages=[{"text": "x", "buttons": [{"title": "t"}]}]),
        _answer(messages=[{"text": "x", "buttons": [{"title": "t" * 201, "payload": "/p"}]}]),
        _answer(handoff={"priority": 1}),
        _answer(handoff={"reason": "x", "priority": -1}),
        _answer(handoff={"reason": "x", "priority": "9"}),
        _answer(handoff={"reason": "x", "priority": 10**30}),
        _answer(handoff="asked"),
        _answer(intents=[{"name": "x", "confidence": 1.5}]),
        _answer(intents=[{"name": "x", "confidence": "high"}]),
        b'{"turn_id":"c1:3","messages":[{"text":"x"}],"intents":[{"name":"x","confidence":NaN}]}',
        b'{"turn_id":"c1:3","messages":[{"text":"half \\ud83d"}]}',
        _answer(slots=["x"]),
        _answer(lookups=[{"system": "cases"}]),
        _answer(form={"requested_slot": "x"}),
        _answer(language="<script>"),
    ],
)
async def test_an_answer_that_breaks_the_contract_is_a_failed_turn(
    server: HttpServer, assistant: RasaAssistant, broken: Json | bytes
) -> None:
    server.answers(broken)
    with pytest.raises(AssistantFailed):
        await assistant.reply(TURN)


async def test_why_an_answer_was_refused_never_tells_what_it_said(
    server: HttpServer, assistant: RasaAssistant
) -> None:
    server.answers(_answer(slots={"ssn": "078-05-1120"}, form={"name": 780051120}))
    with pytest.raises(AssistantFailed, match=r"form\.name") as refused:
        await assistant.reply(TURN)
    assert "0511" not in str(refused.value)


async def test_an_endless_answer_is_not_read_to_its_end(
    server: HttpServer, assistant: RasaAssistant
) -> None:
    server.answers(b"x" * (MOST_BYTES + 1))
    with pytest.raises(AssistantFailed, match="longer"):
        await assistant.reply(TURN)


@pytest.mark.parametrize(
    ("status", "code", "expected"),
    [
        (500, "turn_failed", AssistantFailed),
        (400, "invalid_turn", AssistantFailed),
        (500, None, AssistantFailed),
        (503, "not_ready", AssistantUnavailable),
        (503, None, AssistantUnavailable),
        (502, None, AssistantUnavailable),
        (404, None, AssistantUnavailable),
        (429, None, AssistantUnavailable),
        (302, None, AssistantUnavailable),
    ],
)
async def test_a_refusal_is_a_failed_turn_only_when_the_connector_says_so(
    server: HttpServer,
    assistant: RasaAssistant,
    status: int,
    code: str | None,
    expected: type[Exception],
) -> None:
    body = {"error": {"code": code, "message": "why"}} if code else b"<html>sorry</html>"
    server.answers(body, status=status)
    with pytest.raises(expected) as raised:
        await assistant.reply(TURN)
    assert type(raised.value) is expected


async def test_an_assistant_that_is_not_there_is_unavailable() -> None:
    async with HttpServer() as server:
        url = server.url
    assistant = RasaAssistant(url, TIMEOUT_S)
    with pytest.raises(AssistantUnavailable) as raised:
        await assistant.reply(TURN)
    assert not isinstance(raised.value, AssistantTimedOut)
    with pytest.raises(Exception, match="connect"):
        await assistant.ping()
    await assistant.aclose()


async def _hang(_: Request) -> Answer:
    await asyncio.Event().wait()
    raise AssertionError("never woken")


async def _drip(_: Request) -> Answer:
    """Announce more than is sent; each read alone is in time, the whole is not."""
    return Answer(b"x", announced=100, then=_drops)


async def _drops() -> AsyncIterator[bytes]:
    for _ in range(99):
        await asyncio.sleep(0.05)
        yield b"x"


@pytest.mark.parametrize("behaviour", [_hang, _drip])
async def test_an_answer_that_takes_too_long_has_timed_out(
    server: HttpServer, behaviour: Callable[[Request], Awaitable[Answer]]
) -> None:
    server.behave(behaviour)
    assistant = RasaAssistant(server.url, 0.2)
    with pytest.raises(AssistantTimedOut):
        await assistant.reply(TURN)
    await assistant.aclose()


async def _die(_: Request) -> Answer:
    return Answer(b"half an ans", announced=1000)


async def test_a_connection_that_breaks_in_the_middle_is_unavailable(
    server: HttpServer, assistant: RasaAssistant
) -> None:
    server.behave(_die)
    with pytest.raises(AssistantUnavailable) as raised:
        await assistant.reply(TURN)
    assert not isinstance(raised.value, AssistantTimedOut)


async def test_a_long_text_becomes_several_messages_with_the_buttons_below_the_last(
    server: HttpServer, assistant: RasaAssistant
) -> None:
    paragraph = "Bring proof of income. " * 60
    text = "\n\n".join([paragraph.strip()] * 5)
    server.answers(
        _answer(messages=[{"text": text, "buttons": [{"title": "More", "payload": "/more"}]}])
    )
    messages = (await assistant.reply(TURN)).messages
    assert "\n\n".join(message.text for message in messages) == text
    assert all(len(message.text) <= MAX_TEXT for message in messages)
    assert [len(message.buttons) for message in messages] == [0] * (len(messages) - 1) + [1]


async def test_ping_tells_whether_a_model_is_loaded(
    server: HttpServer, assistant: RasaAssistant
) -> None:
    server.answers({"status": "ok", "model": "x.tar.gz"})
    await assistant.ping()
    assert server.requests[-1].path == "/webhooks/baton/health"
    server.answers({"error": {"code": "not_ready"}}, status=503)
    with pytest.raises(Exception, match="503"):
        await assistant.ping()


async def test_a_part_is_well_when_its_health_address_answers_200(server: HttpServer) -> None:
    ping = http_ping(f"{server.url}/healthz")
    server.answers({"status": "ok"})
    await ping()
    assert server.requests[-1].path == "/healthz"
    for status in (204, 302, 404, 500):
        server.answers(b"", status=status)
        with pytest.raises(ConnectionError, match=str(status)):
            await ping()
    with pytest.raises(Exception, match="connect"):
        await http_ping("http://127.0.0.1:1/health")()
