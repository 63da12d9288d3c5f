"""Upkeep: what is looked after every second besides turns and deliveries, and less often."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from handoff.core.channel import DeadLetters
from handoff.core.errors import Unavailable
from handoff.core.ports import Clock

KEEP_LETTERS = timedelta(days=30)
"""Dead letters are kept this long; they may hold what a citizen wrote."""
EVERY = timedelta(hours=1)

Chore = Callable[[], Awaitable[None]]

log = logging.getLogger(__name__)


async def do_all(chores: Sequence[Chore]) -> None:
    """Do each; one that fails keeps no other from being done. Raises `Unavailable`."""
    for chore in chores:
        try:
            await chore()
        except Unavailable:
            raise
        except Exception:
            log.exception("a chore failed")


class OldLetters:
    """Drops old dead letters, once an hour."""

    def __init__(self, letters: DeadLetters, clock: Clock) -> None:
        self._letters = letters
        self._clock = clock
        self._next: datetime | None = None

    async def drop(self) -> None:
        """Drop what is older than `KEEP_LETTERS`, when it is time. Raises `Unavailable`."""
        now = self._clock.now()
        if self._next is not None and self._next - EVERY <= now < self._next:
            return
        dropped = await self._letters.drop_before(now - KEEP_LETTERS)
        self._next = now + EVERY
        if dropped:
            log.info("old dead letters dropped", extra={"count": dropped})
