"""Delivery: pushes to channels what the cursor `delivered_seq` owes.

In order and one at a time within a conversation, whichever process does it; conversations side by
side. A commit of this process starts it at once; the sweeper finds what was lost on the way.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, tzinfo

from handoff.core.channel import Channel, Deliveries
from handoff.core.conversation import Conversation
from handoff.core.errors import Unavailable, UnknownConversation
from handoff.core.ports import Appended, Clock, Log
from handoff.core.waits import Forecast
from handoff.services.background import Background
from handoff.services.journal import Journal
from handoff.services.outages import Outages
from handoff.services.pauses import Pauses
from handoff.services.push import Push, Tools
from handoff.services.speech import speaks

MAX_PARALLEL = 32
"""Conversations pushed at once on one channel; a channel that hangs holds up no other."""

GRACE_S = 5.0
"""How long calls under way may take when the service stops."""

log = logging.getLogger(__name__)


class Delivery:
    """Runs owed deliveries, each after `before`.

    `holder` names this process, `chance` and `zone` are as in `push.Tools`. `forecast` is what is
    known of a wait; without one the place in line is all.
    """

    def __init__(
        self,
        journal: Journal,
        store: Log,
        deliveries: Deliveries,
        channels: Mapping[str, Channel],
        clock: Clock,
        *,
        holder: str,
        chance: Callable[[], float],
        grace_s: float = GRACE_S,
        before: Callable[[], Awaitable[None]] | None = None,
        forecast: Callable[[Conversation], Awaitable[Forecast | None]] | None = None,
        zone: tzinfo = UTC,
    ) -> None:
        self._log = store
        self._forecast = forecast or self._place
        self._deliveries = deliveries
        self._channels = channels
        self._clock = clock
        self._grace_s = grace_s
        self._stopping = False
        self.outages = Outages(clock)
        self._background = Background("delivery", self._run, before)
        self._pauses = Pauses(clock)
        self._slots = {name: asyncio.Semaphore(MAX_PARALLEL) for name in channels}
        self._tools = Tools(
            journal,
            store,
            deliveries,
            clock,
            self.outages,
            holder,
            chance,
            lambda: self._stopping,
            self._known,
            zone,
        )
        journal.tell(self._appended)

    def start(self, conversation_id: str) -> None:
        """Push what is owed, in the background, unless the channel asked to wait."""
        if not self._stopping:
            self._background.start(conversation_id)

    async def start_owed(self, limit: int = 500) -> None:
        """Start what is owed and not under way, at most so much on each channel."""
        now = self._clock.now()
        for name in self._channels:
            if self.outages.resting(name):
                continue
            owed = await self._deliveries.owed([name], now, limit)
            for conversation_id in owed:
                running = conversation_id in self._background.running
                if not running and not self._pauses.resting(conversation_id):
                    self.start(conversation_id)

    async def drain(self) -> None:
        """Wait for the deliveries under way."""
        await self._background.drain()

    async def stop(self) -> None:
        """Let calls under way end, for some seconds, and begin none; the rest stays owed."""
        self._stopping = True
        try:
            async with asyncio.timeout(self._grace_s):
                await self._background.drain()
        except TimeoutError:
            log.warning("calls to channels cut off", extra={"left": len(self._background.running)})
        await self._background.stop()

    def _appended(self, appended: Appended) -> None:
        # What says nothing to the citizen moves the cursor with what comes next, or the sweeper.
        pushed = appended.conversation.channel in self._channels
        if pushed and any(speaks(entry.event) for entry in appended.events):
            self.start(appended.conversation.id)

    async def _known(self, state: Conversation) -> Forecast | None:
        """Return what is known of a wait; what fails there keeps nobody from being told."""
        try:
            return await self._forecast(state)
        except (Unavailable, UnknownConversation):
            raise
        except Exception:
            log.exception("no forecast", extra={"conversation": state.id})
            return None

    async def _place(self, state: Conversation) -> Forecast | None:
        place = await self._log.position(state.id)
        return None if place is None else Forecast(place)

    async def _run(self, conversation_id: str) -> None:
        try:
            state = await self._log.load(conversation_id)
            channel = self._channels.get(state.channel)
            if channel is None:
                return
            async with self._slots[channel.name]:
                if not self._stopping and not self.outages.resting(channel.name):
                    await Push(self._tools, channel, conversation_id).run()
            self._pauses.clear(conversation_id)
        except (Unavailable, UnknownConversation) as gone:
            log.warning(
                "delivery stopped", extra={"conversation": conversation_id, "why": gone.code}
            )
        except Exception:
            # The sweeper tries again, so a defect that strikes each time must not do so at once.
            self._pauses.failed(conversation_id)
            log.exception("delivery failed", extra={"conversation": conversation_id})
