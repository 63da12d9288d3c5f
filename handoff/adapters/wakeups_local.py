"""Hints within one process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

MOST_IDS = 10_000
"""Ids that one subscription remembers; with more, its reader has to look at everything."""


class LocalSubscription:
    """Implements the port `Subscription`: a flag that stays up until somebody has looked."""

    def __init__(self) -> None:
        self._hinted = asyncio.Event()
        self._ids: set[str] | None = set()

    def hint(self, conversation_id: str | None) -> None:
        """Wake the reader, or let its next wait end at once; None: ids may have been lost."""
        if conversation_id is None or self._ids is None or len(self._ids) >= MOST_IDS:
            self._ids = None
        else:
            self._ids.add(conversation_id)
        self._hinted.set()

    def taken(self) -> frozenset[str] | None:
        """Return the ids hinted at since the last call; None when some of them may be lost."""
        ids, self._ids = self._ids, set()
        return None if ids is None else frozenset(ids)

    async def wait(self, at_most_s: float) -> bool:
        """Wait for a hint, at most so many seconds; True when one came."""
        try:
            async with asyncio.timeout(at_most_s):
                await self._hinted.wait()
        except TimeoutError:
            return False
        self._hinted.clear()
        return True


class LocalWakeups:
    """Implements the port `Wakeups`; for use on one event loop."""

    def __init__(self) -> None:
        self._subscribed: dict[str | None, set[LocalSubscription]] = {}

    async def publish(self, conversation_id: str) -> None:
        """Wake who follows this conversation and who follows all of them."""
        self.hint(conversation_id)

    def hint(self, conversation_id: str) -> None:
        """Do what `publish` does, for callers that must not wait."""
        for followed in (conversation_id, None):
            for subscription in self._subscribed.get(followed, ()):
                subscription.hint(conversation_id)

    def hint_all(self) -> None:
        """Wake every subscription: hints may have been lost."""
        for subscriptions in self._subscribed.values():
            for subscription in subscriptions:
                subscription.hint(None)

    @asynccontextmanager
    async def subscribe(self, conversation_id: str | None) -> AsyncIterator[LocalSubscription]:
        """Subscribe to one conversation, or with None to all of them."""
        subscription = LocalSubscription()
        self._subscribed.setdefault(conversation_id, set()).add(subscription)
        try:
            yield subscription
        finally:
            remaining = self._subscribed[conversation_id]
            remaining.discard(subscription)
            if not remaining:
                del self._subscribed[conversation_id]

    async def ping(self) -> None:
        """Do nothing: a process can always reach itself."""
