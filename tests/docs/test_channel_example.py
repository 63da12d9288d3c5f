"""The channel that docs/channels.md shows is put into its folder, found, run and talked over."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

import channels
from channels import registry
from channels.kit import Kit
from handoff.__main__ import main
from handoff.adapters.clock import SystemClock
from handoff.adapters.store import SqlStore
from handoff.core.values import Control
from tests.contract.http_server import Answer, HttpServer, Request
from tests.docs import pages
from tests.web.harness import Running, running

SECRET = "s3cret"


@pytest.fixture
def kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kit]:
    """The example as a folder among the channels: nothing else is touched."""
    (source,) = pages.blocks(pages.read("docs/channels.md"), "python")
    folder = tmp_path / "added" / "sms"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text(source)
    monkeypatch.setattr(channels, "__path__", [*channels.__path__, str(folder.parent)])
    registry.kits.cache_clear()
    yield next(each for each in registry.kits() if each.name == "sms")
    registry.kits.cache_clear()
    sys.modules.pop("channels.sms", None)
    if hasattr(channels, "sms"):
        monkeypatch.delattr(channels, "sms")


class Gateway:
    """The other end: a phone company's server."""

    def __init__(self, server: HttpServer) -> None:
        self.server = server
        self.status = 200
        self.texts: list[str] = []
        server.behave(self._answer)

    async def until(self, count: int) -> list[str]:
        """What was sent to the phone, once it is so much."""
        async with asyncio.timeout(10):
            while len(self.texts) < count:  # noqa: ASYNC110  # the other end tells nobody
                await asyncio.sleep(0.01)
        return self.texts

    async def _answer(self, request: Request) -> Answer:
        if self.status == 200 and request.path == "/messages":
            self.texts.append(json.loads(request.body)["text"])
        return Answer(b"{}", self.status)


@pytest.fixture
async def gateway() -> AsyncIterator[Gateway]:
    async with HttpServer() as server:
        yield Gateway(server)


@pytest.fixture
async def service(tmp_path: Path, kit: Kit, gateway: Gateway) -> AsyncIterator[Running]:
    url = gateway.server.url
    async with running(tmp_path, [kit], sms_url=url, sms_secret=SECRET) as service:
        yield service


async def sms(service: Running, body: Any, secret: str = SECRET) -> int:
    """Bring a message as the gateway does."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"X-SMS-Secret": secret}
    answer = await service.http.post("/channels/sms/webhook", content=content, headers=headers)
    return answer.status_code


def text(words: str, key: str = "m1") -> dict[str, str]:
    return {"from": "+1 405 555 0100", "id": key, "text": words}


async def ready(service: Running) -> dict[str, Any]:
    body: dict[str, Any] = (await service.http.get("/readyz")).json()
    return body


async def test_a_citizen_writes_over_it_and_is_answered(service: Running, gateway: Gateway) -> None:
    assert await sms(service, text("hello")) == 200
    greeting, answer = await gateway.until(2)
    assert greeting.startswith("Hello! I am the automated assistant")
    assert greeting.endswith("1. Check my application\n2. How to apply\n3. Talk to a person")
    assert answer == "You said: hello\n1. More"


async def test_a_number_typed_back_picks_a_choice_and_an_agent_answers(
    service: Running, gateway: Gateway
) -> None:
    await sms(service, text("help"))
    await gateway.until(2)
    await sms(service, text("1", "m2"))
    assert (await gateway.until(3))[2].startswith("You said: /more")
    mari = await service.sign_in("mari", "Mari")
    await sms(service, text("a person please", "m3"))
    await gateway.until(5)
    (waiting,) = (await mari.http.get("/api/desk/conversations?control=queued")).json()[
        "conversations"
    ]
    assert (waiting["channel"], waiting["control"]) == ("sms", Control.QUEUED)
    await mari.post(waiting["id"], "accept")
    await mari.post(waiting["id"], "messages", {"key": "k", "text": "How can I help?"})
    sent = await gateway.until(7)
    assert sent[-1] == "Mari: How can I help?"


async def test_the_same_message_twice_is_one_message(service: Running, gateway: Gateway) -> None:
    for _ in range(3):
        assert await sms(service, text("hello")) == 200
    await gateway.until(2)
    await service.services.turns.drain()
    assert [turn.text for turn in service.assistant.turns] == ["hello"]


async def test_who_does_not_know_the_secret_is_not_heard(service: Running) -> None:
    assert await sms(service, text("hello"), secret="guess") == 401
    assert await service.store.log.summaries() == []


async def test_what_makes_no_sense_is_kept_counted_and_answered_with_success(
    service: Running,
) -> None:
    for poison in (b"\xff\x00", b"[" * 100_000, b'{"id": 1}', b"null"):
        assert await sms(service, poison) == 200
    state = await ready(service)
    assert state["dead_letters"] == 4
    assert state["status"] == "ok"


async def test_its_readiness_is_a_part_of_the_services(service: Running, gateway: Gateway) -> None:
    assert (await ready(service))["parts"]["sms"] == "ok"
    gateway.status = 500
    state = await ready(service)
    assert (state["status"], state["parts"]["sms"]) == ("unready", "down")


async def test_a_gateway_that_is_down_gets_everything_later_and_once(
    service: Running, gateway: Gateway
) -> None:
    gateway.status = 503
    await sms(service, text("hello"))
    await service.services.turns.drain()
    gateway.status = 200
    assert len(await gateway.until(2)) == 2


async def test_a_batch_may_be_larger_than_what_citizens_send(service: Running) -> None:
    assert await sms(service, b" " * 1_000_000 + json.dumps(text("hello")).encode()) == 200
    assert await sms(service, b" " * (5 * 2**20 + 1)) == 413


async def test_without_its_settings_the_channel_is_not_there(tmp_path: Path, kit: Kit) -> None:
    async with running(tmp_path, [kit]) as service:
        assert "sms" not in (await ready(service))["parts"]
        assert await sms(service, text("hello")) == 404


@pytest.mark.usefixtures("kit")
async def test_the_operator_sees_and_retries_dead_letters_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store = await SqlStore.open(f"sqlite:///{tmp_path}/baton.db")
    now = SystemClock().now()
    await store.dead_letters.add("sms", b"{}", "no message: KeyError", now)
    await store.dead_letters.add("sms", json.dumps(text("hello")).encode(), "a defect", now)
    letters = {letter.reason: letter.id for letter in await store.dead_letters.list(10)}
    for name, value in (("HOME", tmp_path), ("SMS_URL", "http://127.0.0.1:9"), ("SMS_SECRET", "x")):
        monkeypatch.setenv(f"BATON_{name}", str(value))

    async def run(*arguments: str) -> tuple[int, str]:
        code = await asyncio.to_thread(main, ["dead-letters", *arguments])
        return code, capsys.readouterr().out

    assert "hello" not in (await run("list"))[1]
    assert (await run("show", letters["a defect"])) == (1, "")
    code, told = await run("retry", "all")
    assert code == 1
    assert f"{letters['a defect']}  taken" in told
    assert f"{letters['no message: KeyError']}  no message: KeyError" in told
    assert await store.log.find_address("sms", "+1 405 555 0100") is not None
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert await run("show", letters["no message: KeyError"]) == (0, "{}\n")
    assert (await run("drop", letters["no message: KeyError"]))[0] == 0
    assert await store.dead_letters.count() == 0
    assert (await run("drop", "nothing"))[0] == 1
    await store.close()
