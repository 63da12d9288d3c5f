"""News of a wait on channels that are pushed to: rarely, as each of them makes a phone buzz.

Who waits is told the range once, when the wait begins. After that only when it has doubled or
halved, and never twice within `APART`.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from handoff.core.channel import Channel
from handoff.core.conversation import Conversation
from handoff.core.errors import Unavailable, UnknownConversation
from handoff.core.events import Event, MessagePosted
from handoff.core.forecast import Range
from handoff.core.ports import Clock
from handoff.core.scores import middle
from handoff.core.values import Author, Control
from handoff.core.waits import Forecast
from handoff.services.journal import Journal
from handoff.services.queue_speech import leaving, news_speech

APART = timedelta(minutes=10)

FACTOR = 2.0
"""A wait that has become so many times longer or shorter is news."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Told:
    """What was last said of the wait that began at `since`; from `again` on it may be said anew."""

    since: datetime | None
    wait: Range | None
    again: datetime


class WaitNews:
    """Remembers what was told, in this process; one that has just started tells nothing anew."""

    def __init__(
        self,
        journal: Journal,
        forecast: Callable[[Conversation], Awaitable[Forecast | None]],
        waiting: Callable[[], Iterable[Conversation]],
        channels: Mapping[str, Channel],
        clock: Clock,
    ) -> None:
        """`forecast` is what is known of a wait, `waiting` are those who wait, or have an agent."""
        self._journal = journal
        self._forecast = forecast
        self._waiting = waiting
        self._channels = channels
        self._clock = clock
        self._told: dict[str, _Told] = {}

    async def first(self, state: Conversation) -> Forecast | None:
        """Return the forecast a wait is told of with, and remember it. Raises as `forecast`."""
        forecast = await self._forecast(state)
        self._remember(state, forecast)
        return forecast

    async def look(self) -> None:
        """Tell those whose wait has changed much; a chore. Raises `Unavailable`."""
        waiting = {s.id: s for s in self._waiting() if s.control is Control.QUEUED}
        for gone in self._told.keys() - waiting.keys():
            del self._told[gone]
        for state in waiting.values():
            if state.channel in self._channels:
                await self._look_at(state)

    async def _look_at(self, state: Conversation) -> None:
        told, now = self._told.get(state.id), self._clock.now()
        if told is not None and told.since == state.waiting_since and now < told.again:
            return
        forecast = await self._forecast(state)
        self._remember(state, forecast)
        if told is None or forecast is None or told.since != state.waiting_since:
            return
        if not _is_news(told.wait, forecast.wait):
            # The first words stand: many small steps are news at last.
            self._told[state.id] = _Told(told.since, told.wait, now + APART)
            return
        await self._tell(state, forecast, told.again)

    def _remember(self, state: Conversation, forecast: Forecast | None) -> None:
        wait = forecast.wait if forecast is not None else None
        self._told[state.id] = _Told(state.waiting_since, wait, self._clock.now() + APART)

    async def _tell(self, state: Conversation, forecast: Forecast, due: datetime) -> None:
        def decide(latest: Conversation) -> list[Event]:
            if latest.control is not Control.QUEUED or latest.waiting_since != state.waiting_since:
                return []
            words = news_speech(latest.language, forecast)
            return [MessagePosted(Author.SYSTEM, words, leaving(latest))]

        # Two processes that look at once say it once.
        key = f"wait:{due.timestamp() // APART.total_seconds():.0f}"
        try:
            await self._journal.append(state.id, decide, key)
        except Unavailable:
            raise
        except UnknownConversation:
            return
        except Exception:
            log.exception("cannot tell of a wait", extra={"conversation": state.id})


def _is_news(before: Range | None, now: Range | None) -> bool:
    if before is None or now is None:
        return False
    first, second = max(middle(before), 1.0), max(middle(now), 1.0)
    return not first / FACTOR < second < first * FACTOR
