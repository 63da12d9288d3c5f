"""A push: one run over one conversation, from taking its lease to letting go of it.

Whatever moment the process dies at, the store says what was sent: a part is kept as being tried
before its call, and as sent after it. A part that is found as being tried, or whose call had no
clear outcome, is in doubt; `_face_doubt` says what becomes of it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import tzinfo
from functools import partial
from typing import NoReturn

from handoff.core import citizen
from handoff.core.channel import MOST_SKEW, Call, Channel, Deliveries
from handoff.core.conversation import Conversation
from handoff.core.errors import (
    BatonError,
    ChannelDown,
    CitizenUnreachable,
    DeliveryDelayed,
    DeliveryRefused,
    DeliveryUnclear,
)
from handoff.core.events import DeliveryFailed, Event, Recorded
from handoff.core.ports import Clock, Log
from handoff.core.values import Author
from handoff.core.waits import Forecast
from handoff.services.journal import Journal
from handoff.services.lease import Lease, LetGo
from handoff.services.outages import Outages
from handoff.services.patience import CONFIRM_WITHIN, backoff, gives_up, until_retry
from handoff.services.speech import speaks, spoken, tells_wait

SEND_S = 30.0
"""How long one call may take: less than what is left of the lease when it begins."""

PAGE = 50

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Tools:
    """What a push works with.

    `holder` names this process among all that share the store, `chance` gives random numbers from
    0 up to 1, `stopping` tells a run to end between two calls. `forecast` is what is known of a
    wait, `zone` where the agency is.
    """

    journal: Journal
    log: Log
    deliveries: Deliveries
    clock: Clock
    outages: Outages
    holder: str
    chance: Callable[[], float]
    stopping: Callable[[], bool]
    forecast: Callable[[Conversation], Awaitable[Forecast | None]]
    zone: tzinfo


class Push:
    """Pushes what one conversation is owed; used once."""

    def __init__(self, tools: Tools, channel: Channel, conversation_id: str) -> None:
        self._tools = tools
        self._channel = channel
        self._id = conversation_id
        self._lease = Lease(tools.deliveries, tools.clock, tools.holder, conversation_id)

    async def run(self) -> None:
        """Push until nothing is owed, or the channel wants us to wait.

        Raises:
            Unavailable: the store is away; what is owed stays owed.
            UnknownConversation: it was deleted.
        """
        try:
            while await self._lease.take():
                last = await self._push_owed()
                await self._lease.release()
                # Who appended while we held the lease was turned away: look once more.
                if not await self._tools.log.read(self._id, after=last, limit=1):
                    return
        except LetGo:
            return
        finally:
            await self._lease.release()

    async def _push_owed(self) -> int:
        """Push to the end of the log and return the seq of the last event."""
        done = kept = self._lease.progress.seq - 1
        while entries := await self._tools.log.read(self._id, after=done, limit=PAGE):
            for entry in entries:
                if speaks(entry.event):
                    await self._push(entry)
                    kept = entry.seq
                else:
                    self._lease.pass_over(entry.seq)
                done = entry.seq
        if kept < done:
            await self._lease.delivered(done)
        return done

    async def _push(self, entry: Recorded) -> None:
        try:
            await self._say(entry)
        except DeliveryRefused as refused:
            await self._fail(entry.seq, refused)
        await self._lease.delivered(entry.seq)

    async def _say(self, entry: Recorded) -> None:
        """Say what an event says. Raises `DeliveryRefused`, `LetGo` and what the store raises."""
        try:
            author, calls = await self._calls(entry)
            while self._lease.progress.part < len(calls):
                if self._tools.stopping():
                    raise LetGo
                if await self._lease.renewed():
                    continue
                if self._lease.progress.tried_at is not None:
                    await self._face_doubt(author)
                await self._make(calls, author)
        except (BatonError, DeliveryRefused, LetGo):
            raise
        except Exception:
            log.exception("cannot say it", extra={"conversation": self._id, "seq": entry.seq})
            await self._put_off(None)

    async def _calls(self, entry: Recorded) -> tuple[Author, list[Call]]:
        """Return the calls that say what an event says. Raises `DeliveryRefused`."""
        state = await self._tools.log.load(self._id)
        forecast = await self._tools.forecast(state) if tells_wait(entry.event) else None
        closed = partial(self._channel.caps.closed, state, now=self._tools.clock.now())
        late = closed(Author.BOT) == "window_closed_for_bot"
        local_now = self._tools.clock.now().astimezone(self._tools.zone)
        message = spoken(state, entry.event, local_now, forecast=forecast, late=late)
        if message is None:
            return Author.SYSTEM, []
        if tells_wait(entry.event) and self._channel.caps.numbers(message.buttons):
            # A number typed back means what a message in the log offers.
            message = replace(message, buttons=())
        reason = closed(message.author)
        if reason is not None:
            raise DeliveryRefused(reason)
        return message.author, list(self._channel.render(state, message))

    async def _make(self, calls: list[Call], author: Author) -> None:
        """Make the next call, once, and keep its outcome."""
        await self._lease.trying()
        at = self._lease.progress
        try:
            async with asyncio.timeout(SEND_S):
                await self._channel.send(calls[at.part], f"{self._id}:{at.seq}:{at.part}")
        except ChannelDown as down:
            self._tools.outages.began(self._channel.name, down)
            not_taken = replace(at, tried_at=None)
            await self._lease.put_off(not_taken, self._tools.clock.now())
            raise LetGo from down
        except DeliveryDelayed as delay:
            await self._put_off(delay.retry_after)
        except DeliveryRefused:
            raise
        except (DeliveryUnclear, TimeoutError):
            await self._doubt(author)
        except Exception:
            log.exception("a call failed", extra={"conversation": self._id, "seq": at.seq})
            await self._doubt(author)
        self._tools.outages.over(self._channel.name)
        await self._lease.sent(last=at.part + 1 == len(calls))

    async def _put_off(self, retry_after: float | None) -> NoReturn:
        """Try again later. Raises `LetGo`, or `DeliveryRefused` when that was long enough."""
        now, at = self._tools.clock.now(), self._lease.progress
        since = at.failing_since or now
        if gives_up(since, now):
            raise DeliveryRefused("gave_up")
        until = until_retry(since, now, self._tools.chance(), retry_after)
        await self._lease.put_off(replace(at, tried_at=None, failing_since=since), until)
        raise LetGo

    async def _doubt(self, author: Author) -> NoReturn:
        """Wait before the doubt is faced. Raises `LetGo`, or `DeliveryRefused` as the last word.

        Each try in doubt may be one message too many, so these pauses double without a bound.
        """
        if author is Author.AGENT and not self._channel.caps.shows_what_we_sent:
            raise DeliveryRefused("unconfirmed")
        now, at = self._tools.clock.now(), self._lease.progress
        since = at.failing_since or now
        if gives_up(since, now):
            raise DeliveryRefused("gave_up")
        until = now + backoff(since, now, self._tools.chance())
        await self._lease.put_off(replace(at, failing_since=since), until)
        raise LetGo

    async def _face_doubt(self, author: Author) -> None:
        """Decide on a part that may be there or not: wait, send it again, or leave it.

        Raises:
            LetGo: the platform may still show it to us.
            DeliveryRefused: an agent's words are not said twice; the agent decides. Or we died
                when we had just told of a refusal.
        """
        now, at = self._tools.clock.now(), self._lease.progress
        told = await self._tools.log.find_by_key(self._id, _key(at.seq))
        if told is not None and isinstance(told.event, DeliveryFailed):
            raise DeliveryRefused(told.event.reason)
        if self._channel.caps.shows_what_we_sent and at.tried_at is not None:
            # A clock that was put back since makes no reason to wait.
            if -MOST_SKEW <= now - at.tried_at < CONFIRM_WITHIN:
                await self._lease.put_off(at, at.tried_at + CONFIRM_WITHIN)
                raise LetGo
        elif author is Author.AGENT:
            raise DeliveryRefused("unconfirmed")
        await self._note(at.seq, "maybe_twice", f"{_key(at.seq)}:twice")

    async def _fail(self, seq: int, refused: DeliveryRefused) -> None:
        unreachable = isinstance(refused, CitizenUnreachable)
        await self._note(seq, refused.reason, _key(seq), unreachable=unreachable)

    async def _note(self, seq: int, reason: str, key: str, *, unreachable: bool = False) -> None:
        """Tell agents what became of an event; the key makes sure that it is told once."""

        def decide(state: Conversation) -> list[Event]:
            lost = citizen.unreachable(state, reason) if unreachable else []
            return [*lost, DeliveryFailed(failed_seq=seq, reason=reason)]

        await self._tools.journal.append(self._id, decide, key=key)


def _key(seq: int) -> str:
    return f"delivery:{seq}"
