"""A lease on pushing one conversation, and the progress that is kept under it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from handoff.core.channel import Deliveries, Progress
from handoff.core.ports import Clock

LEASE = timedelta(seconds=60)
"""So long nobody else pushes a conversation after its holder died."""

RENEW_AFTER = LEASE / 3


class LetGo(Exception):
    """The run is over for now: put off, stopped, or the lease is lost."""


class Lease:
    """What one run holds. `progress` is where it is; every method may raise `Unavailable`."""

    def __init__(
        self, deliveries: Deliveries, clock: Clock, holder: str, conversation_id: str
    ) -> None:
        self._deliveries = deliveries
        self._clock = clock
        self._holder = holder
        self._id = conversation_id
        self._claimed_at: datetime | None = None
        self.progress = Progress(0)

    async def take(self) -> bool:
        """Take it; False while somebody else holds it, or it is put off."""
        now = self._clock.now()
        claimed = await self._deliveries.claim(self._id, self._holder, now, LEASE)
        if claimed is None:
            self._claimed_at = None
            return False
        self.progress, self._claimed_at = claimed, now
        return True

    async def renewed(self) -> bool:
        """Renew it when it has grown old; True: it was, and `progress` may be another now.

        Raises:
            LetGo: it is lost.
        """
        if self._claimed_at is not None and self._clock.now() - self._claimed_at < RENEW_AFTER:
            return False
        if not await self.take():
            raise LetGo
        return True

    async def trying(self) -> None:
        """Keep that the call of `progress` is about to be made.

        Raises:
            LetGo: do not make it.
        """
        tried = replace(self.progress, tried_at=self._clock.now())
        if not await self._deliveries.trying(self._id, self._holder, tried):
            raise LetGo
        self.progress = tried

    async def sent(self, last: bool) -> None:
        """Keep that the part of `progress` was taken; after the last one the cursor says so.

        Raises:
            LetGo: the lease is lost.
        """
        self.progress = Progress(self.progress.seq, self.progress.part + 1)
        if not last and not await self._deliveries.sent(self._id, self._holder, self.progress):
            raise LetGo

    def pass_over(self, seq: int) -> None:
        """Take note that event `seq` needs nothing; `delivered` keeps it, at the latest."""
        self.progress = Progress(seq + 1)

    async def delivered(self, seq: int) -> None:
        """Move the cursor to `seq`.

        Raises:
            LetGo: the lease is lost.
        """
        if not await self._deliveries.delivered(self._id, self._holder, seq):
            raise LetGo
        self.progress = Progress(seq + 1)

    async def put_off(self, progress: Progress, until: datetime) -> None:
        """Let go of it until then; `progress` says what is known of the call."""
        now = self._clock.now()
        await self._deliveries.put_off(self._id, self._holder, progress, now, until)
        self._claimed_at = None

    async def release(self) -> None:
        """Let go of it, when it is held."""
        if self._claimed_at is not None:
            await self._deliveries.release(self._id, self._holder, self._clock.now())
            self._claimed_at = None
