"""Typing: a channel that is pushed to shows that the bot is at work, for as long as it is."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager

from handoff.core.channel import Channel
from handoff.core.conversation import Conversation
from handoff.core.errors import Unavailable, UnknownConversation
from handoff.core.ports import Log
from handoff.core.values import Control

MOST_AT_ONCE = 100
"""Conversations that are shown it; the ones beyond do without, as nothing depends on it."""

LONGEST_S = 60.0
"""For so long in one go, however long the assistant takes."""

CALL_S = 5.0

log = logging.getLogger(__name__)


class Typing:
    """Shows typing next to a turn; never delays it and never fails it."""

    def __init__(
        self,
        store: Log,
        channels: Mapping[str, Channel],
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._log = store
        self._channels = channels
        self._sleep = sleep
        self._tasks: set[asyncio.Task[None]] = set()

    @contextmanager
    def shown(self, state: Conversation) -> Iterator[None]:
        """Show it while the block runs, where the channel can and nobody has taken over."""
        channel = self._channels.get(state.channel)
        every = channel.caps.typing_every_s if channel is not None else None
        if channel is None or every is None or len(self._tasks) >= MOST_AT_ONCE:
            yield
            return
        task = asyncio.create_task(self._show(channel, every, state), name=f"typing {state.id}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        try:
            yield
        finally:
            task.cancel()

    async def _show(self, channel: Channel, every: float, state: Conversation) -> None:
        try:
            for _ in range(max(1, int(LONGEST_S / every))):
                if state.control is not Control.BOT or state.unreachable is not None:
                    return
                async with asyncio.timeout(CALL_S):
                    await channel.show_typing(state)
                await self._sleep(every)
                state = await self._log.load(state.id)
        except (TimeoutError, Unavailable, UnknownConversation):
            return
        except Exception:
            log.exception("cannot show typing", extra={"conversation": state.id})
