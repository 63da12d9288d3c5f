"""Earlier stretches: what came before in a conversation that was closed and written to again.

On a channel with addresses a citizen has one conversation for good, so the earlier conversations
of the same address are its own stretches.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime

from handoff.core.conversation import Conversation
from handoff.core.events import ConversationClosed, ConversationReopened, MessagePosted, Recorded
from handoff.core.fold import evolve
from handoff.core.ports import Log
from handoff.core.values import AgentRef, Author, Control, Disposition

PAGE = 1000
"""Entries read at once."""

MOST = 50
"""The newest so many stretches are given."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """From an opening to its closing: the seqs and times of both, and what it was about.

    `need` are the citizen's own words, `agent` closed it.
    """

    conversation_id: str
    from_seq: int
    to_seq: int
    started_at: datetime
    ended_at: datetime
    need: str
    topic: str | None
    agent: AgentRef
    disposition: Disposition


async def earlier(log: Log, conversation_id: str) -> list[Stretch]:
    """Return the closed stretches before the one that is open, newest first.

    Raises:
        UnknownConversation: there is no such conversation.
        Unavailable: the store cannot be reached.
    """
    state = await log.load(conversation_id)
    if state.closed_at is None:
        return []
    found = [stretch async for stretch in _stretches(log, conversation_id)]
    if state.control is Control.CLOSED and found:
        # The one that is being looked at is not earlier than itself.
        found.pop()
    return found[: -MOST - 1 : -1]


async def _stretches(log: Log, conversation_id: str) -> AsyncIterator[Stretch]:
    """Fold the log, and say at each closing what was closed."""
    state = Conversation(conversation_id)
    first: Recorded | None = None
    words: dict[int, str] = {}
    async for entry in _entries(log, conversation_id):
        before, state = state, evolve(state, entry)
        if isinstance(entry.event, ConversationReopened):
            first, words = None, {}
        first = first or entry
        if isinstance(entry.event, MessagePosted) and entry.event.author is Author.CITIZEN:
            words[entry.seq] = entry.event.text
        if isinstance(entry.event, ConversationClosed):
            need = words.get(before.need_seq or 0, "")
            yield _stretch(conversation_id, first, entry, before, entry.event, need)


def _stretch(
    conversation_id: str,
    first: Recorded,
    last: Recorded,
    before: Conversation,
    closed: ConversationClosed,
    need: str,
) -> Stretch:
    return Stretch(
        conversation_id,
        first.seq,
        last.seq,
        first.at,
        last.at,
        need,
        before.topic or next((topic.intent for topic in before.topics[-1:]), None),
        closed.agent,
        closed.disposition,
    )


async def _entries(log: Log, conversation_id: str) -> AsyncIterator[Recorded]:
    after = 0
    while entries := await log.read(conversation_id, after=after, limit=PAGE):
        for entry in entries:
            yield entry
        after = entries[-1].seq
