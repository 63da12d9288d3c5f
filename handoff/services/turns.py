"""Turns: the bot's answers, one at a time and in order within a conversation.

A turn is owed while the log says so (`Conversation.owes_turn`), so nothing here has to survive a
crash: the sweeper starts again what was lost, and the assistant runs a turn id at most once.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from handoff.core import bot
from handoff.core.conversation import Conversation
from handoff.core.errors import (
    AssistantFailed,
    AssistantTimedOut,
    AssistantUnavailable,
    Unavailable,
    UnknownConversation,
)
from handoff.core.events import Event, MessagePosted, Recorded
from handoff.core.ports import Assistant, Clock, Log, TurnRequest
from handoff.core.values import Author
from handoff.services.journal import Journal
from handoff.services.texts import Texts

MAX_PARALLEL = 32
"""Turns asked of the assistant at once; it works on one after the other anyway."""

TIMEOUTS_BEFORE_FAILURE = 3
"""So often may one turn time out at an assistant that is otherwise well before we give it up."""

FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 15.0

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Setback:
    """What is known of a conversation whose turn could not be had."""

    turn_seq: int
    tries: int
    timeouts: int
    retry_at: datetime


class Turns:
    """Runs owed turns."""

    def __init__(
        self, journal: Journal, store: Log, assistant: Assistant, texts: Texts, clock: Clock
    ) -> None:
        self._journal = journal
        self._log = store
        self._assistant = assistant
        self._texts = texts
        self._clock = clock
        self._running: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._setbacks: dict[str, _Setback] = {}
        self._slots = asyncio.Semaphore(MAX_PARALLEL)

    def start(self, conversation_id: str) -> None:
        """Run what is owed, in the background; a run under way takes it along."""
        if conversation_id in self._running:
            self._again.add(conversation_id)
            return
        task = asyncio.create_task(self._run(conversation_id), name=f"turns {conversation_id}")
        self._running[conversation_id] = task

    def resume(self, conversation_id: str) -> None:
        """As `start`, unless it runs or pauses after a setback: what the sweeper calls."""
        setback = self._setbacks.get(conversation_id)
        if conversation_id in self._running:
            return
        if setback is None or setback.retry_at <= self._clock.now():
            self.start(conversation_id)

    def forget_settled(self, owed: set[str]) -> None:
        """Drop what is remembered of conversations that owe nothing any more."""
        for conversation_id in self._setbacks.keys() - owed - self._running.keys():
            del self._setbacks[conversation_id]

    async def drain(self) -> None:
        """Wait for the turns under way."""
        while self._running:
            await asyncio.gather(*self._running.values(), return_exceptions=True)

    async def stop(self) -> None:
        """Let go of the turns under way; they stay owed."""
        for task in self._running.values():
            task.cancel()
        await self.drain()

    async def _run(self, conversation_id: str) -> None:
        try:
            while True:
                self._again.discard(conversation_id)
                await self._answer_owed(conversation_id)
                if conversation_id not in self._again:
                    return
        except (Unavailable, UnknownConversation) as gone:
            log.warning("turns stopped", extra={"conversation": conversation_id, "why": gone.code})
        except Exception:
            log.exception("turns failed", extra={"conversation": conversation_id})
        finally:
            self._again.discard(conversation_id)
            del self._running[conversation_id]

    async def _answer_owed(self, conversation_id: str) -> None:
        state = await self._log.load(conversation_id)
        while state.owes_turn:
            entry = await self._next_owed(state)
            async with self._slots:
                answered = await self._answer(state, entry)
            if answered is None:
                return
            state = answered
        self._setbacks.pop(conversation_id, None)

    async def _next_owed(self, state: Conversation) -> Recorded:
        """Return the oldest citizen message after the bot's cursor; the state says there is one."""
        after = state.bot_seq
        while True:
            entries = await self._log.read(state.id, after=after, limit=50)
            for entry in entries:
                event = entry.event
                if isinstance(event, MessagePosted) and event.author is Author.CITIZEN:
                    return entry
            after = entries[-1].seq

    async def _answer(self, state: Conversation, entry: Recorded) -> Conversation | None:
        """Run one turn. Returns the state after it, or None when it stays owed."""
        try:
            reply = await self._assistant.reply(_request(state, entry))
        except AssistantFailed:
            return await self._give_up(state, entry)
        except AssistantUnavailable as trouble:
            return await self._set_back(state, entry, isinstance(trouble, AssistantTimedOut))
        decide = partial(bot.replied, turn_seq=entry.seq, reply=reply, at=self._clock.now())
        return (await self._journal.append(state.id, decide)).conversation

    async def _give_up(self, state: Conversation, entry: Recorded) -> Conversation:
        log.warning("turn failed", extra={"conversation": state.id, "turn": entry.seq})
        decide = partial(
            bot.failed,
            turn_seq=entry.seq,
            apology=self._texts.get("failed", state.language),
            offer=self._texts.offer_of_person(state.language),
            at=self._clock.now(),
        )
        return (await self._journal.append(state.id, decide)).conversation

    async def _set_back(
        self, state: Conversation, entry: Recorded, timed_out: bool
    ) -> Conversation | None:
        setback = self._setbacks.get(state.id)
        if setback is None or setback.turn_seq != entry.seq:
            setback = _Setback(entry.seq, 0, 0, self._clock.now())
            self._setbacks[state.id] = setback
        setback.tries += 1
        setback.timeouts += timed_out
        pause = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** (setback.tries - 1))
        setback.retry_at = self._clock.now() + timedelta(seconds=pause)
        if setback.timeouts >= TIMEOUTS_BEFORE_FAILURE and await self._assistant_is_well():
            # It answers others: this very message is what it cannot digest.
            return await self._give_up(state, entry)
        await self.tell_delay(state.id)
        return None

    async def _assistant_is_well(self) -> bool:
        try:
            await self._assistant.ping()
        except Exception:
            # Whatever is wrong with it, it is not this message's fault.
            return False
        return True

    async def tell_delay(self, conversation_id: str) -> None:
        """Tell a waiting citizen, once, that the answer takes longer, and offer a person."""

        def decide(state: Conversation) -> list[Event]:
            notice = self._texts.get("delayed", state.language)
            return bot.delayed(state, notice, self._texts.offer_of_person(state.language))

        await self._journal.append(conversation_id, decide)


def _request(state: Conversation, entry: Recorded) -> TurnRequest:
    event = entry.event
    assert isinstance(event, MessagePosted)  # `_next_owed` returns nothing else
    return TurnRequest(
        conversation_id=state.id,
        turn_seq=entry.seq,
        text=event.text if event.payload is None else None,
        payload=event.payload,
        language=state.language,
        channel=state.channel,
    )
