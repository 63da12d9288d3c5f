"""The SQL of who has which conversation open: rows that lapse."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, delete, select, text

from handoff.adapters.database import Database, storable
from handoff.adapters.schema_office import watching

_time = watching.c.until.type
# Chosen from the conversations, so that one that has been deleted does not hinder the others.
# Both databases know the clause ON CONFLICT; SQLAlchemy has it per dialect only.
_LOOK = text(
    "INSERT INTO watching (conversation_id, agent_id, until)"
    " SELECT conversations.id, agents.id, :until FROM conversations, agents"
    " WHERE conversations.id IN :ids AND agents.id = :agent_id"
    " ON CONFLICT (conversation_id, agent_id) DO UPDATE SET until = excluded.until"
).bindparams(bindparam("ids", expanding=True), bindparam("until", type_=_time))
_LEAVE = delete(watching).where(
    watching.c.agent_id == bindparam("of_agent"),
    watching.c.conversation_id.in_(bindparam("ids", expanding=True)),
)
_LOOKING = (
    select(watching.c.conversation_id, watching.c.agent_id)
    .where(watching.c.until > bindparam("now", type_=_time))
    .order_by(watching.c.conversation_id, watching.c.agent_id)
)
_DROP = delete(watching).where(watching.c.until <= bindparam("now", type_=_time))


class SqlWatching:
    """Implements the port `Watching`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def look(self, agent_id: str, conversation_ids: Sequence[str], until: datetime) -> None:
        """Keep that an agent has these open; conversations that do not exist are left out."""
        ids = [each for each in conversation_ids if storable(each)]
        values = {"agent_id": agent_id, "ids": ids, "until": until.astimezone(UTC)}

        def work(connection: Connection) -> None:
            connection.execute(_LOOK, values)

        await self._database.write(work)

    async def leave(self, agent_id: str, conversation_ids: Sequence[str]) -> None:
        """Forget that an agent has these open; unknown ones are fine."""
        ids = [each for each in conversation_ids if storable(each)]

        def work(connection: Connection) -> None:
            connection.execute(_LEAVE, {"of_agent": agent_id, "ids": ids})

        await self._database.write(work)

    async def looking(self, now: datetime) -> dict[str, tuple[str, ...]]:
        """Return the ids of the agents who have a conversation open, by conversation, in order."""

        def work(connection: Connection) -> dict[str, tuple[str, ...]]:
            found: dict[str, tuple[str, ...]] = {}
            for row in connection.execute(_LOOKING, {"now": now}):
                found[row.conversation_id] = (*found.get(row.conversation_id, ()), row.agent_id)
            return found

        return await self._database.read(work)

    async def drop_lapsed(self, now: datetime) -> None:
        """Forget what has lapsed."""

        def work(connection: Connection) -> None:
            connection.execute(_DROP, {"now": now})

        await self._database.write(work)
