"""The SQL of waits: stays in the queue, and the forecasts that were shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from handoff.adapters.database import Database, storable
from handoff.adapters.rows import AnyRow
from handoff.adapters.schema import conversations
from handoff.adapters.schema_office import forecasts, stays
from handoff.core.forecast import Range
from handoff.core.stays import Stay
from handoff.core.values import Control
from handoff.core.waits import Shown

_EXISTS = select(conversations.c.id).where(conversations.c.id.in_(bindparam("ids", expanding=True)))
_DROP_STAYS = delete(stays).where(stays.c.conversation_id == bindparam("of_id"))
_ADD_STAYS = insert(stays)
_STAYS = (
    select(stays)
    .where(stays.c.queued_at >= bindparam("since"))
    .order_by(stays.c.queued_at.desc())
    .limit(bindparam("most"))
)
_STAYS_OF = (
    select(stays)
    .where(stays.c.conversation_id.in_(bindparam("ids", expanding=True)))
    .order_by(stays.c.queued_at, stays.c.queued_seq)
)
_TOLD_UNTIL = select(
    func.max(stays.c.queued_at), func.max(stays.c.assigned_at), func.max(stays.c.ended_at)
)
_TOUCHED = (
    select(conversations.c.id)
    .where(
        # All of them, said in the way that the index on (control, last_at) can serve.
        conversations.c.control.in_([control.value for control in Control]),
        conversations.c.last_at >= bindparam("since"),
    )
    .order_by(conversations.c.last_at.desc())
    .limit(bindparam("most"))
)
_OPEN = select(forecasts.c.id, forecasts.c.at).where(
    forecasts.c.conversation_id == bindparam("of_id"),
    forecasts.c.wait_s.is_(None),
    forecasts.c.left_at.is_(None),
)
_SETTLE = (
    update(forecasts)
    .where(forecasts.c.id == bindparam("of_row"))
    .values(wait_s=bindparam("waited"), left_at=bindparam("left"))
)
_SHOW = insert(forecasts)
_SHOWN = (
    select(forecasts)
    .where(forecasts.c.at >= bindparam("since"))
    .order_by(forecasts.c.at.desc(), forecasts.c.id.desc())
    .limit(bindparam("most"))
)
_FIRSTS = _SHOWN.where(forecasts.c.first)


class SqlWaits:
    """Implements the port `WaitRecords`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep_stays(self, conversation_id: str, stays: Sequence[Stay]) -> None:
        """Replace a conversation's stays, and put down what came true of what was shown in them."""
        if not storable(conversation_id):
            return

        def work(connection: Connection) -> None:
            if not connection.execute(_EXISTS, {"ids": [conversation_id]}).first():
                return
            connection.execute(_DROP_STAYS, {"of_id": conversation_id})
            if stays:
                connection.execute(_ADD_STAYS, [_stay_columns(stay) for stay in stays])
            for row in connection.execute(_OPEN, {"of_id": conversation_id}).all():
                if true := _came_true(row.at, stays):
                    settled = {"waited": true["wait_s"], "left": true["left_at"]}
                    connection.execute(_SETTLE, {"of_row": row.id, **settled})

        await self._database.write(work)

    async def stays_since(self, since: datetime, limit: int) -> list[Stay]:
        """Return the newest `limit` stays that began then or later, in the order of beginning."""

        def work(connection: Connection) -> list[Stay]:
            rows = connection.execute(_STAYS, {"since": since, "most": limit})
            return [_stay(row) for row in rows]

        return (await self._database.read(work))[::-1]

    async def told_until(self) -> datetime | None:
        """Return the latest time that any stay tells of; None when there is none."""

        def work(connection: Connection) -> datetime | None:
            times = connection.execute(_TOLD_UNTIL).one()
            return max((time for time in times if time is not None), default=None)

        return await self._database.read(work)

    async def touched_since(self, since: datetime, limit: int) -> list[str]:
        """Return ids of conversations in which something happened then or later, newest first."""

        def work(connection: Connection) -> list[str]:
            rows = connection.execute(_TOUCHED, {"since": since, "most": limit})
            return list(rows.scalars())

        return await self._database.read(work)

    async def keep_shown(self, shown: Sequence[Shown]) -> None:
        """Keep what was shown, with what has come true of it since, if it has.

        Conversations that do not exist any more are left out.
        """
        ids = {each.conversation_id for each in shown if storable(each.conversation_id)}

        def work(connection: Connection) -> None:
            there = set(connection.execute(_EXISTS, {"ids": sorted(ids)}).scalars())
            known = [_stay(row) for row in connection.execute(_STAYS_OF, {"ids": sorted(ids)})]
            rows = []
            for each in shown:
                if each.conversation_id in there:
                    mine = [s for s in known if s.conversation_id == each.conversation_id]
                    # The wait may have ended before this is written.
                    rows.append({**_shown_columns(each), **_came_true(each.at, mine)})
            if rows:
                connection.execute(_SHOW, rows)

        if ids:
            await self._database.write(work)

    async def shown_since(
        self, since: datetime, limit: int, *, firsts: bool = False
    ) -> list[Shown]:
        """Return the newest `limit` forecasts shown then or later, in the order of being shown.

        `firsts`: only those that were the first of their wait.
        """

        def work(connection: Connection) -> list[Shown]:
            query = _FIRSTS if firsts else _SHOWN
            rows = connection.execute(query, {"since": since, "most": limit})
            return [_shown(row) for row in rows]

        return (await self._database.read(work))[::-1]


def _came_true(at: datetime, stays: Sequence[Stay]) -> dict[str, Any]:
    """Return what came true of a forecast shown at `at`; nothing while its wait goes on."""
    stay = next((s for s in reversed(stays) if s.queued_at <= at), None)
    if stay is not None and stay.assigned_at is not None and stay.assigned_at >= at:
        return {"wait_s": round((stay.assigned_at - at).total_seconds()), "left_at": None}
    if stay is not None and stay.ended_at is not None and stay.ended_at >= at:
        return {"wait_s": None, "left_at": stay.ended_at}
    return {}


def _stay_columns(stay: Stay) -> dict[str, Any]:
    return {
        "conversation_id": stay.conversation_id,
        "queued_seq": stay.seq,
        **{name: getattr(stay, name) for name in _OF_STAYS},
    }


_OF_STAYS = (
    "team",
    "language",
    "priority",
    "agent_id",
    "off_hours",
    "queued_at",
    "assigned_at",
    "ended_at",
)
_OF_SHOWN = ("conversation_id", "at", "queued_at", "team", "language", "place", "first")
_TRUE = ("naive_hour_s", "naive_place_s", "wait_s", "left_at")


def _stay(row: AnyRow) -> Stay:
    columns = row._mapping
    return Stay(
        conversation_id=row.conversation_id,
        seq=row.queued_seq,
        **{name: columns[name] for name in _OF_STAYS},
    )


def _shown_columns(shown: Shown) -> dict[str, Any]:
    seconds = {
        "low_s": shown.shown.low_s,
        "high_s": shown.shown.high_s,
        "base_low_s": shown.base.low_s,
        "base_high_s": shown.base.high_s,
        "naive_hour_s": shown.naive_hour_s,
        "naive_place_s": shown.naive_place_s,
        "wait_s": shown.wait_s,
    }
    return {
        **{name: getattr(shown, name) for name in _OF_SHOWN},
        **{name: None if value is None else round(value) for name, value in seconds.items()},
        "left_at": shown.left_at,
    }


def _shown(row: AnyRow) -> Shown:
    columns = row._mapping
    return Shown(
        shown=Range(row.low_s, row.high_s),
        base=Range(row.base_low_s, row.base_high_s),
        **{name: columns[name] for name in (*_OF_SHOWN, *_TRUE)},
    )
