"""A channel that keeps what is pushed to it."""

from __future__ import annotations

import asyncio
from collections import Counter, deque

from handoff.core.conversation import Conversation
from handoff.core.events import Event, Recorded


class FakeChannel:
    """Implements the port `Channel`. `next_troubles` are raised first; `gate` holds pushes back.

    A trouble of None lets one push through. `gates` holds back one conversation only.
    """

    def __init__(self, name: str = "telegram") -> None:
        self._name = name
        self.pushed: list[tuple[str, int]] = []
        self.events: list[Event] = []
        self.next_troubles: deque[Exception | None] = deque()
        self.gates: dict[str, asyncio.Event] = {}
        self.most_at_once: Counter[str] = Counter()
        self._now: Counter[str] = Counter()

    @property
    def name(self) -> str:
        """The name conversations carry."""
        return self._name

    def seqs(self, conversation_id: str) -> list[int]:
        """Return the seqs pushed to a conversation, in order."""
        return [seq for pushed_to, seq in self.pushed if pushed_to == conversation_id]

    async def deliver(self, conversation: Conversation, entry: Recorded) -> None:
        """Keep the event, or raise the next trouble."""
        self._now[conversation.id] += 1
        at_once = max(self.most_at_once[conversation.id], self._now[conversation.id])
        self.most_at_once[conversation.id] = at_once
        try:
            await asyncio.sleep(0)
            if conversation.id in self.gates:
                await self.gates[conversation.id].wait()
            trouble = self.next_troubles.popleft() if self.next_troubles else None
            if trouble is not None:
                raise trouble
            self.pushed.append((conversation.id, entry.seq))
            self.events.append(entry.event)
        finally:
            self._now[conversation.id] -= 1
