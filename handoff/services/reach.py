"""Whether a citizen can be written to now, over the channel the conversation is on."""

from __future__ import annotations

from collections.abc import Mapping

from handoff.core.channel import Channel
from handoff.core.conversation import Conversation
from handoff.core.ports import Clock
from handoff.core.values import Author


class Reach:
    """Asks the channels; `channels` may still be filled."""

    def __init__(self, channels: Mapping[str, Channel], clock: Clock) -> None:
        self._channels = channels
        self._clock = clock

    def closed(self, state: Conversation) -> str | None:
        """Return why an agent cannot write to the citizen now, or None: a stable code."""
        channel = self._channels.get(state.channel)
        if channel is None:
            return state.unreachable
        return channel.caps.closed(state, Author.AGENT, self._clock.now())

    async def show_typing(self, state: Conversation) -> None:
        """Show the citizen on the channel itself that somebody writes, where that can be."""
        channel = self._channels.get(state.channel)
        if channel is not None and self.closed(state) is None:
            await channel.show_typing(state)
