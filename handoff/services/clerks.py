"""Clerks: staff who answer on a platform itself. Nobody holds a citizen there for us.

At the desk an agent holds a conversation and sees it. Elsewhere an answer may simply not come, so a
citizen who waits too long for one goes into the queue of the desk.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from handoff.core import handoff
from handoff.core.ports import Clock, Log
from handoff.services.journal import Journal

LIMIT = 1000


class Clerks:
    """Looks for citizens whom staff outside of the desk left waiting."""

    def __init__(
        self,
        journal: Journal,
        store: Log,
        channels: Iterable[str],
        clock: Clock,
        patience: timedelta,
    ) -> None:
        self._journal = journal
        self._log = store
        self._holders = [handoff.OUTSIDE + name for name in channels]
        self._clock = clock
        self._patience = patience
        self._seen: Mapping[str, datetime] = {}

    async def look(self) -> None:
        """Put into the queue who has waited too long. Raises `Unavailable`.

        The log knows when a citizen last wrote. Who writes again and again while nobody answers
        waits since longer than that, and is remembered here from the first look on.
        """
        if not self._holders:
            return
        now = self._clock.now()
        long_ago = now - self._patience
        waiting = await self._log.left_outside(self._holders, now, LIMIT)
        self._seen = {each: min(now, self._seen.get(each, now)) for each in waiting}
        silent = await self._log.left_outside(self._holders, long_ago, LIMIT)
        insistent = (each for each, since in self._seen.items() if since <= long_ago)
        for conversation_id in dict.fromkeys((*silent, *insistent)):
            await self._journal.append(conversation_id, handoff.clerk_left)
