"""Keeps the stays: each conversation that moves on the desk is told anew from its log."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from handoff.core.errors import Unavailable
from handoff.core.events import (
    AgentAssigned,
    AgentReleased,
    ControlReturned,
    ConversationClosed,
    ConversationRouted,
    HandoffRequested,
    QueueLeft,
    Recorded,
)
from handoff.core.ports import Appended, Clock, Log
from handoff.core.stays import Stay, stays_in
from handoff.core.waits import WaitRecords

MOVES = (
    HandoffRequested,
    ConversationRouted,
    AgentAssigned,
    AgentReleased,
    QueueLeft,
    ControlReturned,
    ConversationClosed,
)
REMEMBERED = timedelta(days=28)
"""So far back stays are filled in from the log when there are none, after an update of Baton."""
OVERLAP = timedelta(hours=2)
FILLED_EVERY = timedelta(hours=1)
MOST = 5000
"""Conversations that are filled in at once, the newest first."""
AT_ONCE = 100
"""Conversations told anew in one round."""
PAGE = 500

log = logging.getLogger(__name__)


class StayKeeper:
    """Writes stays down a moment after they changed.

    What a process that was killed had not written is found by the next one when it starts, or by
    another one within `FILLED_EVERY`.
    """

    def __init__(self, records: WaitRecords, store: Log, clock: Clock) -> None:
        self._records = records
        self._log = store
        self._clock = clock
        self._moved: dict[str, None] = {}
        self._filled_at: datetime | None = None
        self._last_end: dict[str, datetime] = {}

    @property
    def last_end(self) -> Mapping[str, datetime]:
        """When each agent, by id, last ended a conversation, as far as this process has seen."""
        return self._last_end

    def note(self, appended: Appended) -> None:
        """Remember a conversation that moved; a listener of `Journal.tell`."""
        if any(isinstance(entry.event, MOVES) for entry in appended.events):
            self._moved[appended.conversation.id] = None

    async def keep(self) -> None:
        """Write what has moved since; a chore. Raises `Unavailable`, and forgets nothing then."""
        await self._fill_in()
        for conversation_id in list(self._moved)[:AT_ONCE]:
            # Whatever moves while this one is written is noted again.
            del self._moved[conversation_id]
            try:
                await self._keep(conversation_id)
            except Unavailable:
                self._moved[conversation_id] = None
                raise
            except Exception:
                log.exception("cannot keep a stay", extra={"conversation": conversation_id})

    def see(self, stays: list[Stay]) -> None:
        """Learn from stays when agents last ended a conversation."""
        for stay in stays:
            if stay.agent_id is not None and stay.ended_at is not None:
                seen = self._last_end.get(stay.agent_id)
                if seen is None or seen < stay.ended_at:
                    self._last_end[stay.agent_id] = stay.ended_at

    async def _fill_in(self) -> None:
        now = self._clock.now()
        if self._filled_at is not None and timedelta(0) <= now - self._filled_at < FILLED_EVERY:
            return
        since = now - OVERLAP
        if self._filled_at is None:
            told_until = await self._records.told_until()
            since = min(since, (told_until or now - REMEMBERED) - OVERLAP)
        for conversation_id in await self._records.touched_since(since, MOST):
            self._moved.setdefault(conversation_id)
        self._filled_at = now

    async def _keep(self, conversation_id: str) -> None:
        stays = stays_in(conversation_id, await self._whole(conversation_id))
        if stays:
            await self._records.keep_stays(conversation_id, stays)
            self.see(stays)

    async def _whole(self, conversation_id: str) -> list[Recorded]:
        entries: list[Recorded] = []
        while True:
            after = entries[-1].seq if entries else 0
            page = await self._log.read(conversation_id, after=after, limit=PAGE)
            entries += page
            if len(page) < PAGE:
                return entries
