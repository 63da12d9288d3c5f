"""The services on a fake clock, with the real channel Messenger over HTTP to a made-up Graph."""

from __future__ import annotations

import asyncio

import httpx

from channels.messenger.client import Messenger
from channels.messenger.download import Downloads
from channels.messenger.graph import Graph
from channels.messenger.parse import parse
from channels.messenger.readiness import Readiness
from channels.messenger.settings import Config
from handoff.core.arrivals import Arrival
from handoff.core.events import DeliveryFailed
from tests.channels.messenger import page
from tests.channels.messenger.graph import FakeGraph
from tests.fakes.clock import FakeClock
from tests.services.world import World


def config(url: str, *, human_agent: bool = False, secret: str = page.SECRET) -> Config:
    """Settings that fit the made-up Graph."""
    return Config(
        page_id=page.PAGE,
        page_token=page.TOKEN,
        app_secrets=(secret, page.OLD_SECRET),
        verify_token=page.VERIFY,
        graph_url=url,
        graph_version="v26.0",
        app_id=page.APP,
        human_agent=human_agent,
    )


def messenger(settings: Config, http: httpx.AsyncClient) -> Messenger:
    """The channel, with a client of the test's own: its patience is short."""
    graph = Graph(settings, http)
    readiness = Readiness(graph, FakeClock())
    downloads = Downloads(settings, http)
    return Messenger(graph, downloads, readiness, human_agent=settings.human_agent)


class Line:
    """A citizen at one end, Graph at the other, time in between."""

    def __init__(self, graph: FakeGraph, channel: Messenger) -> None:
        self.graph = graph
        self.channel = channel
        self.world = World(channel)

    async def takes(self, *events: page.Event) -> None:
        """Take events as the webhook does, and let everything follow that follows at once."""
        for piece in parse(page.body(*events), page.PAGE, page.APP):
            assert isinstance(piece, Arrival)
            await self.world.reception.take(self.channel, piece)
        await self.settled()

    async def settled(self) -> None:
        """Let the bot answer and what it says be sent."""
        await self.world.turns.drain()
        await self.world.reception.profiles.drain()
        await self.world.delivery.drain()

    async def passes(self, seconds: float, step: float = 1.0) -> None:
        """Let time pass, with sweeps as the service makes them."""
        while seconds > 0:
            self.world.clock.advance(min(step, seconds))
            seconds -= step
            await self.world.sweeper.sweep()
            await self.settled()

    async def conversation(self, psid: str) -> str:
        """The id of a citizen's conversation."""
        found = await self.world.log.find_address("messenger", f"{page.PAGE}:{psid}")
        assert found is not None
        return found

    async def failures(self, psid: str) -> list[str]:
        """The reasons that agents see at what was not delivered."""
        events = self.world.events(await self.conversation(psid))
        return [event.reason for event in events if isinstance(event, DeliveryFailed)]

    async def echoes(self) -> None:
        """Show all that Graph has taken, as its echoes do."""
        taken = list(self.graph.taken)
        marks = [(each, each.message.get("metadata")) for each in taken]
        await self.takes(*(page.echo(t.psid, t.text, page.APP, mark) for t, mark in marks))

    async def close(self) -> None:
        """End what is left running."""
        await self.world.turns.stop()
        await self.world.delivery.stop()
        await self.world.attachments.stop()
        await asyncio.sleep(0)
