"""The log's SQL: a conversation's events and its projected row, in one transaction each time.

Every method is one plain function of a connection, run by `Database` in one thread hop. The
statements are the same on SQLite and PostgreSQL; `FOR UPDATE` is left out by SQLite's dialect,
where a writer is alone anyhow.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, exc, insert, select, update

from handoff.adapters import sql_lists
from handoff.adapters.database import Database, storable
from handoff.adapters.rows import (
    AnyRow,
    changed_columns,
    conversation_columns,
    conversation_from,
    event_columns,
    recorded_from,
)
from handoff.adapters.schema import conversations, events
from handoff.core.conversation import Conversation
from handoff.core.errors import AddressTaken, InvalidRequest, UnknownConversation
from handoff.core.events import Event, Recorded
from handoff.core.fold import record
from handoff.core.ports import Appended, Decide
from handoff.core.queue import Summary
from handoff.core.values import Control

_MOST_SEQ = 2**31 - 1
"""The largest number that fits the column: callers pass on what strangers ask for."""

_ROW = select(conversations).where(conversations.c.id == bindparam("id"))
_LOCKED_ROW = _ROW.with_for_update()
_ENTRY = (events.c.seq, events.c.type, events.c.body, events.c.key, events.c.at)
ENTRIES = (
    select(*_ENTRY)
    .where(events.c.conversation_id == bindparam("id"), events.c.seq > bindparam("after"))
    .order_by(events.c.seq)
    .limit(bindparam("limit"))
)
ENTRY_BY_KEY = select(*_ENTRY).where(
    events.c.conversation_id == bindparam("id"), events.c.key == bindparam("key")
)
BY_ADDRESS = select(conversations.c.id).where(
    conversations.c.channel == bindparam("channel"),
    conversations.c.address == bindparam("address"),
)
_TOKEN_HASH = select(conversations.c.token_hash).where(conversations.c.id == bindparam("id"))
_ADD_CONVERSATION = insert(conversations)
_ADD_EVENT = insert(events)
_CHANGE = update(conversations).where(conversations.c.id == bindparam("of_id"))


class SqlLog:
    """Implements the port `Log`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def start(
        self,
        conversation_id: str,
        token_hash: str,
        events: Sequence[Event],
        at: datetime,
        key: str | None = None,
    ) -> Appended:
        """Open a conversation with its first events, in one transaction.

        Raises:
            AddressTaken: the address on this channel has a conversation, which it names.
            ValueError: a conversation with this id exists; nothing is changed.
        """
        at = at.astimezone(UTC)

        def work(connection: Connection) -> Appended:
            state, entries = record(Conversation(id=conversation_id), events, at, key)
            columns = conversation_columns(state)
            columns |= {"token_hash": token_hash, "delivered_seq": 0}
            connection.execute(_ADD_CONVERSATION, columns)
            _insert(connection, conversation_id, entries)
            return Appended(state, entries)

        try:
            return await self._database.write(work)
        except exc.IntegrityError:
            started, _ = record(Conversation(id=conversation_id), events, at)
            if started.address is not None:
                other = await self.find_address(started.channel, started.address)
                if other is not None:
                    raise AddressTaken(other) from None
            raise ValueError("a conversation with this id exists already") from None

    async def find_address(self, channel: str, address: str) -> str | None:
        """Return the id of the conversation with this address on this channel, if there is one."""
        if not storable(address):
            return None
        place = {"channel": channel, "address": address}

        def work(connection: Connection) -> str | None:
            return connection.execute(BY_ADDRESS, place).scalar_one_or_none()

        return await self._database.read(work)

    async def find_by_key(self, conversation_id: str, key: str) -> Recorded | None:
        """Return the entry that carries a key; None when there is none, or no conversation."""
        if not storable(conversation_id) or not storable(key):
            return None
        return await self._database.read(lambda c: _by_key(c, conversation_id, key))

    async def append(
        self, conversation_id: str, decide: Decide, *, at: datetime, key: str | None = None
    ) -> Appended:
        """Lock the row, decide on its state, append the events and the new row: one transaction.

        Time in the log never runs backwards: an `at` before the last event's becomes that one's.
        """
        at = at.astimezone(UTC)
        if key is not None and not storable(key):
            raise InvalidRequest("The key holds characters that cannot be kept.")

        def work(connection: Connection) -> Appended:
            before = _locked(connection, conversation_id)
            if key is not None and (known := _by_key(connection, conversation_id, key)):
                return Appended(before, (known,), duplicate=True)
            now = at if before.last_at is None else max(at, before.last_at)
            after, entries = record(before, decide(before), now, key)
            if entries:
                _insert(connection, conversation_id, entries)
                changes = changed_columns(before, after)
                connection.execute(_CHANGE, {"of_id": conversation_id, **changes})
            return Appended(after, entries)

        return await self._database.write(work)

    async def read(self, conversation_id: str, *, after: int, limit: int) -> list[Recorded]:
        """Return up to `limit` entries with seq > `after`, in order; unknown id: an empty list."""
        if not storable(conversation_id):
            return []
        bounds = {"id": conversation_id, "after": max(0, min(after, _MOST_SEQ)), "limit": limit}

        def work(connection: Connection) -> Sequence[AnyRow]:
            return connection.execute(ENTRIES, bounds).all()

        return [recorded_from(row) for row in await self._database.read(work)]

    async def load(self, conversation_id: str) -> Conversation:
        """Return the projected row. Raises `UnknownConversation`."""
        return conversation_from(await self._row_of(_ROW, conversation_id))

    async def token_hash(self, conversation_id: str) -> str:
        """Return the stored hash of the citizen's token. Raises `UnknownConversation`."""
        row = await self._row_of(_TOKEN_HASH, conversation_id)
        return str(row.token_hash)

    async def owed_turns(self, limit: int) -> list[Conversation]:
        """Return conversations whose bot owes an answer, the longest owed first."""
        return await self._database.read(lambda c: sql_lists.owed_turns(c, limit))

    async def untold_turns(self, before: datetime, limit: int) -> list[str]:
        """Return ids whose bot has owed an answer since `before` without telling the citizen."""
        return await self._database.read(lambda c: sql_lists.untold_turns(c, before, limit))

    async def owed_files(self, limit: int) -> list[str]:
        """Return ids of conversations with files that are not settled, longest silent first."""
        return await self._database.read(lambda c: sql_lists.owed_files(c, limit))

    async def left_outside(self, holders: Sequence[str], before: datetime, limit: int) -> list[str]:
        """Return ids that these agents hold and whose citizens wait for words since `before`."""
        return await self._database.read(
            lambda c: sql_lists.left_outside(c, holders, before, limit)
        )

    async def unsurveyed(
        self, control: Control, since: datetime, until: datetime, limit: int
    ) -> list[Conversation]:
        """Return conversations with the bot, or closed, that were not asked how it went."""
        return await self._database.read(
            lambda c: sql_lists.unsurveyed(c, control, since, until, limit)
        )

    async def commenting(self, before: datetime, limit: int) -> list[str]:
        """Return ids whose citizen announced a word to the survey at `before` or earlier."""
        return await self._database.read(lambda c: sql_lists.commenting(c, before, limit))

    async def summaries(
        self, *, control: Control | None = None, assignee_id: str | None = None, limit: int = 200
    ) -> list[Summary]:
        """List conversations: waiting ones in the order of the queue, others by last event."""
        return await self._database.read(
            lambda c: sql_lists.summaries(c, control, assignee_id, limit)
        )

    async def standing(self) -> list[Summary]:
        """List every conversation that waits for a person or has one, in no order."""
        return await self._database.read(sql_lists.standing)

    async def standing_seqs(self) -> dict[str, int]:
        """Return `last_seq` of every conversation that waits for a person or has one, by id."""
        return await self._database.read(sql_lists.standing_seqs)

    async def find(self, conversation_ids: Sequence[str]) -> list[Summary]:
        """List these conversations, in no order; what does not exist is left out."""
        known = [each for each in conversation_ids if storable(each)]
        return await self._database.read(lambda c: sql_lists.find(c, known))

    async def need(self, conversation: Conversation) -> str:
        """Return the citizen's words that say what it is about (event `need_seq`), or ''."""
        if conversation.need_seq is None:
            return ""
        return await self._database.read(lambda c: sql_lists.need(c, conversation))

    async def position(self, conversation_id: str) -> int | None:
        """Return the place in the queue from 1, or None when the conversation does not wait."""
        if not storable(conversation_id):
            return None
        return await self._database.read(lambda c: sql_lists.position(c, conversation_id))

    async def ping(self) -> None:
        """Read nothing, from the store."""
        await self._database.read(sql_lists.nothing)

    async def _row_of(self, query: Any, conversation_id: str) -> AnyRow:
        if not storable(conversation_id):
            raise UnknownConversation
        row: AnyRow | None = await self._database.read(
            lambda c: c.execute(query, {"id": conversation_id}).one_or_none()
        )
        if row is None:
            raise UnknownConversation
        return row


def _locked(connection: Connection, conversation_id: str) -> Conversation:
    if not storable(conversation_id):
        raise UnknownConversation
    row = connection.execute(_LOCKED_ROW, {"id": conversation_id}).one_or_none()
    if row is None:
        raise UnknownConversation
    return conversation_from(row)


def _by_key(connection: Connection, conversation_id: str, key: str) -> Recorded | None:
    # A statement of its own, after the lock: it sees what the holder before us committed.
    row = connection.execute(ENTRY_BY_KEY, {"id": conversation_id, "key": key}).one_or_none()
    return None if row is None else recorded_from(row)


def _insert(connection: Connection, conversation_id: str, entries: Sequence[Recorded]) -> None:
    rows = [event_columns(conversation_id, entry) for entry in entries]
    connection.execute(_ADD_EVENT, rows[0] if len(rows) == 1 else rows)
