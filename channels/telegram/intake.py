"""Intake: what webhook and polling do alike with updates that have come."""

from __future__ import annotations

from channels.kit import Tools
from channels.telegram.courtesies import Courtesies
from channels.telegram.parse import arrival_of
from channels.telegram.updates import Batch, Received
from handoff.core.channel import Channel


class Intake:
    """Makes updates durable and, after that, does what is polite."""

    def __init__(self, tools: Tools, channel: Channel, courtesies: Courtesies, bot_id: str) -> None:
        self._tools = tools
        self._channel = channel
        self._courtesies = courtesies
        self._bot_id = bot_id

    async def take(self, raw: bytes, batch: Batch) -> None:
        """Act on what `read` made of `raw`. Raises `Unavailable`: have it brought again."""
        parsed = tuple(arrival_of(piece, self._bot_id) for piece in batch)
        await self._tools.take_in(self._channel, raw, parsed)
        for piece in batch:
            if isinstance(piece, Received):
                self._courtesies.after(piece.update)
