"""The log in memory. The contract suite in `tests/contract` runs over it as over the databases."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from handoff.core import queue
from handoff.core.conversation import Conversation
from handoff.core.errors import AddressTaken, InvalidRequest, Unavailable, UnknownConversation
from handoff.core.events import Event, MessagePosted, Recorded
from handoff.core.fold import record
from handoff.core.ports import Appended, Decide
from handoff.core.queue import Summary
from handoff.core.values import Control


@dataclass(slots=True)
class _Kept:
    state: Conversation
    token_hash: str
    entries: list[Recorded]


class MemoryLog:
    """Implements the port `Log`. `away = True` makes every method raise `Unavailable`.

    Every method acts at once and then lets other tasks run before it answers, as a real store does:
    what was read may be old by then, and a caller that is cancelled does not undo what it wrote.
    """

    def __init__(self) -> None:
        self.away = False
        self._kept: dict[str, _Kept] = {}

    def forget(self, conversation_id: str) -> None:
        """Delete a conversation, as retention does."""
        del self._kept[conversation_id]

    def entries(self, conversation_id: str) -> list[Recorded]:
        """Return the whole log of a conversation; for assertions, even while `away`."""
        return list(self._kept[conversation_id].entries)

    def state(self, conversation_id: str) -> Conversation:
        """Return the state at once. Raises `UnknownConversation`."""
        return self._find(conversation_id).state

    def knows(self, conversation_id: str) -> bool:
        """Tell whether it has not been deleted."""
        return conversation_id in self._kept

    def states(self) -> list[Conversation]:
        """Return the states of all conversations."""
        return [kept.state for kept in self._kept.values()]

    async def start(
        self,
        conversation_id: str,
        token_hash: str,
        events: Sequence[Event],
        at: datetime,
        key: str | None = None,
    ) -> Appended:
        """Open a conversation. Raises `AddressTaken`, or `ValueError` when the id exists."""
        self._reach()
        if conversation_id in self._kept:
            raise ValueError("a conversation with this id exists already")
        state, entries = record(Conversation(id=conversation_id), events, at.astimezone(UTC), key)
        if state.address and (other := self._at(state.channel, state.address)):
            raise AddressTaken(other)
        self._kept[conversation_id] = _Kept(state, token_hash, list(entries))
        await asyncio.sleep(0)
        return Appended(state, entries)

    async def find_address(self, channel: str, address: str) -> str | None:
        """Return the id of the conversation with this address on this channel."""
        self._reach()
        found = self._at(channel, address)
        await asyncio.sleep(0)
        return found

    async def find_by_key(self, conversation_id: str, key: str) -> Recorded | None:
        """Return the entry that carries a key."""
        self._reach()
        entries = self._kept[conversation_id].entries if conversation_id in self._kept else []
        await asyncio.sleep(0)
        return next((e for e in entries if e.key == key), None)

    async def append(
        self, conversation_id: str, decide: Decide, *, at: datetime, key: str | None = None
    ) -> Appended:
        """Decide and append in one step; a known key decides nothing."""
        self._reach()
        if key is not None and not _storable(key):
            raise InvalidRequest("The key holds characters that cannot be kept.")
        kept = self._find(conversation_id)
        known = next((e for e in kept.entries if key is not None and e.key == key), None)
        state = kept.state
        if known is not None:
            await asyncio.sleep(0)
            return Appended(state, (known,), duplicate=True)
        last_at = kept.state.last_at
        now = at.astimezone(UTC) if last_at is None else max(at.astimezone(UTC), last_at)
        state, entries = record(kept.state, decide(kept.state), now, key)
        kept.state = state
        kept.entries += entries
        await asyncio.sleep(0)
        return Appended(state, entries)

    async def read(self, conversation_id: str, *, after: int, limit: int) -> list[Recorded]:
        """Return up to `limit` entries with seq > `after`; unknown id: an empty list."""
        self._reach()
        kept = self._kept.get(conversation_id)
        start = max(after, 0)
        entries = kept.entries[start : start + limit] if kept else []
        await asyncio.sleep(0)
        return entries

    async def load(self, conversation_id: str) -> Conversation:
        """Return the state. Raises `UnknownConversation`."""
        self._reach()
        state = self._find(conversation_id).state
        await asyncio.sleep(0)
        return state

    async def token_hash(self, conversation_id: str) -> str:
        """Return the hash of the citizen's token. Raises `UnknownConversation`."""
        self._reach()
        token_hash = self._find(conversation_id).token_hash
        await asyncio.sleep(0)
        return token_hash

    async def owed_turns(self, limit: int) -> list[Conversation]:
        """Return conversations whose bot owes an answer, the longest owed first."""
        self._reach()
        owing = self._owing()[:limit]
        await asyncio.sleep(0)
        return owing

    async def untold_turns(self, before: datetime, limit: int) -> list[str]:
        """Return ids whose bot has owed since `before` without telling the citizen."""
        self._reach()
        bots = [s for s in self._owing() if s.control is Control.BOT]
        untold = [s for s in bots if s.told_seq <= s.bot_seq and _owed_by(s, before)]
        await asyncio.sleep(0)
        return [state.id for state in untold[:limit]]

    async def owed_files(self, limit: int) -> list[str]:
        """Return ids with files that are not settled, the longest silent first."""
        self._reach()
        owed = sorted((s for s in self.states() if s.unfetched), key=_by_last_event)
        await asyncio.sleep(0)
        return [state.id for state in owed[:limit]]

    async def left_outside(self, holders: Sequence[str], before: datetime, limit: int) -> list[str]:
        """Return ids that these hold and whose citizens wait since `before`, longest first."""
        self._reach()
        left = [
            (_time(state.citizen_at), state.id)
            for state in self.states()
            if any(_held_by(state, holder) for holder in holders)
            and state.awaits_agent
            and _time(state.citizen_at) <= before
        ]
        await asyncio.sleep(0)
        return [conversation_id for _, conversation_id in sorted(left)[:limit]]

    async def unsurveyed(
        self, control: Control, since: datetime, until: datetime, limit: int
    ) -> list[Conversation]:
        """Return conversations that were not asked how it went, the longest silent first."""
        self._reach()
        chosen = [
            state
            for state in self.states()
            if state.control is control
            and control in (Control.BOT, Control.CLOSED)
            and state.surveyed_at is None
            and state.citizen_seq
            and since <= _time(state.last_at) <= until
        ]
        await asyncio.sleep(0)
        return sorted(chosen, key=_by_last_event)[:limit]

    async def commenting(self, before: datetime, limit: int) -> list[str]:
        """Return ids whose citizen announced a word at `before` or earlier."""
        self._reach()
        announced = [
            (_time(state.citizen_at), state.id)
            for state in self.states()
            if state.commenting and _time(state.citizen_at) <= before
        ]
        await asyncio.sleep(0)
        return [conversation_id for _, conversation_id in sorted(announced)[:limit]]

    async def summaries(
        self, *, control: Control | None = None, assignee_id: str | None = None, limit: int = 200
    ) -> list[Summary]:
        """List waiting conversations in the order of the queue, others newest first."""
        self._reach()
        chosen = [
            kept.state
            for kept in self._kept.values()
            if control in (None, kept.state.control)
            and (assignee_id is None or _held_by(kept.state, assignee_id))
        ]
        if control is Control.QUEUED:
            chosen.sort(key=queue.order)
        else:
            chosen.sort(key=lambda state: state.id)
            chosen.sort(key=lambda state: _time(state.last_at), reverse=True)
        listed = [Summary(state, self._need(state)) for state in chosen[:limit]]
        await asyncio.sleep(0)
        return listed

    async def standing(self) -> list[Summary]:
        """List what waits for a person or has one."""
        self._reach()
        chosen = [s for s in self.states() if s.control in (Control.QUEUED, Control.AGENT)]
        listed = [Summary(state, self._need(state)) for state in chosen]
        await asyncio.sleep(0)
        return listed

    async def standing_seqs(self) -> dict[str, int]:
        """Return `last_seq` of what waits for a person or has one."""
        return {s.conversation.id: s.conversation.last_seq for s in await self.standing()}

    async def find(self, conversation_ids: Sequence[str]) -> list[Summary]:
        """List these conversations."""
        self._reach()
        known = [self._kept[each].state for each in conversation_ids if each in self._kept]
        listed = [Summary(state, self._need(state)) for state in known]
        await asyncio.sleep(0)
        return listed

    async def need(self, conversation: Conversation) -> str:
        """Return the text of event `need_seq`, or ''."""
        self._reach()
        words = self._need(conversation)
        await asyncio.sleep(0)
        return words

    async def position(self, conversation_id: str) -> int | None:
        """Return the place in the queue from 1, or None when the conversation does not wait."""
        self._reach()
        waiting = [k.state for k in self._kept.values() if k.state.control is Control.QUEUED]
        places = [state.id for state in sorted(waiting, key=queue.order)]
        await asyncio.sleep(0)
        return places.index(conversation_id) + 1 if conversation_id in places else None

    async def ping(self) -> None:
        """Do nothing, unless it is away."""
        self._reach()
        await asyncio.sleep(0)

    def _reach(self) -> None:
        if self.away:
            raise Unavailable

    def _at(self, channel: str, address: str) -> str | None:
        states = (kept.state for kept in self._kept.values())
        return next((s.id for s in states if (s.channel, s.address) == (channel, address)), None)

    def _find(self, conversation_id: str) -> _Kept:
        try:
            return self._kept[conversation_id]
        except KeyError:
            raise UnknownConversation from None

    def _owing(self) -> list[Conversation]:
        owing = [kept.state for kept in self._kept.values() if kept.state.owes_turn]
        return sorted(owing, key=lambda state: (_time(state.owed_since), state.id))

    def _need(self, state: Conversation) -> str:
        if state.need_seq is None:
            return ""
        event = self._find(state.id).entries[state.need_seq - 1].event
        return event.text if isinstance(event, MessagePosted) else ""


def _time(at: datetime | None) -> datetime:
    assert at is not None
    return at


def _by_last_event(state: Conversation) -> tuple[datetime, str]:
    return (_time(state.last_at), state.id)


def _owed_by(state: Conversation, before: datetime) -> bool:
    return _time(state.owed_since) <= before


def _held_by(state: Conversation, agent_id: str) -> bool:
    return state.assignee is not None and state.assignee.id == agent_id


def _storable(text: str) -> bool:
    return "\x00" not in text and not any("\ud800" <= c <= "\udfff" for c in text)
