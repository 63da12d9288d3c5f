"""The SQL of follow-ups."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, exists, literal_column, select, text, update

from handoff.adapters.database import Database, storable
from handoff.adapters.rows import AnyRow
from handoff.adapters.schema import conversations
from handoff.adapters.schema_office import agents, follow_ups
from handoff.core.errors import UnknownFollowUp
from handoff.core.follow_ups import HARD, FollowUp, FollowUpState, Outcome
from handoff.core.values import AgentRef

_c = follow_ups.c
MISSING = (
    select(conversations.c.id, conversations.c.ces)
    .where(
        # Literals, so that a planner sees that the partial index fits.
        text("conversations.ces IS NOT NULL"),
        conversations.c.ces <= literal_column(str(HARD)),
        ~exists().where(_c.conversation_id == conversations.c.id),
    )
    .order_by(conversations.c.ces, conversations.c.last_at)
    .limit(bindparam("limit"))
)
_ALL = select(follow_ups, agents.c.name.label("owner_name")).join_from(
    follow_ups, agents, agents.c.id == _c.owner_id, isouter=True
)
_BY_ID = _ALL.where(_c.conversation_id == bindparam("id"))
_OPEN = _ALL.where(_c.closed_at.is_(None)).order_by(_c.due_at, _c.conversation_id)
_CHOSEN = {
    FollowUpState.OPEN: _OPEN,
    FollowUpState.OVERDUE: _OPEN.where(_c.due_at <= bindparam("now", type_=_c.due_at.type)),
    FollowUpState.CLOSED: _ALL.where(_c.closed_at.is_not(None)).order_by(
        _c.closed_at.desc(), _c.conversation_id
    ),
}
# Both databases know the clause; SQLAlchemy has it per dialect only.
_ADD = text(
    "INSERT INTO follow_ups (conversation_id, score, opened_at, due_at)"
    " VALUES (:conversation_id, :score, :opened_at, :due_at)"
    " ON CONFLICT (conversation_id) DO NOTHING RETURNING conversation_id"
).bindparams(
    bindparam("opened_at", type_=_c.opened_at.type), bindparam("due_at", type_=_c.due_at.type)
)
_SAVE = update(follow_ups).where(_c.conversation_id == bindparam("of_id"))


class SqlFollowUps:
    """Implements the port `FollowUps`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def missing(self, limit: int) -> Sequence[tuple[str, int]]:
        """Return conversations with a low score and no follow-up, with the score."""

        def work(connection: Connection) -> list[tuple[str, int]]:
            return [(row.id, row.ces) for row in connection.execute(MISSING, {"limit": limit})]

        return await self._database.read(work)

    async def open(self, follow_up: FollowUp) -> bool:
        """Keep a new one; False when the conversation has one."""
        columns = {
            "conversation_id": follow_up.conversation_id,
            "score": follow_up.score,
            "opened_at": follow_up.opened_at,
            "due_at": follow_up.due_at,
        }

        def work(connection: Connection) -> bool:
            return connection.execute(_ADD, columns).one_or_none() is not None

        return await self._database.write(work)

    async def find(self, state: FollowUpState, now: datetime, limit: int) -> Sequence[FollowUp]:
        """Return open ones by when they are due, or closed ones, the last closed first."""
        query = _CHOSEN[state].limit(limit)
        values = {"now": now} if state is FollowUpState.OVERDUE else {}

        def work(connection: Connection) -> list[FollowUp]:
            return [_follow_up(row) for row in connection.execute(query, values)]

        return await self._database.read(work)

    async def get(self, conversation_id: str) -> FollowUp:
        """Return one. Raises `UnknownFollowUp`."""

        def work(connection: Connection) -> AnyRow | None:
            return connection.execute(_BY_ID, {"id": conversation_id}).one_or_none()

        row = await self._database.read(work) if storable(conversation_id) else None
        if row is None:
            raise UnknownFollowUp
        return _follow_up(row)

    async def save(self, follow_up: FollowUp) -> None:
        """Replace owner, outcome, note and closing of one. Raises `UnknownFollowUp`."""
        columns = {
            "of_id": follow_up.conversation_id,
            "owner_id": follow_up.owner.id if follow_up.owner else None,
            "outcome": follow_up.outcome.value if follow_up.outcome else None,
            "note": follow_up.note,
            "closed_at": follow_up.closed_at,
        }

        def work(connection: Connection) -> int:
            return connection.execute(_SAVE, columns).rowcount

        if not storable(follow_up.conversation_id) or not await self._database.write(work):
            raise UnknownFollowUp


def _follow_up(row: AnyRow) -> FollowUp:
    return FollowUp(
        row.conversation_id,
        row.score,
        row.opened_at,
        row.due_at,
        AgentRef(row.owner_id, row.owner_name or "") if row.owner_id else None,
        Outcome(row.outcome) if row.outcome else None,
        row.note,
        row.closed_at,
    )
