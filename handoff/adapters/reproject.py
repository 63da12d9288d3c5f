"""Fills the projected rows from the log again, after a migration gave them new columns."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select, update

from handoff.adapters.rows import conversation_columns, recorded_from
from handoff.adapters.schema import conversations, events
from handoff.core.fold import fold

CHUNK = 500
"""Ids in memory at once."""

_IDS = (
    select(conversations.c.id)
    .where(conversations.c.id > bindparam("after"))
    .order_by(conversations.c.id)
    .limit(CHUNK)
)
_LOG = (
    select(events.c.seq, events.c.type, events.c.body, events.c.key, events.c.at)
    .where(events.c.conversation_id == bindparam("id"))
    .order_by(events.c.seq)
)
_CHANGE = update(conversations).where(conversations.c.id == bindparam("of_id"))


def reproject(connection: Connection) -> None:
    """Make every row what its log says, whatever an older version had folded."""
    after = ""
    while ids := list(connection.execute(_IDS, {"after": after}).scalars()):
        for conversation_id in ids:
            log = connection.execute(_LOG, {"id": conversation_id})
            columns = conversation_columns(fold(conversation_id, map(recorded_from, log)))
            columns["of_id"] = columns.pop("id")
            connection.execute(_CHANGE, columns)
        after = ids[-1]
