"""The rounds: once a second somebody looks that no citizen is left with an agent who is not there.

One process at a time goes round, under a lease. That two do so for a moment harms nobody: every
decision looks at the conversation again in its own transaction.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import batched
from typing import Any

from handoff.core import duty, leases
from handoff.core.agents import Agent
from handoff.core.conversation import Conversation
from handoff.core.errors import Unavailable, UnknownConversation
from handoff.core.events import Event
from handoff.core.leases import Terms
from handoff.core.offers import offers
from handoff.core.office_ports import Offices
from handoff.core.ports import Clock, Decide
from handoff.core.values import Control
from handoff.services.journal import Journal
from handoff.services.office import OfficeBook
from handoff.services.writing import Writing

NAME = "office"
"""The duty's name among the leases."""

LENGTH = timedelta(seconds=9)
"""So long after its holder died nobody goes round."""

UNWATCHED = timedelta(seconds=3)
"""A pause between two rounds that is no pause yet, however short the lease."""

AT_ONCE = 16
"""Conversations that are written to at the same time."""

log = logging.getLogger(__name__)


class Rounds:
    """Releases what is lost, ends offers that nobody answers, makes new ones.

    `closed` says why nothing can be sent to a citizen now: who cannot answer is not silent.
    """

    def __init__(
        self,
        journal: Journal,
        offices: Offices,
        book: OfficeBook,
        writing: Writing,
        clock: Clock,
        terms: Terms,
        holder: str,
        closed: Callable[[Conversation], str | None] = lambda _: None,
    ) -> None:
        self._journal = journal
        self._offices = offices
        self._book = book
        self._writing = writing
        self._clock = clock
        self._terms = terms
        self._holder = holder
        self._closed = closed
        self._held_since: datetime | None = None
        self._watched_since: datetime | None = None
        self._last_round: datetime | None = None
        self._loads: dict[str, int] = {}
        self._idle_since: dict[str, datetime] = {}
        self._next_round_of_offers: dict[str, datetime] = {}

    async def go(self) -> None:
        """Go round once, if it is ours to do; the office is read anew anyhow.

        Raises:
            Unavailable: the store cannot be reached.
        """
        now = self._clock.now()
        since = self._watching(now)
        await self._book.refresh()
        if await self._is_ours(now):
            await self._release(now, since)
            await self._end_offers(now)
            self._remember_loads(now)
            await self._make_offers(now)
        self._last_round = self._clock.now()

    async def stop(self) -> None:
        """Leave the rounds to another process at once."""
        self._held_since = None
        await self._offices.let_go(NAME, self._holder)

    def _watching(self, now: datetime) -> datetime:
        """Return since when this process looks on without a pause.

        While it does not, because it was not running or could not reach the store, no sign of
        life could be kept either: that time counts against nobody.
        """
        longest = max(self._terms.lease / 3, UNWATCHED)
        paused = self._last_round is None or not -longest < now - self._last_round < longest
        if self._watched_since is None or paused:
            self._watched_since = now
        return self._watched_since

    async def _is_ours(self, now: datetime) -> bool:
        held = self._held_since
        if held is not None and timedelta(0) <= now - held < LENGTH / 3:
            return True
        taken = await self._offices.hold(NAME, self._holder, now, LENGTH)
        if taken and held is None:
            await self._offices.drop_lapsed(now - timedelta(days=1))
        self._held_since = now if taken else None
        return taken

    async def _release(self, now: datetime, since: datetime) -> None:
        held = [s for s in self._book.standing.values() if leases.holder_of(s) is not None]
        lost = [s for s in held if self._lost(s, now, since)]
        silent = [s for s in held if self._silent(s, now, since)]
        if silent:
            writing = await self._writing.now_in(now)
            silent = [s for s in silent if s not in lost and not _writes(writing, s)]
        await self._decide(
            [(s, partial(self._lost, now=now, since=since)) for s in lost]
            + [(s, partial(self._silent, now=now, since=since)) for s in silent]
        )

    def _lost(self, state: Conversation, now: datetime, since: datetime) -> list[Event]:
        holder = leases.holder_of(state)
        agent = self._book.agents.get(holder.id) if holder else None
        return leases.lost(state, agent, now, self._terms.lease, since)

    def _silent(self, state: Conversation, now: datetime, since: datetime) -> list[Event]:
        # While the service was away nobody could answer; one lease to come back, here too.
        if now - since < self._terms.lease:
            return []
        if not leases.is_silent(state, now, self._terms.answer) or self._closed(state):
            return []
        return duty.release_silent(state, now, self._terms.answer)

    async def _end_offers(self, now: datetime) -> None:
        def decide(state: Conversation) -> list[Event]:
            asked = state.offered_to
            on_duty = asked is not None and asked.id in self._book.current.on_duty
            return leases.end_of_offer(state, now, on_duty, self._terms.offer)

        over = [s for s in self._book.standing.values() if decide(s)]
        await self._decide([(state, decide) for state in over])

    def _remember_loads(self, now: datetime) -> None:
        """Keep when the load of each last changed: when work was given, or had come to its end."""
        loads = {agent_id: each.load for agent_id, each in self._book.current.on_duty.items()}
        for agent_id, load in loads.items():
            if self._loads.get(agent_id) != load:
                self._idle_since[agent_id] = now
        self._loads = loads
        self._idle_since = {a: t for a, t in self._idle_since.items() if a in loads}

    async def _make_offers(self, now: datetime) -> None:
        def may_start_over(state: Conversation) -> bool:
            # Who declined is not asked again in the same breath.
            return self._next_round_of_offers.get(state.id, now) <= now

        waiting = {s.id for s in self._book.standing.values() if s.control is Control.QUEUED}
        until = now + self._terms.offer
        self._next_round_of_offers = {
            # What is later than any offer made now was set by a clock that was put back since.
            each: at
            for each, at in self._next_round_of_offers.items()
            if each in waiting and at <= until
        }
        made: list[tuple[Conversation, Decide]] = []
        for state, agent in offers(
            self._book.standing.values(), self._book.current, self._idle_since, may_start_over
        ):
            self._next_round_of_offers[state.id] = until
            made.append((state, partial(_offer, agent=agent, until=until)))
        await self._decide(made)

    async def _decide(self, decisions: Sequence[tuple[Conversation, Decide]]) -> None:
        """Append each decision; one that fails does not stop the others. Raises `Unavailable`."""
        if not decisions:
            return
        standing = dict(self._book.standing)
        for some in batched(decisions, AT_ONCE):
            works: list[Coroutine[Any, Any, Conversation | None]] = [
                self._append(state.id, decide) for state, decide in some
            ]
            for after in await asyncio.gather(*works):
                if after is not None:
                    standing[after.id] = after
        people = (Control.QUEUED, Control.AGENT)
        self._book.stand(state for state in standing.values() if state.control in people)

    async def _append(self, conversation_id: str, decide: Decide) -> Conversation | None:
        try:
            return (await self._journal.append(conversation_id, decide)).conversation
        except (Unavailable, asyncio.CancelledError):
            raise
        except UnknownConversation:
            return None
        except Exception:
            log.exception("cannot look after", extra={"conversation": conversation_id})
            return None


def _offer(state: Conversation, agent: Agent, until: datetime) -> list[Event]:
    return duty.offer(state, agent.ref, until)


def _writes(writing: dict[str, str], state: Conversation) -> bool:
    holder = leases.holder_of(state)
    return holder is not None and writing.get(state.id) == holder.id
