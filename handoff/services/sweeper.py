"""The sweeper finds what is owed by comparing cursors, so that no crash loses anything."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import timedelta

from handoff.core.errors import Unavailable
from handoff.core.ports import Clock, Log
from handoff.services.delivery import Delivery
from handoff.services.turns import Turns
from handoff.services.upkeep import Chore, do_all

INTERVAL_S = 1.0
LIMIT = 1000

log = logging.getLogger(__name__)


class Sweeper:
    """Starts owed turns and deliveries again, and tells citizens who wait too long.

    `chores` are done after that, each time.
    """

    def __init__(
        self,
        store: Log,
        turns: Turns,
        delivery: Delivery,
        clock: Clock,
        notice_s: float,
        chores: Sequence[Chore] = (),
    ) -> None:
        self._log = store
        self._turns = turns
        self._delivery = delivery
        self._clock = clock
        self._notice = timedelta(seconds=notice_s)
        self._chores = chores

    async def sweep(self) -> None:
        """Look once. Raises `Unavailable` when the store cannot be reached."""
        owed = [state.id for state in await self._log.owed_turns(LIMIT)]
        for conversation_id in owed:
            self._turns.resume(conversation_id)
        if len(owed) < LIMIT:
            self._turns.forget_settled(set(owed))
        for conversation_id in await self._log.untold_turns(
            self._clock.now() - self._notice, LIMIT
        ):
            await self._tell_delay(conversation_id)
        await self._delivery.start_owed()
        await do_all(self._chores)

    async def _tell_delay(self, conversation_id: str) -> None:
        try:
            await self._turns.tell_delay(conversation_id)
        except Unavailable:
            raise
        except Exception:
            # The longest owed come first: one that always fails must not silence all others.
            log.exception("cannot tell of a delay", extra={"conversation": conversation_id})

    async def run(self) -> None:
        """Sweep for ever, once a second; a store that is away is waited for."""
        away = False
        while True:
            try:
                await self.sweep()
                away = False
            except Unavailable:
                if not away:
                    log.warning("the sweeper cannot reach the store")
                away = True
            except Exception:
                # A defect in one sweep must not end all sweeping; the next one starts afresh.
                log.exception("sweep failed")
            await asyncio.sleep(INTERVAL_S)
