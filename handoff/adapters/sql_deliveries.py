"""The deliveries' SQL: a cursor in `conversations`, the lease and the progress in `deliveries`.

A table of its own: what is written before and after each call must not wait for those who append.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import (
    Connection,
    and_,
    bindparam,
    case,
    func,
    literal_column,
    or_,
    select,
    text,
    update,
)

from handoff.adapters.database import Database, storable
from handoff.adapters.rows import AnyRow
from handoff.adapters.schema import WIDGET_CHANNEL, conversations, deliveries
from handoff.core.channel import MOST_SKEW, Progress
from handoff.core.errors import UnknownConversation

_MOST = 2**31 - 1
"""The largest number that fits the columns; platforms show us marks that anybody may have made."""

_c = conversations.c
_d = deliveries.c
_time = _d.until.type

_CURSOR = select(_c.delivered_seq).where(_c.id == bindparam("id"))
_LOCKED = select(deliveries).where(_d.conversation_id == bindparam("id")).with_for_update()
# Both databases know the clause; SQLAlchemy has it per dialect only.
_MAKE = text(
    "INSERT INTO deliveries (conversation_id, since, until, seq, part)"
    " SELECT id, 0, 0, 0, 0 FROM conversations WHERE id = :id"
    " ON CONFLICT (conversation_id) DO NOTHING"
)
_CLAIM = (
    update(deliveries)
    .where(_d.conversation_id == bindparam("id"))
    .values(holder=bindparam("by"), since=bindparam("now"), until=bindparam("end"))
)
_HELD = update(deliveries).where(
    _d.conversation_id == bindparam("id"), _d.holder == bindparam("by")
)
_AT_SEQ = _d.seq == bindparam("of_seq")
_KEEP = _HELD.where(
    or_(_d.seq < bindparam("of_seq"), and_(_AT_SEQ, _d.part <= bindparam("of_part")))
).values(
    seq=bindparam("of_seq"),
    part=bindparam("of_part"),
    tried_at=bindparam("tried"),
    failing_since=bindparam("failing"),
)
_SENT = _HELD.where(_AT_SEQ).values(
    part=case((_d.part > bindparam("of_part"), _d.part), else_=bindparam("of_part")),
    tried_at=None,
    failing_since=None,
)
_LET_GO = _HELD.values(holder=None, since=bindparam("now"), until=bindparam("end"))
_DELIVER = (
    update(conversations)
    .where(
        _c.id == bindparam("of_id"),
        _c.delivered_seq < bindparam("of_seq"),
        _c.last_seq >= bindparam("of_seq"),
    )
    .values(delivered_seq=bindparam("of_seq"))
)
_CONFIRM = (
    update(deliveries)
    .where(
        _d.conversation_id == bindparam("id"),
        _AT_SEQ,
        _d.part == bindparam("of_part"),
        _d.tried_at.is_not(None),
    )
    .values(
        part=_d.part + 1,
        tried_at=None,
        failing_since=None,
        until=case((_d.holder.is_(None), _d.since), else_=_d.until),
    )
)
OWED = (
    select(_c.id)
    .join_from(conversations, deliveries, _d.conversation_id == _c.id, isouter=True)
    .where(
        _c.channel.in_(bindparam("channels", expanding=True)),
        # Literals, so that a planner sees that the partial index fits.
        _c.channel != literal_column(f"'{WIDGET_CHANNEL}'"),
        _c.delivered_seq < _c.last_seq,
        or_(
            _d.conversation_id.is_(None),
            _d.until <= bindparam("now", type_=_time),
            _d.since > bindparam("ahead", type_=_time),
        ),
    )
    .order_by(func.coalesce(_d.since, _c.started_at), _c.id)
    .limit(bindparam("limit"))
)


class SqlDeliveries:
    """Implements the port `Deliveries`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(
        self, conversation_id: str, holder: str, now: datetime, lease: timedelta
    ) -> Progress | None:
        """Take or renew the lease; None while another holder's lasts, and while it is put off."""
        if not storable(conversation_id):
            raise UnknownConversation

        def work(connection: Connection) -> Progress | None:
            row = _locked(connection, conversation_id)
            if row.holder != holder and row.until > now and row.since <= now + MOST_SKEW:
                return None
            values = {"id": conversation_id, "by": holder, "now": now, "end": now + lease}
            connection.execute(_CLAIM, values)
            # Read after the lock: it sees what the holder before us has delivered.
            done = connection.execute(_CURSOR, {"id": conversation_id}).scalar_one()
            if row.seq <= done:
                return Progress(done + 1)
            return Progress(row.seq, row.part, row.tried_at, row.failing_since)

        return await self._database.write(work)

    async def trying(self, conversation_id: str, holder: str, progress: Progress) -> bool:
        """Keep that a call is about to be made; False: do not make it."""
        values = _held(conversation_id, holder) | _columns(progress)
        return await self._database.write(lambda c: c.execute(_KEEP, values).rowcount == 1)

    async def sent(self, conversation_id: str, holder: str, progress: Progress) -> bool:
        """Keep that the parts before `progress.part` are sent. False: the lease is lost."""
        place = {"of_seq": progress.seq, "of_part": progress.part}
        values = _held(conversation_id, holder) | place
        return await self._database.write(lambda c: c.execute(_SENT, values).rowcount == 1)

    async def delivered(self, conversation_id: str, holder: str, seq: int) -> bool:
        """Move the cursor: never back, and never past the last event."""

        def work(connection: Connection) -> bool:
            row = connection.execute(_LOCKED, {"id": conversation_id}).one_or_none()
            if row is None or row.holder != holder:
                return False
            connection.execute(_DELIVER, {"of_id": conversation_id, "of_seq": min(seq, _MOST)})
            return True

        return await self._database.write(work)

    async def put_off(
        self, conversation_id: str, holder: str, progress: Progress, now: datetime, until: datetime
    ) -> None:
        """Let go of the lease until `until`, or at once when the part was confirmed meanwhile."""
        held = _held(conversation_id, holder)

        def work(connection: Connection) -> None:
            kept = connection.execute(_KEEP, held | _columns(progress)).rowcount == 1
            connection.execute(_LET_GO, held | {"now": now, "end": until if kept else now})

        await self._database.write(work)

    async def confirm(self, conversation_id: str, seq: int, part: int) -> None:
        """Keep that the platform has a part whose call is under way, or in doubt."""
        if not storable(conversation_id) or not (0 < seq <= _MOST and 0 <= part <= _MOST):
            return
        values = {"id": conversation_id, "of_seq": seq, "of_part": part}

        def work(connection: Connection) -> None:
            connection.execute(_CONFIRM, values)

        await self._database.write(work)

    async def release(self, conversation_id: str, holder: str, now: datetime) -> None:
        """Let go of the lease; not holding it is fine."""
        values = _held(conversation_id, holder) | {"now": now, "end": now}

        def work(connection: Connection) -> None:
            connection.execute(_LET_GO, values)

        await self._database.write(work)

    async def owed(self, channels: Sequence[str], now: datetime, limit: int) -> list[str]:
        """Return ids that owe events and can be claimed, who was let go longest ago first."""
        values = {"channels": list(channels), "limit": limit, "now": now, "ahead": now + MOST_SKEW}
        return await self._database.read(lambda c: list(c.execute(OWED, values).scalars()))


def _locked(connection: Connection, conversation_id: str) -> AnyRow:
    place = {"id": conversation_id}
    row = connection.execute(_LOCKED, place).one_or_none()
    if row is None:
        connection.execute(_MAKE, place)
        row = connection.execute(_LOCKED, place).one_or_none()
    if row is None:
        raise UnknownConversation
    return row


def _held(conversation_id: str, holder: str) -> dict[str, object]:
    return {"id": conversation_id, "by": holder}


def _columns(progress: Progress) -> dict[str, object]:
    return {
        "of_seq": progress.seq,
        "of_part": progress.part,
        "tried": progress.tried_at,
        "failing": progress.failing_since,
    }
