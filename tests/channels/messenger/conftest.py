"""The service with Messenger, and a made-up Graph at its other end."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from channels.messenger import KIT
from tests.channels.messenger import page
from tests.channels.messenger.graph import FakeGraph
from tests.channels.serving import serving
from tests.fakes.pace import unhurried
from tests.web.harness import Running, running

unhurried()

SETTINGS = {
    "messenger_page_id": page.PAGE,
    "messenger_page_token": page.TOKEN,
    "messenger_app_secret": page.SECRET,
    "messenger_verify_token": page.VERIFY,
}


@dataclass
class Ends:
    """Both ends of the line."""

    service: Running
    graph: FakeGraph
    graph_url: str

    async def says(self, psid: str, words: str, mid: str | None = None) -> int:
        """A citizen writes; the webhook's answer."""
        return await self.graph.bring(page.body(page.text(psid, words, mid)))

    async def conversation(self, psid: str) -> str:
        """The id of a citizen's conversation."""
        found = await self.service.store.log.find_address("messenger", f"{page.PAGE}:{psid}")
        assert found is not None
        return found


@asynccontextmanager
async def both_ends(home: Path, graph: FakeGraph, url: str, **more: Any) -> AsyncIterator[Ends]:
    """Run the service against a Graph that is there already."""
    # Agents answer whatever day it is.
    settings: dict[str, Any] = {
        **SETTINGS,
        "office_hours": "always",
        "messenger_graph_url": url,
        **more,
    }
    async with running(home, [KIT], **settings) as service:
        graph.webhook = service.base + page.WEBHOOK
        yield Ends(service, graph, url)
        graph.webhook = None


@pytest.fixture
async def graph_at() -> AsyncIterator[tuple[FakeGraph, str]]:
    """Graph and its address."""
    graph = FakeGraph()
    async with serving(graph.app) as url:
        yield graph, url


@pytest.fixture
async def ends(tmp_path: Path, graph_at: tuple[FakeGraph, str]) -> AsyncIterator[Ends]:
    """The whole line."""
    async with both_ends(tmp_path, *graph_at) as ends:
        yield ends
