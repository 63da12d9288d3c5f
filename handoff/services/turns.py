"""Turns: the bot's answers, one at a time and in order within a conversation.

A turn is owed while the log says so (`Conversation.owes_turn`), so nothing here has to survive a
crash: the sweeper starts again what was lost, and the assistant runs a turn id at most once.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Set
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
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
from handoff.core.events import Event, Recorded
from handoff.core.ports import Assistant, Clock, Decide, Log, Missed
from handoff.services.background import Background
from handoff.services.journal import Journal
from handoff.services.pauses import Pauses
from handoff.services.texts import Texts
from handoff.services.turn_request import (
    MOST_MISSED,
    asks_bot,
    is_pressed,
    missed_of,
    turn_request,
)

MAX_PARALLEL = 32
"""Turns asked of the assistant at once; it works on one after the other anyway."""

TIMEOUTS_BEFORE_FAILURE = 3
"""So often may one turn time out at an assistant that is otherwise well before we give it up."""

type Owed = tuple[Conversation, Recorded]
"""A conversation that owes a turn, and the oldest message that is owed one."""

log = logging.getLogger(__name__)


class Turns:
    """Runs owed turns, each after `before`; while one is under way, `busy` may show it.

    `opens_at` says when people are back, while they are not in.
    """

    def __init__(
        self,
        journal: Journal,
        store: Log,
        assistant: Assistant,
        texts: Texts,
        clock: Clock,
        busy: Callable[[Conversation], AbstractContextManager[object]] = nullcontext,
        before: Callable[[], Awaitable[None]] | None = None,
        opens_at: Callable[[], datetime | None] = lambda: None,
    ) -> None:
        self._opens_at = opens_at
        self._journal = journal
        self._log = store
        self._assistant = assistant
        self._texts = texts
        self._clock = clock
        self._busy = busy
        self._background = Background("turns", self._run, before)
        self._known: dict[str, Owed] = {}
        self._pauses = Pauses(clock)
        self._timeouts: dict[str, tuple[int, int]] = {}  # conversation -> turn and its timeouts
        self._slots = asyncio.Semaphore(MAX_PARALLEL)

    def start(self, conversation_id: str, known: Owed | None = None) -> None:
        """Run what is owed, in the background; a run under way takes it along.

        Who has just written the one message that is owed an answer spares us to read it.
        """
        if known is not None and conversation_id not in self._background.running:
            self._known[conversation_id] = known
        self._background.start(conversation_id)

    def resume(self, conversation_id: str) -> None:
        """As `start`, unless it runs or pauses after trouble: what the sweeper calls."""
        running = conversation_id in self._background.running
        if not running and not self._pauses.resting(conversation_id):
            self.start(conversation_id)

    def forget_settled(self, owed: Set[str]) -> None:
        """Drop what is remembered of conversations that owe nothing any more."""
        kept = owed | self._background.running
        self._pauses.clear_others(kept)
        for conversation_id in self._timeouts.keys() - kept:
            del self._timeouts[conversation_id]

    async def drain(self) -> None:
        """Wait for the turns under way."""
        await self._background.drain()

    async def stop(self) -> None:
        """Let go of the turns under way and start none any more; they stay owed."""
        await self._background.stop()

    async def _run(self, conversation_id: str) -> None:
        try:
            known = self._known.pop(conversation_id, None)
            owed = known or await self._owed(await self._log.load(conversation_id))
            while owed is not None:
                answered = await self._answer(*owed)
                owed = None if answered is None else await self._owed(answered)
        except (Unavailable, UnknownConversation) as gone:
            log.warning("turns stopped", extra={"conversation": conversation_id, "why": gone.code})
        except Exception:
            # The sweeper tries again, so a defect that strikes each time must not do so at once.
            self._pauses.failed(conversation_id)
            log.exception("turns failed", extra={"conversation": conversation_id})

    async def _answer(self, state: Conversation, entry: Recorded) -> Conversation | None:
        """Answer the oldest owed message. Returns the state after it, None when it stays owed."""
        crowded = self._slots.locked()
        try:
            async with self._slots:
                if crowded:
                    # An agent may have taken the conversation while it waited for its slot.
                    state = await self._log.load(state.id)
                    if not state.owes_turn or state.bot_seq >= entry.seq:
                        return state
                missed = await self._missed(state, entry) if state.missed else ()
                with self._busy(state):
                    request = turn_request(state, entry, missed, self._opens_at())
                    reply = await self._assistant.reply(request)
        except AssistantFailed:
            return await self._give_up(state, entry)
        except AssistantUnavailable as trouble:
            return await self._set_back(state, entry, isinstance(trouble, AssistantTimedOut))
        decide = partial(
            bot.replied,
            turn_seq=entry.seq,
            reply=reply,
            at=self._clock.now(),
            pressed=is_pressed(entry.event),
        )
        return await self._settle(state.id, decide)

    async def _missed(self, state: Conversation, entry: Recorded) -> tuple[Missed, ...]:
        """Return what people said to each other since the bot last ran."""
        after, said = state.heard_seq, list[Missed]()
        while after < entry.seq - 1:
            entries = await self._log.read(state.id, after=after, limit=200)
            if not entries:
                break
            said += missed_of(each for each in entries if each.seq < entry.seq)
            after = entries[-1].seq
        return tuple(said[-MOST_MISSED:])

    async def _owed(self, state: Conversation) -> Owed | None:
        """Return the oldest event after the bot's cursor that asks it; None when none is owed."""
        if not state.owes_turn:
            return None
        after = state.bot_seq
        while entries := await self._log.read(state.id, after=after, limit=50):
            for entry in entries:
                if asks_bot(entry.event):
                    return state, entry
            after = entries[-1].seq
        # Deleted since the state was read.
        raise UnknownConversation

    async def _give_up(self, state: Conversation, entry: Recorded) -> Conversation:
        log.warning("turn failed", extra={"conversation": state.id, "turn": entry.seq})
        decide = partial(
            bot.failed,
            turn_seq=entry.seq,
            apology=self._texts.get("failed", state.language),
            offer=self._texts.offer_of_person(state.language),
            at=self._clock.now(),
        )
        return await self._settle(state.id, decide)

    async def _settle(self, conversation_id: str, decide: Decide) -> Conversation:
        """Record how a turn ended; its trouble is forgotten."""
        appended = await self._journal.append(conversation_id, decide)
        self._pauses.clear(conversation_id)
        return appended.conversation

    async def _set_back(
        self, state: Conversation, entry: Recorded, timed_out: bool
    ) -> Conversation | None:
        self._pauses.failed(state.id)
        # Only what an assistant that answers others cannot digest counts against the message.
        if timed_out and await self._assistant_is_well():
            turn_seq, before = self._timeouts.get(state.id, (entry.seq, 0))
            timeouts = before + 1 if turn_seq == entry.seq else 1
            self._timeouts[state.id] = (entry.seq, timeouts)
            if timeouts >= TIMEOUTS_BEFORE_FAILURE:
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
