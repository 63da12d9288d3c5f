"""The day's clock and what is written down during it."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from time import perf_counter


class OfficeClock:
    """Office seconds that pass `compression` times as fast as real ones."""

    def __init__(self, compression: float) -> None:
        self.compression = compression
        self._began = perf_counter()

    @property
    def now(self) -> float:
        """Office seconds since the opening."""
        return (perf_counter() - self._began) * self.compression

    async def sleep(self, seconds: float) -> None:
        """Let office seconds pass."""
        await asyncio.sleep(max(0.0, seconds) / self.compression)

    async def until(self, moment: float) -> None:
        """Wait for an office second."""
        await self.sleep(moment - self.now)


@dataclass
class Notes:
    """What was seen: real moments (`perf_counter`) by conversation, and counts."""

    asked: dict[str, float] = field(default_factory=dict)
    updates: list[float] = field(default_factory=list)
    """Real seconds from a citizen's request being kept to a desk that shows it."""

    crowded: list[float] = field(default_factory=list)
    """Those of `updates` that were seen while many waited."""

    most_waiting: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    def seen(self, conversation_id: str, waiting: int, crowd: int) -> None:
        """Note that one desk shows a conversation for the first time, with so many waiting."""
        self.most_waiting = max(self.most_waiting, waiting)
        asked = self.asked.get(conversation_id)
        if asked is None:
            return
        took = perf_counter() - asked
        self.updates.append(took)
        if waiting >= crowd:
            self.crowded.append(took)
