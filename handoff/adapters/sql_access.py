"""The SQL of the access log. Triggers of the migration refuse to change what stands in it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Select, insert, select, tuple_

from handoff.adapters.database import Database, storable
from handoff.adapters.rows import AnyRow
from handoff.adapters.schema_office import access_log
from handoff.core.access import Access, AccessQuery

_c = access_log.c
_ADD = insert(access_log)
_NEWEST = select(access_log).order_by(_c.at.desc(), _c.id.desc())


class SqlAccessLog:
    """Implements the port `AccessLog`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, access: Access) -> None:
        """Keep an entry."""
        columns = {
            "at": access.at,
            "agent_id": access.agent_id,
            "agent_name": access.name,
            "act": access.act,
            "conversation_id": access.conversation_id,
            "detail": access.detail,
        }

        def work(connection: Connection) -> None:
            connection.execute(_ADD, columns)

        await self._database.write(work)

    async def find(self, query: AccessQuery, limit: int) -> Sequence[Access]:
        """Return entries, newest first."""
        asked = (query.agent_id, query.conversation_id, query.act)
        if not all(storable(text) for text in asked if text is not None):
            return []

        def work(connection: Connection) -> list[Access]:
            found = connection.execute(_chosen(query).limit(limit))
            return [_access(row) for row in found]

        return await self._database.read(work)


def _chosen(query: AccessQuery) -> Select[tuple[object, ...]]:
    chosen = _NEWEST
    if query.agent_id is not None:
        chosen = chosen.where(_c.agent_id == query.agent_id)
    if query.conversation_id is not None:
        chosen = chosen.where(_c.conversation_id == query.conversation_id)
    if query.act is not None:
        chosen = chosen.where(_c.act == query.act)
    if query.since is not None:
        chosen = chosen.where(_c.at >= query.since)
    if query.until is not None:
        chosen = chosen.where(_c.at < query.until)
    if query.before is not None:
        # Clocks of several processes differ: ids alone are not in the order of time.
        last = select(_c.at, _c.id).where(_c.id == query.before)
        chosen = chosen.where(tuple_(_c.at, _c.id) < last.scalar_subquery())
    return chosen


def _access(row: AnyRow) -> Access:
    return Access(
        row.at,
        row.agent_id,
        row.agent_name,
        row.act,
        row.conversation_id,
        row.detail,
        row.id,
    )
