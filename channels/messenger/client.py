"""The channel Messenger: what it allows, how a message looks, and one call at a time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager

from channels.messenger import render
from channels.messenger.download import Downloads
from channels.messenger.graph import Graph
from channels.messenger.json_values import object_in
from channels.messenger.marks import metadata_of
from channels.messenger.person import profile_of
from channels.messenger.readiness import Readiness
from handoff.core.channel import Call, Caps, Download, Outgoing, Profile
from handoff.core.conversation import Conversation

TYPING_S = 3.0

MOST_TYPING = 16
"""Typing beyond is not shown: messages have to find a free connection at once."""

log = logging.getLogger(__name__)


class Messenger:
    """Implements `handoff.core.channel.Channel`. With `human_agent`, people may answer late."""

    name = "messenger"

    def __init__(
        self, graph: Graph, downloads: Downloads, readiness: Readiness, *, human_agent: bool
    ) -> None:
        self._graph = graph
        self._downloads = downloads
        self._readiness = readiness
        self._typing = 0
        self._caps = render.CAPS_WITH_HUMAN_AGENT if human_agent else render.CAPS

    @property
    def caps(self) -> Caps:
        """What Messenger allows."""
        return self._caps

    def render(self, state: Conversation, message: Outgoing) -> Sequence[Call]:
        """Return the calls that show a message."""
        return render.render(state, message)

    async def send(self, call: Call, mark: str) -> None:
        """Send a message once; the echo brings its mark back."""
        message = {**object_in(call.body, "message"), "metadata": metadata_of(mark)}
        await self._graph.post(call.method, {**call.body, "message": message})

    async def show_typing(self, state: Conversation) -> None:
        """Show three moving dots for a while."""
        if self._typing >= MOST_TYPING:
            return
        recipient = {"id": render.psid_of(state)}
        self._typing += 1
        try:
            async with asyncio.timeout(TYPING_S):
                await self._graph.post(
                    "messages", {"recipient": recipient, "sender_action": "typing_on"}
                )
        except Exception as trouble:
            # Nothing depends on it, and what is wrong shows at the next message.
            log.debug(
                "typing is not shown",
                extra={"channel": self.name, "why": type(trouble).__name__},
            )
        finally:
            self._typing -= 1

    async def profile(self, address: str) -> Profile | None:
        """Ask who a citizen is. Raises as `channel.KnowsCitizens.profile`."""
        return await profile_of(self._graph, address.partition(":")[2])

    def fetch(self, ref: str) -> AbstractAsyncContextManager[Download]:
        """Fetch a file; `ref` is its address, for us alone."""
        return self._downloads.fetch(ref)

    async def ping(self) -> None:
        """Raise `NotReady` unless Meta takes our token and brings us messages."""
        await self._readiness.ping()
