"""The SQL of canned responses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exc, or_, select, text

from handoff.adapters.database import Database, storable
from handoff.adapters.rows import AnyRow
from handoff.adapters.schema_office import canned_responses
from handoff.core.canned import Canned
from handoff.core.errors import ShortcutTaken, UnknownCanned, UnknownTeam

_c = canned_responses.c
_USABLE = (
    select(canned_responses)
    .where(or_(_c.owner_id.is_(None), _c.owner_id == bindparam("agent_id")))
    .order_by(_c.shortcut, _c.language, _c.id)
)
_BY_ID = select(canned_responses).where(_c.id == bindparam("of_id"))
_DROP = delete(canned_responses).where(_c.id == bindparam("of_id"))
# Both databases know the clause; SQLAlchemy has it per dialect only.
_SAVE = text(
    "INSERT INTO canned_responses"
    " (id, shortcut, title, language, team_id, owner_id, text, updated_at)"
    " VALUES (:id, :shortcut, :title, :language, :team_id, :owner_id, :text, :updated_at)"
    " ON CONFLICT (id) DO UPDATE SET shortcut = excluded.shortcut, title = excluded.title,"
    " language = excluded.language, team_id = excluded.team_id, owner_id = excluded.owner_id,"
    " text = excluded.text, updated_at = excluded.updated_at"
).bindparams(bindparam("updated_at", type_=_c.updated_at.type))


class SqlCanned:
    """Implements the port `CannedResponses`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def usable(self, agent_id: str) -> Sequence[Canned]:
        """Return all that are shared, and this agent's own, by shortcut."""

        def work(connection: Connection) -> list[Canned]:
            return [_canned(row) for row in connection.execute(_USABLE, {"agent_id": agent_id})]

        return await self._database.read(work)

    async def get(self, canned_id: str) -> Canned:
        """Return one. Raises `UnknownCanned`."""

        def work(connection: Connection) -> AnyRow | None:
            return connection.execute(_BY_ID, {"of_id": canned_id}).one_or_none()

        row = await self._database.read(work) if storable(canned_id) else None
        if row is None:
            raise UnknownCanned
        return _canned(row)

    async def save(self, canned: Canned) -> None:
        """Add one, or replace the one with this id. Raises `ShortcutTaken`, `UnknownTeam`."""
        if canned.team_id is not None and not storable(canned.team_id):
            raise UnknownTeam
        values = {column.name: getattr(canned, column.name) for column in _c}
        try:
            await self._execute(_SAVE, values)
        except exc.IntegrityError as error:
            # SQLite names the constraint in no other way than in the message.
            if "foreign key" in str(error.orig).lower():
                raise UnknownTeam from None
            raise ShortcutTaken from None

    async def drop(self, canned_id: str) -> bool:
        """Forget one; False when there is none."""
        return storable(canned_id) and await self._execute(_DROP, {"of_id": canned_id}) > 0

    async def _execute(self, statement: Any, values: Mapping[str, object]) -> int:
        def work(connection: Connection) -> int:
            return connection.execute(statement, values).rowcount

        return await self._database.write(work)


def _canned(row: AnyRow) -> Canned:
    return Canned(
        row.id,
        row.shortcut,
        row.title,
        row.language,
        row.text,
        row.updated_at,
        row.team_id,
        row.owner_id,
    )
