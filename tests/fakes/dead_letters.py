"""Dead letters in memory. The contract suite runs over it as over the databases."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from handoff.core.channel import DeadLetter
from handoff.core.errors import Unavailable


class MemoryDeadLetters:
    """Implements the port `DeadLetters`. `away = True` makes every method raise `Unavailable`."""

    def __init__(self) -> None:
        self.away = False
        self.kept: dict[str, DeadLetter] = {}

    async def add(self, channel: str, raw: bytes, reason: str, at: datetime) -> None:
        """Keep one; the same bytes on the same channel are kept once."""
        await self._reach()
        letter_id = f"{channel}-{raw.hex()}"
        letter = DeadLetter(letter_id, channel, at.astimezone(UTC), reason[:500], raw)
        self.kept.setdefault(letter_id, letter)

    async def count(self, channel: str | None = None) -> int:
        """Return how many are kept."""
        await self._reach()
        return sum(channel in (None, letter.channel) for letter in self.kept.values())

    async def list(self, limit: int) -> list[DeadLetter]:
        """Return the newest ones first."""
        await self._reach()
        by_id = sorted(self.kept.values(), key=lambda letter: letter.id)
        return sorted(by_id, key=lambda letter: letter.at, reverse=True)[:limit]

    async def find(self, letter_id: str) -> DeadLetter | None:
        """Return one."""
        await self._reach()
        return self.kept.get(letter_id)

    async def drop(self, letter_id: str) -> bool:
        """Forget one; False when it is not there."""
        await self._reach()
        return self.kept.pop(letter_id, None) is not None

    async def drop_before(self, at: datetime) -> int:
        """Forget what was kept before `at`; return how many."""
        await self._reach()
        old = [letter.id for letter in self.kept.values() if letter.at < at]
        for letter_id in old:
            del self.kept[letter_id]
        return len(old)

    async def _reach(self) -> None:
        if self.away:
            raise Unavailable
        await asyncio.sleep(0)
