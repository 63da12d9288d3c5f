"""Hints between processes, over one Redis channel.

A message is a conversation id and nothing else, so no personal data passes through Redis. Each
process holds one subscription that feeds a `LocalWakeups`; its own hints do not need Redis at all.
A hint that is lost while Redis is away costs its readers a heartbeat, never an event, and when the
subscription is back every reader of the process is woken once.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import AbstractAsyncContextManager
from typing import Any, Self

from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError

from handoff.adapters.hint_sender import HintSender
from handoff.adapters.wakeups_local import LocalSubscription, LocalWakeups

CHANNEL = "baton:hints"
"""Hints at conversations with new events."""

TYPING = "baton:typing"
"""Hints that somebody writes at this moment, without what."""

TIMEOUT_S = 2.0
"""For a connection and for an answer."""

OPEN_WITHIN_S = 5.0
SILENCE_S = 10.0
"""After this long without a hint the connection is asked whether it still lives."""

FIRST_PAUSE_S = 0.1
LONGEST_PAUSE_S = 5.0

log = logging.getLogger(__name__)


class RedisWakeups:
    """Implements the port `Wakeups` for several processes. Made by `open`, ended by `close`.

    Who enters `subscribe` is woken by every later hint of this process, Redis or not, and by every
    later hint of other processes while this process's one subscription lives, which `open` starts.
    """

    def __init__(self, redis: Redis, silence_s: float = SILENCE_S, channel: str = CHANNEL) -> None:
        self._redis = redis
        self._silence_s = silence_s
        self._channel = channel
        self._local = LocalWakeups()
        self._sender = HintSender(redis, channel)
        self._live = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    @classmethod
    async def open(cls, url: str, silence_s: float = SILENCE_S, channel: str = CHANNEL) -> Self:
        """Start the subscription and wait for it for a few seconds.

        A Redis that is away does not keep the service from starting: `ping` tells, and the
        subscription is taken up when it is back.

        Raises:
            ValueError: the URL is not one of Redis's.
        """
        carrier = cls(_client(url), silence_s, channel)
        carrier._start()
        try:
            async with asyncio.timeout(OPEN_WITHIN_S):
                await carrier._live.wait()
        except TimeoutError:
            log.warning("redis cannot be reached; hints stay within this process until it can")
        return carrier

    async def close(self) -> None:
        """Send the hints that still wait, if Redis is there, and end the subscription."""
        if self._live.is_set():
            await self._sender.flush(TIMEOUT_S)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._redis.aclose()

    async def publish(self, conversation_id: str) -> None:
        """Wake this process's readers at once; the other processes hear of it in the background."""
        self._local.hint(conversation_id)
        self._sender.send(conversation_id)

    def subscribe(
        self, conversation_id: str | None
    ) -> AbstractAsyncContextManager[LocalSubscription]:
        """Subscribe to one conversation, or with None to all of them."""
        return self._local.subscribe(conversation_id)

    async def ping(self) -> None:
        """Raise an exception unless Redis answers and our subscription lives."""
        async with asyncio.timeout(TIMEOUT_S):
            await self._redis.ping()
        if not self._live.is_set():
            raise RedisConnectionError("the subscription to hints is not live")

    def _start(self) -> None:
        self._tasks = [
            asyncio.create_task(self._listen(), name="baton-hints-in"),
            asyncio.create_task(self._sender.run(), name="baton-hints-out"),
        ]

    async def _listen(self) -> None:
        pause = FIRST_PAUSE_S
        while True:
            try:
                await self._follow_channel()
            except (RedisError, OSError, TimeoutError) as trouble:
                if self._live.is_set():
                    log.warning("hints from redis lost: %s", type(trouble).__name__)
                    pause = FIRST_PAUSE_S
            except Exception:
                # Whatever came over the line, it must not leave this process deaf for good.
                log.exception("hints from redis cannot be read")
            self._live.clear()
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE_S)

    async def _follow_channel(self) -> None:
        """Subscribe and pass hints on until the connection fails."""
        async with self._redis.pubsub() as pubsub:
            await pubsub.subscribe(self._channel)
            await _expect(pubsub, "subscribe")
            self._live.set()
            # What was said while we were not listening is gone: let everybody look once.
            self._local.hint_all()
            while True:
                message = await pubsub.get_message(timeout=self._silence_s)
                if message is None:
                    await pubsub.ping()
                    message = await _next(pubsub)
                if message["type"] == "message":
                    self._local.hint(message["data"])


def _client(url: str) -> Redis:
    # Trying again is ours: `_listen` and `HintSender` know when it is worth it.
    return Redis.from_url(
        url,
        decode_responses=True,
        socket_timeout=TIMEOUT_S,
        socket_connect_timeout=TIMEOUT_S,
        retry=Retry(NoBackoff(), 0),
    )


async def _next(pubsub: PubSub) -> dict[str, Any]:
    message = await pubsub.get_message(timeout=TIMEOUT_S)
    if message is None:
        raise RedisConnectionError("redis fell silent")
    return dict(message)


async def _expect(pubsub: PubSub, kind: str) -> None:
    if (await _next(pubsub))["type"] != kind:
        raise RedisConnectionError("redis did not confirm the subscription")
