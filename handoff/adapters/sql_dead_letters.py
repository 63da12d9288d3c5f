"""The SQL of dead letters: what came over a channel and made no sense, as it came."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exc, func, insert, select

from handoff.adapters.database import Database, storable
from handoff.adapters.rows import AnyRow
from handoff.adapters.schema import dead_letters
from handoff.core.channel import DeadLetter
from handoff.core.text import cleaned

MAX_REASON = 500
"""Characters of a reason that are kept."""

_ALL = select(dead_letters)
_BY_ID = _ALL.where(dead_letters.c.id == bindparam("id"))
NEWEST = _ALL.order_by(dead_letters.c.at.desc(), dead_letters.c.id).limit(bindparam("limit"))
_COUNT = select(func.count()).select_from(dead_letters)
_COUNT_OF = _COUNT.where(dead_letters.c.channel == bindparam("channel"))
_ADD = insert(dead_letters)
_DROP = delete(dead_letters).where(dead_letters.c.id == bindparam("id"))
_DROP_BEFORE = delete(dead_letters).where(
    dead_letters.c.at < bindparam("before", type_=dead_letters.c.at.type)
)


class SqlDeadLetters:
    """Implements the port `DeadLetters`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, channel: str, raw: bytes, reason: str, at: datetime) -> None:
        """Keep one; the same bytes on the same channel are kept once."""
        letter = {
            "id": letter_id(channel, raw),
            "channel": channel,
            "at": at.astimezone(UTC),
            "reason": cleaned(reason)[:MAX_REASON],
            "raw": raw,
        }

        def work(connection: Connection) -> None:
            if connection.execute(_BY_ID, {"id": letter["id"]}).one_or_none() is None:
                connection.execute(_ADD, letter)

        try:
            await self._database.write(work)
        except exc.IntegrityError:
            # Another process kept the same at the same moment.
            return

    async def count(self, channel: str | None = None) -> int:
        """Return how many are kept, of one channel or of all."""
        query = _COUNT if channel is None else _COUNT_OF
        values = {} if channel is None else {"channel": channel}
        return await self._database.read(lambda c: c.execute(query, values).scalar_one())

    async def list(self, limit: int) -> list[DeadLetter]:
        """Return the newest ones first."""
        rows = await self._database.read(lambda c: c.execute(NEWEST, {"limit": limit}).all())
        return [_letter(row) for row in rows]

    async def find(self, letter_id: str) -> DeadLetter | None:
        """Return one."""
        if not storable(letter_id):
            return None
        row = await self._database.read(
            lambda c: c.execute(_BY_ID, {"id": letter_id}).one_or_none()
        )
        return None if row is None else _letter(row)

    async def drop(self, letter_id: str) -> bool:
        """Forget one; False when it is not there."""
        return storable(letter_id) and await self._dropped(_DROP, {"id": letter_id}) == 1

    async def drop_before(self, at: datetime) -> int:
        """Forget what was kept before `at`; return how many."""
        return await self._dropped(_DROP_BEFORE, {"before": at})

    async def _dropped(self, statement: Any, values: Mapping[str, object]) -> int:
        def work(connection: Connection) -> int:
            return connection.execute(statement, values).rowcount

        return await self._database.write(work)


def letter_id(channel: str, raw: bytes) -> str:
    """Return the id of a letter: the same for the same bytes, short enough to be typed."""
    return hashlib.sha256(channel.encode() + b"\n" + raw).hexdigest()[:20]


def _letter(row: AnyRow) -> DeadLetter:
    return DeadLetter(id=row.id, channel=row.channel, at=row.at, reason=row.reason, raw=row.raw)
