"""Surveys: the effort question is asked once a conversation is over, whatever the channel.

A conversation is looked at once for each silence: when an agent has closed it, and when nothing has
happened with the bot for a while. What is not fit to be asked then is not until something happens,
and after that there is another silence.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial

from handoff.core import survey
from handoff.core.channel import Channel
from handoff.core.conversation import Conversation
from handoff.core.errors import Unavailable, UnknownConversation
from handoff.core.events import Event
from handoff.core.ports import Clock, Decide, Log
from handoff.core.values import Author, Control
from handoff.services import survey_texts
from handoff.services.journal import Journal

LIMIT = 500
PAGE = 500

TOO_OLD = timedelta(hours=2)
"""What could have been asked about this long ago, while the service was down, is no more.

So a start after an upgrade or a long outage does not write to a whole day's citizens at once.
"""

OVERLAP = timedelta(minutes=1)
"""A commit may come a moment after its time, and clocks of two processes differ."""

COMMENT_PATIENCE = timedelta(minutes=15)
"""A word that was announced and did not come within this time is waited for no longer."""

log = logging.getLogger(__name__)


class Surveys:
    """Asks how easy it was, and stops waiting for words that do not come."""

    def __init__(
        self,
        journal: Journal,
        store: Log,
        channels: Mapping[str, Channel],
        clock: Clock,
        silence: timedelta,
    ) -> None:
        """`silence`: how long nothing happens before bot-only conversations are over; 0: never ask.

        `channels` are those that are pushed to, by name.
        """
        self._journal = journal
        self._log = store
        self._channels = channels
        self._clock = clock
        self._silence = silence
        self._looked: dict[Control, datetime] = {}

    async def look(self) -> None:
        """Ask where it is time, and end what has waited for a word. Raises `Unavailable`."""
        now = self._clock.now()
        for conversation_id in await self._log.commenting(now - COMMENT_PATIENCE, LIMIT):
            ends = partial(survey.gave_up_commenting, now=now, patience=COMMENT_PATIENCE)
            await self._append(conversation_id, ends)
        if self._silence:
            await self._ask(Control.CLOSED, now, now)
            await self._ask(Control.BOT, now - self._silence, now)

    async def _ask(self, control: Control, until: datetime, now: datetime) -> None:
        """Ask those whose last event came since the last look and not after `until`."""
        since = max(self._looked.get(control, until - TOO_OLD), until - TOO_OLD)
        while True:
            page = await self._log.unsurveyed(control, since, until, LIMIT)
            for state in page:
                await self._ask_one(state, now)
            last = page[-1].last_at if len(page) == LIMIT else None
            if last is None or last == since:
                break
            since = last
        self._looked[control] = until - OVERLAP

    async def _ask_one(self, state: Conversation, now: datetime) -> None:
        if not survey.may_ask(state) or self._is_shut(state, now):
            return
        if await self._is_unwelcome(state.id):
            return
        last_seq = state.last_seq

        def decide(latest: Conversation) -> list[Event]:
            # Something happened meanwhile: this silence is over.
            if latest.last_seq != last_seq:
                return []
            words = survey_texts.question(latest.language)
            return survey.asked(latest, words, survey_texts.SCORES)

        await self._append(state.id, decide)

    def _is_shut(self, state: Conversation, now: datetime) -> bool:
        """Whether the platform does not let the service write to the citizen now."""
        channel = self._channels.get(state.channel)
        return channel is not None and channel.caps.closed(state, Author.SYSTEM, now) is not None

    async def _is_unwelcome(self, conversation_id: str) -> bool:
        after = 0
        while entries := await self._log.read(conversation_id, after=after, limit=PAGE):
            if survey.unwelcome(entry.event for entry in entries):
                return True
            after = entries[-1].seq
        return False

    async def _append(self, conversation_id: str, decide: Decide) -> None:
        """Append; a conversation that fails keeps no other from being looked at."""
        try:
            await self._journal.append(conversation_id, decide)
        except Unavailable:
            raise
        except UnknownConversation:
            # It was deleted meanwhile; there is nobody to ask.
            return
        except Exception:
            log.exception("cannot ask", extra={"conversation": conversation_id})
