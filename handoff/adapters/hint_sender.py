"""Sends hints to Redis in the background, so that an append never waits for it."""

from __future__ import annotations

import asyncio
import logging

from redis.asyncio import Redis
from redis.exceptions import RedisError

MOST_WAITING = 10_000
"""Hints kept while Redis is away; the oldest are dropped, which costs a heartbeat."""

MOST_TOGETHER = 100
FIRST_PAUSE_S = 0.1
LONGEST_PAUSE_S = 5.0

log = logging.getLogger(__name__)


class HintSender:
    """A queue of conversation ids to tell other processes about; many hints at one are one."""

    def __init__(self, redis: Redis, channel: str) -> None:
        self._redis = redis
        self._channel = channel
        self._waiting: dict[str, None] = {}
        self._some = asyncio.Event()
        self._sent = asyncio.Event()
        self._sent.set()

    def send(self, conversation_id: str) -> None:
        """Queue a hint. Never waits, never raises."""
        self._waiting[conversation_id] = None
        if len(self._waiting) > MOST_WAITING:
            del self._waiting[next(iter(self._waiting))]
        self._sent.clear()
        self._some.set()

    async def flush(self, timeout_s: float) -> None:
        """Wait until the queue is empty, but not longer than `timeout_s` seconds."""
        try:
            async with asyncio.timeout(timeout_s):
                await self._sent.wait()
        except TimeoutError:
            log.info("hints left unsent: %d", len(self._waiting))

    async def run(self) -> None:
        """Send for ever; hints wait while Redis is away."""
        pause = FIRST_PAUSE_S
        while True:
            await self._some.wait()
            batch = list(self._waiting)[:MOST_TOGETHER]
            for conversation_id in batch:
                del self._waiting[conversation_id]
            try:
                await self._publish(batch)
                pause = FIRST_PAUSE_S
            except (RedisError, OSError, TimeoutError):
                self._waiting = {**dict.fromkeys(batch), **self._waiting}
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE_S)
            except Exception:
                # A hint that cannot be sent at all must not keep back all later ones.
                log.exception("hints dropped")
            if not self._waiting:
                self._some.clear()
                self._sent.set()

    async def _publish(self, batch: list[str]) -> None:
        async with self._redis.pipeline(transaction=False) as pipeline:
            for conversation_id in batch:
                pipeline.publish(self._channel, conversation_id)
            await pipeline.execute()
