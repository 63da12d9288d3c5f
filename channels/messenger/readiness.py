"""Whether Meta takes our token and the page sends us what we need; looked at in the background."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from channels.messenger.graph import Graph
from channels.messenger.json_values import list_in
from handoff.core.errors import ChannelDown
from handoff.core.ports import Clock

EVERY_S = 60.0
FRESH = timedelta(seconds=2 * EVERY_S)

FIELDS = ("messages", "messaging_postbacks", "message_echoes", "messaging_referrals")
"""What the page must bring; `message_edits` is welcome. Without echoes doubt cannot be cleared and
clerks are not seen."""

log = logging.getLogger(__name__)


class NotReady(Exception):
    """Meta does not take or bring messages, and why."""


class Readiness:
    """Remembers the outcome of the last look."""

    def __init__(
        self,
        graph: Graph,
        clock: Clock,
        pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._graph = graph
        self._clock = clock
        self._pause = pause
        self._looking = asyncio.Lock()
        self._looked_at: datetime | None = None
        self._why: str | None = None

    async def ping(self) -> None:
        """Raise `NotReady` if the last look found something; look if there is none that is new."""
        async with self._looking:
            if self._looked_at is None or abs(self._clock.now() - self._looked_at) > FRESH:
                await self._look()
        if self._why is not None:
            raise NotReady(self._why)

    async def watch(self) -> None:
        """Look once in a while; a change is logged."""
        while True:
            async with self._looking:
                await self._look()
            await self._pause(EVERY_S)

    async def _look(self) -> None:
        before, self._why = self._why, await self._trouble()
        self._looked_at = self._clock.now()
        if self._why != before:
            if self._why is None:
                log.info("Messenger is ready again", extra={"channel": "messenger"})
            else:
                log.error(
                    "Messenger is not ready", extra={"channel": "messenger", "why": self._why}
                )

    async def _trouble(self) -> str | None:
        try:
            await self._graph.get("", "id")
            missing = await missing_fields(self._graph)
        except ChannelDown as down:
            return down.why
        except Exception as trouble:
            return f"Meta does not answer as it should: {type(trouble).__name__}"
        return f"the page does not bring {', '.join(missing)}" if missing else None


async def missing_fields(graph: Graph) -> list[str]:
    """Return what the page does not bring and must. Raises as `Graph.get`."""
    apps = list_in(await graph.get("subscribed_apps", "subscribed_fields"), "data")
    brought = {field for app in apps for field in list_in(app, "subscribed_fields")}
    return [field for field in FIELDS if field not in brought]
