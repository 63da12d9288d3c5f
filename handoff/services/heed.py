"""Heed: somebody may be in danger who writes a word to the effort question.

The bot does not answer such words, so its guard does not see them. The assistant is asked what it
takes them for; in a crisis the citizen gets the emergency numbers and a person is called.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial

from handoff.core import survey
from handoff.core.errors import AssistantUnavailable, Unavailable
from handoff.core.events import FeedbackGiven, MessagePosted
from handoff.core.ports import Adviser, Appended, Log
from handoff.services.background import Background
from handoff.services.journal import Journal

PAUSES_S = (1.0, 5.0, 30.0)
"""Before each further try while the assistant cannot be asked."""

PASSING = (AssistantUnavailable, Unavailable)
"""Troubles after which it is worth asking again."""

log = logging.getLogger(__name__)


class Heed:
    """Looks at each comment once, next to everything else; nothing waits for it."""

    def __init__(
        self,
        journal: Journal,
        store: Log,
        adviser: Adviser,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._journal = journal
        self._log = store
        self._adviser = adviser
        self._sleep = sleep
        self._looks = Background("heed", self._look)

    def listen(self, appended: Appended) -> None:
        """Look at the comment among what was appended, if there is one."""
        for entry in () if appended.duplicate else appended.events:
            if isinstance(entry.event, FeedbackGiven) and entry.event.words_seq is not None:
                self._looks.start(f"{appended.conversation.id}:{entry.event.words_seq}")

    async def drain(self) -> None:
        """Wait until all comments were looked at."""
        await self._looks.drain()

    async def stop(self) -> None:
        """Look at nothing any more."""
        await self._looks.stop()

    async def _look(self, key: str) -> None:
        conversation_id, _, seq = key.rpartition(":")
        for pause in (*PAUSES_S, None):
            try:
                await self._ask(conversation_id, int(seq))
                return
            except PASSING:
                if pause is None:
                    log.warning("not looked at", extra={"conversation": conversation_id})
                    return
                await self._sleep(pause)
            except Exception:
                log.exception("cannot look at a comment", extra={"conversation": conversation_id})
                return

    async def _ask(self, conversation_id: str, seq: int) -> None:
        state = await self._log.load(conversation_id)
        entries = await self._log.read(conversation_id, after=seq - 1, limit=1)
        words = entries[0].event if entries else None
        if not isinstance(words, MessagePosted):
            return
        found = await self._adviser.suggest(words.text, state.language)
        if found and found[0].intent == survey.CRISIS:
            alarm = partial(survey.alarmed, numbers=found[0].answer)
            await self._journal.append(conversation_id, alarm)
