"""Hints without time: a heartbeat comes when the test says so."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class FakeSubscription:
    """Implements the port `Subscription`; the seconds it is asked to wait are only remembered."""

    def __init__(self) -> None:
        self.asked_s: float | None = None
        self._hinted = False
        self._ids: set[str] = set()
        self._wake = asyncio.Event()

    def hint(self, conversation_id: str) -> None:
        """Wake the reader with a hint."""
        self._hinted = True
        self._ids.add(conversation_id)
        self._wake.set()

    def beat(self) -> None:
        """Wake the reader as if its time was over."""
        self._wake.set()

    async def wait(self, at_most_s: float) -> bool:
        """Wait for a hint or for `beat`."""
        self.asked_s = at_most_s
        await self._wake.wait()
        self._wake.clear()
        hinted, self._hinted = self._hinted, False
        return hinted

    def taken(self) -> frozenset[str]:
        """Return the ids hinted at since the last call."""
        ids, self._ids = self._ids, set()
        return frozenset(ids)


class FakeWakeups:
    """Implements the port `Wakeups`. `losing = True` drops every hint; `published` keeps all."""

    def __init__(self) -> None:
        self.losing = False
        self.published: list[str] = []
        self.subscribed: list[tuple[str | None, FakeSubscription]] = []

    async def publish(self, conversation_id: str) -> None:
        """Hint, unless hints are being lost."""
        self.published.append(conversation_id)
        for followed, subscription in self.subscribed:
            if followed in (conversation_id, None) and not self.losing:
                subscription.hint(conversation_id)

    def beat(self) -> None:
        """Let a heartbeat pass for every reader."""
        for _, subscription in self.subscribed:
            subscription.beat()

    @asynccontextmanager
    async def subscribe(self, conversation_id: str | None) -> AsyncIterator[FakeSubscription]:
        """Subscribe to one conversation, or with None to all of them."""
        subscribed = (conversation_id, FakeSubscription())
        self.subscribed.append(subscribed)
        try:
            yield subscribed[1]
        finally:
            self.subscribed.remove(subscribed)

    async def ping(self) -> None:
        """Do nothing."""
