"""Delivery: pushes to a channel what its cursor `delivered_seq` owes, one event at a time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from handoff.core.conversation import Conversation
from handoff.core.errors import DeliveryDelayed, DeliveryRefused, Unavailable, UnknownConversation
from handoff.core.events import DeliveryFailed, Event, NoteAdded, Recorded, TurnCompleted
from handoff.core.ports import Channel, Clock, Log
from handoff.services.journal import Journal

PAGE = 50

log = logging.getLogger(__name__)


class Delivery:
    """Runs owed deliveries: in order within a conversation, conversations side by side."""

    def __init__(
        self, journal: Journal, store: Log, channels: Mapping[str, Channel], clock: Clock
    ) -> None:
        self._journal = journal
        self._log = store
        self._channels = channels
        self._clock = clock
        self._running: set[str] = set()
        self._retry_at: dict[str, datetime] = {}

    @property
    def channels(self) -> tuple[str, ...]:
        """Names of the channels that are pushed to."""
        return tuple(self._channels)

    async def run(self, conversation_id: str) -> None:
        """Push what is owed, unless it is being pushed already or the channel asked to wait."""
        if conversation_id in self._running:
            return
        if self._retry_at.get(conversation_id, self._clock.now()) > self._clock.now():
            return
        self._retry_at.pop(conversation_id, None)
        self._running.add(conversation_id)
        try:
            await self._push_owed(conversation_id)
        except (Unavailable, UnknownConversation) as gone:
            log.warning(
                "delivery stopped", extra={"conversation": conversation_id, "why": gone.code}
            )
        finally:
            self._running.discard(conversation_id)

    async def run_all(self, limit: int = 500) -> None:
        """Push what is owed in all conversations; the sweeper's way in."""
        owed = await self._log.owed_deliveries(self.channels, limit) if self._channels else []
        await asyncio.gather(*(self.run(conversation_id) for conversation_id in owed))

    async def _push_owed(self, conversation_id: str) -> None:
        state = await self._log.load(conversation_id)
        channel = self._channels[state.channel]
        after = await self._log.delivered_seq(conversation_id)
        while entries := await self._log.read(conversation_id, after=after, limit=PAGE):
            for entry in entries:
                if not await self._push(state, channel, entry):
                    return
                await self._log.mark_delivered(conversation_id, entry.seq)
            after = entries[-1].seq

    async def _push(self, state: Conversation, channel: Channel, entry: Recorded) -> bool:
        """Push one event; False when the channel wants us to wait."""
        if not _for_citizens(entry.event):
            return True
        try:
            await channel.deliver(state, entry)
        except DeliveryDelayed as delay:
            pause = timedelta(seconds=delay.retry_after)
            self._retry_at[state.id] = self._clock.now() + pause
            return False
        except DeliveryRefused as refused:
            failure = DeliveryFailed(failed_seq=entry.seq, reason=refused.reason)
            # The key makes a second try after a crash append nothing.
            await self._journal.append(state.id, lambda _: [failure], key=f"delivery:{entry.seq}")
        return True


def _for_citizens(event: Event) -> bool:
    return not isinstance(event, NoteAdded | TurnCompleted | DeliveryFailed)
