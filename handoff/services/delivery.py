"""Delivery: pushes to a channel what its cursor `delivered_seq` owes, one event at a time.

At least once: a crash after the channel took an event and before the cursor moved pushes that
event again, since no channel takes a key that would tell it so.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping

from handoff.core.conversation import Conversation
from handoff.core.errors import DeliveryDelayed, DeliveryRefused, Unavailable, UnknownConversation
from handoff.core.events import (
    DeliveryFailed,
    Event,
    MessagePosted,
    NoteAdded,
    Recorded,
    TurnCompleted,
)
from handoff.core.ports import Channel, Clock, Log
from handoff.core.values import Author
from handoff.services.background import Background
from handoff.services.journal import Journal
from handoff.services.pauses import Pauses

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
        self._background = Background("delivery", self._run)
        self._pauses = Pauses(clock)

    @property
    def channels(self) -> tuple[str, ...]:
        """Names of the channels that are pushed to."""
        return tuple(self._channels)

    def start(self, conversation_id: str) -> None:
        """Push what is owed, in the background, unless the channel asked to wait."""
        self._background.start(conversation_id)

    async def start_owed(self, limit: int = 500) -> None:
        """Start what is owed in all conversations; a slow channel holds up nobody else."""
        owed = await self._log.owed_deliveries(self.channels, limit) if self._channels else []
        for conversation_id in owed:
            self.start(conversation_id)

    async def drain(self) -> None:
        """Wait for the deliveries under way."""
        await self._background.drain()

    async def stop(self) -> None:
        """Let go of the deliveries under way and start none any more; they stay owed."""
        await self._background.stop()

    async def _run(self, conversation_id: str) -> None:
        if self._pauses.resting(conversation_id):
            return
        try:
            await self._push_owed(conversation_id)
        except (Unavailable, UnknownConversation) as gone:
            log.warning(
                "delivery stopped", extra={"conversation": conversation_id, "why": gone.code}
            )
        except Exception:
            # The sweeper tries again, so a defect that strikes each time must not do so at once.
            self._pauses.failed(conversation_id)
            log.exception("delivery failed", extra={"conversation": conversation_id})

    async def _push_owed(self, conversation_id: str) -> None:
        state = await self._log.load(conversation_id)
        channel = self._channels.get(state.channel)
        if channel is None:
            return
        after = await self._log.delivered_seq(conversation_id)
        while entries := await self._log.read(conversation_id, after=after, limit=PAGE):
            for entry in entries:
                if not await self._push(state, channel, entry):
                    return
                await self._log.mark_delivered(conversation_id, entry.seq)
                self._pauses.clear(conversation_id)
            after = entries[-1].seq

    async def _push(self, state: Conversation, channel: Channel, entry: Recorded) -> bool:
        """Push one event; False when the channel wants us to wait."""
        if not _for_citizens(entry.event):
            return True
        try:
            await channel.deliver(state, entry)
        except DeliveryDelayed as delay:
            self._pauses.wait(state.id, delay.retry_after)
            return False
        except DeliveryRefused as refused:
            failure = DeliveryFailed(failed_seq=entry.seq, reason=refused.reason)
            # The key makes a second try after a crash append nothing.
            await self._journal.append(state.id, lambda _: [failure], key=f"delivery:{entry.seq}")
        return True


def _for_citizens(event: Event) -> bool:
    """Whether the channel is to show it: not what is internal, nor what it brought us itself."""
    if isinstance(event, MessagePosted):
        return event.author is not Author.CITIZEN
    return not isinstance(event, NoteAdded | TurnCompleted | DeliveryFailed)
