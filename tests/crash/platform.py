"""A platform that takes messages, somewhere else, and counts; and the channel to it."""

from __future__ import annotations

import json
import os
import signal
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import httpx

from handoff.core.channel import Call, Caps, Download, Outgoing
from handoff.core.conversation import Conversation
from handoff.core.errors import DeliveryDelayed, DeliveryUnclear, FileGone
from tests.contract.http_server import Answer, Request
from tests.crash.scenario import CHANNELS, DELIVERED, Memory

PART = "\n--\n"
"""What stands between the parts of a message that becomes several calls."""


class Platform:
    """Outlives the service. `shown` holds the marks of all that was taken, doubles too."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._kill_at = 0
        self.shown: list[str] = []

    @property
    def counts(self) -> Counter[str]:
        """How often each mark was taken."""
        return Counter(self.shown)

    def kill_while_taking(self, nth: int) -> None:
        """Kill the life that calls when its `nth` call from now on is taken, and no answer sent."""
        self._kill_at = len(self.shown) + nth if nth else 0

    async def answer(self, request: Request) -> Answer:
        """Take a message, or show what was taken."""
        if request.path == "/shown":
            return Answer(json.dumps(self.shown).encode())
        self.shown.append(json.loads(request.body)["mark"])
        if len(self.shown) == self._kill_at:
            *_, (pid,) = self._memory.facts("pid")
            os.kill(pid, signal.SIGKILL)
        return Answer(b"{}")


class Telegram:
    """The channel: a web server somewhere, as they all are."""

    name = CHANNELS[DELIVERED]

    def __init__(self, url: str, shows: bool = False) -> None:
        self.caps = Caps(4000, 8, 40, 0, 0, shows_what_we_sent=shows)
        self._http = httpx.AsyncClient(base_url=url, trust_env=False, timeout=30)

    def render(self, _state: Conversation, message: Outgoing) -> Sequence[Call]:
        return [Call("say", {"text": text}) for text in message.says.split(PART)]

    async def send(self, call: Call, mark: str) -> None:
        try:
            await self._http.post("/delivered", json={"mark": mark, "text": call.body["text"]})
        except httpx.ConnectError:
            raise DeliveryDelayed from None
        except httpx.TransportError as trouble:
            raise DeliveryUnclear from trouble

    async def shown(self) -> list[str]:
        """Return the marks that the platform shows."""
        return list((await self._http.get("/shown")).json())

    async def show_typing(self, _state: Conversation) -> None:
        return

    @asynccontextmanager
    async def fetch(self, _ref: str) -> AsyncIterator[Download]:
        raise FileGone
        yield  # makes it a generator

    async def ping(self) -> None:
        return
