"""Profiles: what a platform knows of a citizen, asked for once, after the first message.

Nothing waits for it. A platform that refuses is not asked again for that citizen, one that does not
answer with the next message. What was asked is remembered in memory: after a restart, only those
are asked about who have no name yet.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from functools import partial

from handoff.core import citizen
from handoff.core.channel import Channel, KnowsCitizens, Profile
from handoff.core.errors import (
    DeliveryDelayed,
    DeliveryUnclear,
    Unavailable,
    UnknownConversation,
)
from handoff.core.ports import Log
from handoff.core.text import cleaned
from handoff.services.addresses import Addresses, Place
from handoff.services.journal import Journal
from handoff.services.texts import LANGUAGES

AT_ONCE = 4
MOST = 10_000
"""Citizens remembered as asked about."""

MAX_NAME = 100

log = logging.getLogger(__name__)


class Profiles:
    """Asks channels that can tell; each time after `before`."""

    def __init__(
        self,
        journal: Journal,
        store: Log,
        addresses: Addresses,
        before: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self._journal = journal
        self._log = store
        self._addresses = addresses
        self._before = before
        self._asked: OrderedDict[Place, None] = OrderedDict()
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, channel: Channel, address: str) -> None:
        """Learn who this is, in the background, if nobody has asked yet."""
        place = (channel.name, address)
        if not isinstance(channel, KnowsCitizens) or place in self._asked:
            return
        self._asked[place] = None
        if len(self._asked) > MOST:
            self._asked.popitem(last=False)
        task = asyncio.create_task(self._run(channel, place), name="profile")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def drain(self) -> None:
        """Wait for what is under way."""
        while self._tasks:
            await asyncio.wait(tuple(self._tasks))

    async def _run(self, channel: KnowsCitizens, place: Place) -> None:
        try:
            if self._before is not None:
                await self._before()
            async with self._slots:
                await self._learn(channel, place)
        except UnknownConversation:
            return
        except (DeliveryDelayed, DeliveryUnclear, Unavailable) as trouble:
            self._asked.pop(place, None)
            log.debug("no profile now", extra={"channel": place[0], "why": type(trouble).__name__})
        except Exception:
            log.exception("no profile", extra={"channel": place[0]})

    async def _learn(self, channel: KnowsCitizens, place: Place) -> None:
        conversation_id = await self._addresses.find(place)
        if conversation_id is None or (await self._log.load(conversation_id)).name is not None:
            return
        profile = await channel.profile(place[1])
        if profile is None:
            return
        name, language = _fit(profile)
        decide = partial(citizen.named, name=name, language=language)
        if name or language:
            await self._journal.append(conversation_id, decide)


def _fit(profile: Profile) -> tuple[str | None, str | None]:
    """Return the name on one line, and a language that we speak; None for what is no use."""
    name = " ".join(cleaned(profile.name or "").split())[:MAX_NAME]
    language = (profile.language or "").lower().replace("_", "-").split("-")[0]
    return name or None, language if language in LANGUAGES else None
