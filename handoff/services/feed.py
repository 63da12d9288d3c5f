"""Live and replay are one loop: read what is after `seq`, wait for a hint, repeat."""

from __future__ import annotations

from collections.abc import AsyncGenerator

from handoff.core.events import Recorded
from handoff.core.ports import Log, Wakeups

PAGE = 200
"""Entries read at once."""


class Feed:
    """Follows conversations."""

    def __init__(self, log: Log, wakeups: Wakeups, heartbeat_s: float = 15.0) -> None:
        self._log = log
        self._wakeups = wakeups
        self.heartbeat_s = heartbeat_s

    async def follow(
        self, conversation_id: str, after: int
    ) -> AsyncGenerator[list[Recorded], None]:
        """Yield the entries after `after`, in order and gap-free, for as long as it is asked.

        An empty list says "that is all there is": it comes after the backlog, after each batch of
        new entries, and after a hint or a heartbeat that brought nothing. Subscribing comes before
        reading, so an event between the two is hinted at; a lost hint costs one heartbeat.
        """
        async with self._wakeups.subscribe(conversation_id) as subscription:
            while True:
                entries = await self._log.read(conversation_id, after=after, limit=PAGE)
                if entries:
                    yield entries
                    after = entries[-1].seq
                if len(entries) < PAGE:
                    yield []
                    await subscription.wait(self.heartbeat_s)
