"""The connector served without a whole Rasa: no model, and failures no process can be asked for."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from rasa.core.agent import Agent
from sanic import Sanic

from actions import from_people
from bot.connector import BatonInput
from bot.content import Content
from bot.desk import DeskHelp
from bot.language_model import LanguageModel
from bot.languages import Languages
from bot.turns import Turns
from tests.bot.http import call

TURN = {"turn_id": "c:1", "conversation_id": "c", "text": "hi"}
PATIENCE = 0.05


@dataclass
class Served:
    """The connector on a free port, in a thread of its own; `app.ctx.agent` is what it asks."""

    app: Sanic
    loop: asyncio.AbstractEventLoop
    url: str

    def asks(self, path: str, body: Any = None) -> tuple[int, Any]:
        data = None if body is None else json.dumps(body).encode()
        status, answer = call(self.url + path, data)
        return status, json.loads(answer)


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    """One for all tests: Sanic cannot be started twice in a process."""
    app = Sanic("connector_alone", configure_logging=False)
    languages = Languages(LanguageModel({"en": ["hi"]}), {})
    content = Content(["en"], {"en": {}}, [], {})
    turns = Turns(frozenset(), languages, from_people, patience=PATIENCE)
    channel = BatonInput(turns, DeskHelp(content, [], {}), languages)
    app.blueprint(channel.blueprint(lambda message: asyncio.sleep(0)), url_prefix="/baton")
    listening = socket.create_server(("127.0.0.1", 0))
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(
        app.create_server(sock=listening, return_asyncio_server=True, asyncio_server_kwargs={})
    )
    loop.run_until_complete(server.startup())
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    yield Served(app, loop, f"http://127.0.0.1:{listening.getsockname()[1]}")
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    listening.close()


class BrokenAgent:
    """An agent that is ready and fails in a way nobody foresaw."""

    def is_ready(self) -> bool:
        return True

    @property
    def processor(self) -> Any:
        raise ZeroDivisionError("secret detail")


class SlowAgent:
    """An agent whose turns wait for their lock until the test lets them go."""

    def __init__(self) -> None:
        self.free = asyncio.Event()
        self.waiting = 0

    def is_ready(self) -> bool:
        return True

    @property
    def lock_store(self) -> Any:
        return self

    @property
    def processor(self) -> Any:
        return self

    def lock(self, conversation_id: str) -> Any:
        return self

    async def __aenter__(self) -> None:
        self.waiting += 1
        await self.free.wait()
        raise RuntimeError("over")

    async def __aexit__(self, *_: Any) -> None:
        """Never entered."""


@pytest.mark.parametrize("agent", [None, Agent()], ids=["starting", "no model"])
def test_without_a_model_the_connector_is_not_ready(served: Served, agent: Any) -> None:
    served.app.ctx.agent = agent
    for answer in (
        served.asks("/baton/health"),
        served.asks("/baton/turns", TURN),
        served.asks("/baton/suggest", {"text": "hi"}),
        served.asks("/baton/steps"),
    ):
        assert answer[0] == 503
        assert answer[1]["error"]["code"] == "not_ready"


def test_an_exception_inside_is_an_error_without_its_details(served: Served) -> None:
    served.app.ctx.agent = BrokenAgent()
    for path, asked in (("/baton/turns", TURN), ("/baton/suggest", {"text": "hi"})):
        status, body = served.asks(path, asked)
        assert (status, body["error"]["code"]) == (500, "turn_failed")
        assert "secret" not in json.dumps(body)


def test_a_turn_that_takes_too_long_answers_an_error_and_is_joined_when_asked_again(
    served: Served,
) -> None:
    agent = SlowAgent()
    served.app.ctx.agent = agent
    for _ in range(2):
        status, body = served.asks("/baton/turns", {**TURN, "turn_id": "c:2"})
        assert (status, body["error"]["code"]) == (500, "turn_failed")
        assert "too long" in body["error"]["message"]
    assert agent.waiting == 1
    served.loop.call_soon_threadsafe(agent.free.set)
