"""One call on Graph: what goes over the wire, and what each outcome means."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import RedirectResponse
from starlette.routing import Route

from channels.messenger.client import Messenger
from channels.messenger.graph import Graph, new_http
from channels.messenger.problems import exception_of, problem_of
from channels.messenger.readiness import NotReady, Readiness
from handoff.core.channel import Call
from handoff.core.conversation import Conversation
from handoff.core.errors import (
    ChannelDown,
    CitizenUnreachable,
    DeliveryDelayed,
    DeliveryRefused,
    DeliveryUnclear,
    FileGone,
)
from tests.channels.messenger import page
from tests.channels.messenger.graph import FakeGraph, Fault
from tests.channels.messenger.line import config, messenger
from tests.channels.serving import serving
from tests.fakes.clock import FakeClock

HELLO = Call(
    "messages",
    {
        "messaging_type": "RESPONSE",
        "recipient": {"id": page.ANA},
        "message": {"text": "the words"},
    },
)
ANA = Conversation("c-1", channel="messenger", address=f"{page.PAGE}:{page.ANA}")


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    """The client that the service uses, with less patience."""
    async with new_http(config("http://127.0.0.1:9")) as http:
        http.timeout = 0.5
        yield http


@pytest.fixture
def graph(graph_at: tuple[FakeGraph, str]) -> FakeGraph:
    return graph_at[0]


@pytest.fixture
def channel(graph_at: tuple[FakeGraph, str], http: httpx.AsyncClient) -> Messenger:
    return messenger(config(graph_at[1]), http)


async def test_a_message_goes_to_the_page_with_its_mark_and_the_token_in_the_header(
    channel: Messenger, graph: FakeGraph
) -> None:
    await channel.send(HELLO, "c-1:7:0")
    (call,) = graph.calls
    assert call["path"] == f"/v26.0/{page.PAGE}/messages"
    assert call["in_header"]
    assert page.TOKEN not in str(call)
    message = {"text": "the words", "metadata": "baton:c-1:7:0"}
    assert call["body"] == {**HELLO.body, "message": message}
    assert HELLO.body["message"] == {"text": "the words"}


async def test_typing_is_shown_and_its_failure_is_nobodys_trouble(
    channel: Messenger, graph: FakeGraph
) -> None:
    await channel.show_typing(ANA)
    assert graph.actions == [(page.ANA, "typing_on")]
    graph.token = "another"
    await channel.show_typing(ANA)
    assert len(graph.actions) == 1


ERRORS = {
    (190, 463): (ChannelDown, None),
    (190, None): (ChannelDown, None),
    (10, 1893063): (ChannelDown, None),
    (100, 33): (ChannelDown, None),
    (368, None): (ChannelDown, None),
    (4, None): (DeliveryDelayed, None),
    (17, None): (DeliveryDelayed, None),
    (32, None): (DeliveryDelayed, None),
    (613, None): (DeliveryDelayed, None),
    (1, None): (DeliveryDelayed, None),
    (2, None): (DeliveryDelayed, None),
    (1200, None): (DeliveryDelayed, None),
    (10, 2018278): (DeliveryRefused, "window_closed"),
    (10, None): (DeliveryRefused, "refused"),
    (100, None): (DeliveryRefused, "refused"),
    (200, None): (DeliveryRefused, "refused"),
    (230, None): (DeliveryRefused, "refused"),
    (200, 1545041): (CitizenUnreachable, "blocked"),
    (551, None): (CitizenUnreachable, "blocked"),
    (100, 2018001): (CitizenUnreachable, "gone"),
}


@pytest.mark.parametrize("pair", ERRORS, ids=str)
async def test_an_error_is_known_by_code_and_subcode_whatever_the_status(
    channel: Messenger, graph: FakeGraph, pair: tuple[int, int | None]
) -> None:
    kind, reason = ERRORS[pair]
    for status in (400, 403, 500):
        graph.faults.append(Fault(status, *pair))
        with pytest.raises(kind) as raised:
            await channel.send(HELLO, "c-1:7:0")
        assert type(raised.value) is kind
        assert getattr(raised.value, "reason", None) == reason


async def test_a_wrong_secret_stops_the_channel(
    graph_at: tuple[FakeGraph, str], http: httpx.AsyncClient
) -> None:
    wrong = messenger(config(graph_at[1], secret="wrong"), http)
    with pytest.raises(ChannelDown):
        await wrong.send(HELLO, "c-1:7:0")


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Fault(502), DeliveryUnclear),
        (Fault(), DeliveryUnclear),
        (Fault(429), DeliveryDelayed),
        (Fault(404), ChannelDown),
    ],
    ids=["gateway", "time-out", "gateway-is-busy", "somebody-else"],
)
async def test_what_is_not_graphs_own_word_tells_only_what_it_can(
    channel: Messenger, graph: FakeGraph, fault: Fault, kind: type[Exception]
) -> None:
    graph.faults.append(fault)
    with pytest.raises(kind):
        await channel.send(HELLO, "c-1:7:0")


async def test_a_call_that_never_left_is_only_late(http: httpx.AsyncClient) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
    with pytest.raises(DeliveryDelayed):
        await messenger(config(url), http).send(HELLO, "c-1:7:0")


async def test_a_redirect_is_not_followed_and_takes_no_token_anywhere(
    http: httpx.AsyncClient,
) -> None:
    async def away(_: object) -> RedirectResponse:
        return RedirectResponse("http://127.0.0.1:9/")

    app = Starlette(routes=[Route("/{path:path}", away, methods=["POST"])])
    async with serving(app) as url:
        with pytest.raises(ChannelDown):
            await messenger(config(url), http).send(HELLO, "c-1:7:0")


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "30"}, 30.0),
        ({"x-business-use-case-usage": '{"1":[{"estimated_time_to_regain_access":5}]}'}, 300.0),
        ({"x-business-use-case-usage": '{"1":[{"call_count":5}]}'}, None),
        ({"x-business-use-case-usage": '["nonsense"]'}, None),
        ({"retry-after": "Wed, 21 Oct 2026 07:28:00 GMT"}, None),
    ],
)
def test_the_time_to_wait_is_read_where_meta_writes_it(
    headers: dict[str, str], seconds: float | None
) -> None:
    body = b'{"error": {"code": 613}}'
    delayed = exception_of(problem_of(400, body, headers))
    assert isinstance(delayed, DeliveryDelayed)
    assert delayed.retry_after == seconds


@pytest.mark.parametrize("body", [b"", b"[]", b'{"error": 7}', b"[" * 100_000, b'{"error":{}}'])
def test_any_answer_can_be_read(body: bytes) -> None:
    assert isinstance(exception_of(problem_of(500, body, {})), DeliveryUnclear)


async def test_metas_number_is_logged_and_no_token_and_no_words(
    channel: Messenger, graph: FakeGraph, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    for fault in (Fault(400, 100, message="the words were bad"), Fault(400, 190), Fault(502)):
        graph.faults.append(fault)
        with pytest.raises((DeliveryRefused, DeliveryDelayed, DeliveryUnclear)):
            await channel.send(HELLO, "c-1:7:0")
    logged = [str(vars(record)) for record in caplog.records]
    assert sum("AbCdEf" in line for line in logged) == 2
    for secret in (page.TOKEN, page.SECRET, "the words"):
        assert not any(secret in line for line in logged)


async def test_a_file_is_fetched_without_the_token(
    channel: Messenger, graph: FakeGraph, graph_at: tuple[FakeGraph, str]
) -> None:
    graph.files["a.txt"] = b"content"
    async with channel.fetch(f"{graph_at[1]}/files/a.txt") as download:
        assert b"".join([chunk async for chunk in download.chunks]) == b"content"
        assert (download.size, download.mime) == (7, "text/plain; charset=utf-8")
    assert graph.leaked == []


@pytest.mark.parametrize(
    "url",
    [
        *("http://cdn.fbsbx.com/a", "https://evil.example/a", "https://fbsbx.com.evil.example/"),
        *("https://169.254.169.254/latest/meta-data", "https://localhost/a", "https://[::1]/a"),
        *("https://cdn.fbsbx.com:8443/a", "https://user@cdn.fbsbx.com/a", "https://evilfbsbx.com/"),
        *("file:///etc/passwd", "https://[", "", "cdn.fbsbx.com/a", "http://127.0.0.1:1/a"),
    ],
)
async def test_a_file_that_is_not_metas_is_not_fetched(channel: Messenger, url: str) -> None:
    with pytest.raises(FileGone):
        async with channel.fetch(url):
            pass


async def test_metas_own_hosts_are_called(
    http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_network(*_: object, **__: object) -> None:
        raise httpx.ConnectError("no network here")

    monkeypatch.setattr(http, "stream", no_network)
    channel = messenger(config("https://graph.example"), http)
    for host in ("cdn.fbsbx.com", "scontent.xx.fbcdn.net", "LOOKASIDE.facebook.com"):
        with pytest.raises(DeliveryDelayed):
            async with channel.fetch(f"https://{host}/a"):
                pass


async def test_a_file_that_has_expired_is_gone(
    channel: Messenger, graph_at: tuple[FakeGraph, str]
) -> None:
    with pytest.raises(FileGone):
        async with channel.fetch(f"{graph_at[1]}/files/expired"):
            pass


async def test_it_is_ready_while_token_and_subscription_are_right(
    channel: Messenger, graph: FakeGraph
) -> None:
    await channel.ping()
    looked = len(graph.calls)
    for _ in range(5):
        await channel.ping()
    assert len(graph.calls) == looked


@pytest.mark.parametrize(
    ("spoiled", "why"),
    [({"token": "other"}, "token"), ({"fields": ("messages",)}, "message_echoes")],
)
async def test_it_is_not_ready_without_token_or_subscription(
    channel: Messenger, graph: FakeGraph, spoiled: dict[str, object], why: str
) -> None:
    for name, value in spoiled.items():
        setattr(graph, name, value)
    with pytest.raises(NotReady, match=why):
        await channel.ping()


async def test_it_is_looked_at_in_the_background(
    graph_at: tuple[FakeGraph, str], http: httpx.AsyncClient
) -> None:
    graph, url = graph_at
    looked, go_on = asyncio.Semaphore(0), asyncio.Semaphore(0)

    async def pause(_: float) -> None:
        looked.release()
        await go_on.acquire()

    readiness = Readiness(Graph(config(url), http), FakeClock(), pause)
    task = asyncio.create_task(readiness.watch())
    await looked.acquire()
    await readiness.ping()
    graph.token = "other"
    go_on.release()
    await looked.acquire()
    with pytest.raises(NotReady, match="token"):
        await readiness.ping()
    task.cancel()


@pytest.mark.parametrize(("status", "kind"), [(400, DeliveryRefused), (500, DeliveryDelayed)])
def test_a_code_that_nobody_knows_goes_by_the_status(status: int, kind: type[Exception]) -> None:
    error = exception_of(problem_of(status, b'{"error": {"code": 98765}}', {}))
    assert type(error) is kind
