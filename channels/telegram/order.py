"""Order: a press and a message of one chat come over different connections, the later one first.

Telegram numbers a bot's updates one after the other. Who comes while lower numbers are missing
waits a moment for them. A gap is waited for once: what is missing then is given up, and passes
whenever it comes. Several processes see half of the numbers each, and switch this off.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

RESTART = 10_000
"""Numbers this far away are no gap: after a week without updates Telegram starts anew anywhere."""

Pause = Callable[[float], Awaitable[object]]


class Order:
    """Lets updates pass in the order of their numbers, as far as this process can know it."""

    def __init__(self, longest_s: float, pause: Pause = asyncio.sleep) -> None:
        self._longest_s = longest_s
        self._pause = pause
        self._next: int | None = None
        self._waiting: dict[int, asyncio.Event] = {}

    async def turn(self, update_id: int) -> None:
        """Wait for lower numbers that are missing; those that wait pass in order."""
        if self._longest_s <= 0 or self._passes(update_id):
            return
        # The same update brought twice at once waits for one event.
        passed = self._waiting.setdefault(update_id, asyncio.Event())
        patience = asyncio.create_task(self._give_up(update_id))
        try:
            await passed.wait()
        finally:
            patience.cancel()
            if not passed.is_set():
                # Whoever brought it has hung up.
                self._move_past(update_id)

    async def _give_up(self, update_id: int) -> None:
        # All that may pass now is woken here, lowest first; nobody goes on by himself.
        await self._pause(self._longest_s)
        self._move_past(update_id)

    def _passes(self, update_id: int) -> bool:
        known = self._next
        if known is None or abs(update_id - known) > RESTART:
            self._release(lambda _: True)
            self._next = update_id + 1
            return True
        if update_id > known:
            return False
        if update_id == known:
            self._move_past(update_id)
        return True

    def _move_past(self, update_id: int) -> None:
        """Take all up to this number as come, or given up, and let those behind them pass."""
        reached = max(self._next or 0, update_id + 1)
        while reached in self._waiting:
            reached += 1
        self._next = reached
        self._release(lambda number: number < reached)

    def _release(self, may_pass: Callable[[int], bool]) -> None:
        for number in sorted(filter(may_pass, self._waiting)):
            self._waiting.pop(number).set()
