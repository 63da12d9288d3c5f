"""The log's SQL over many conversations: the queue, the lists of the desk, the work that is owed.

Conditions that an index is made for are literals, not parameters, so that a planner sees at once
that the (partial) index fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    text,
)

from handoff.adapters.rows import AnyRow, conversation_from
from handoff.adapters.schema import conversations, events
from handoff.core.conversation import Conversation
from handoff.core.queue import Summary
from handoff.core.values import Control

_c = conversations.c


def _literal(text: str) -> ColumnElement[str]:
    return literal_column(f"'{text}'")


_QUEUED = _c.control == _literal(Control.QUEUED)
OWED_TURNS = (
    select(conversations)
    .where(
        _c.owed_since.is_not(None),
        _c.control.in_((_literal(Control.BOT), _literal(Control.QUEUED))),
        _c.citizen_seq > _c.bot_seq,
    )
    .order_by(_c.owed_since, _c.id)
    .limit(bindparam("limit"))
)
UNTOLD_TURNS = (
    select(_c.id)
    .where(
        _c.owed_since <= bindparam("before", type_=_c.owed_since.type),
        _c.control == _literal(Control.BOT),
        _c.citizen_seq > _c.bot_seq,
        _c.told_seq <= _c.bot_seq,
    )
    .order_by(_c.owed_since, _c.id)
    .limit(bindparam("limit"))
)
OWED_FILES = (
    select(_c.id)
    .where(text("json_array_length(unfetched) > 0"))
    .order_by(_c.last_at, _c.id)
    .limit(bindparam("limit"))
)
LEFT_OUTSIDE = (
    select(_c.id)
    .where(
        _c.assignee_id.in_(bindparam("holders", expanding=True)),
        _c.citizen_at <= bindparam("before", type_=_c.citizen_at.type),
        _c.control == _literal(Control.AGENT),
        _c.citizen_at > _c.agent_at,
    )
    .order_by(_c.citizen_at, _c.id)
    .limit(bindparam("limit"))
)
UNSURVEYED = (
    select(conversations)
    .where(
        text("surveyed_at IS NULL AND control IN ('bot', 'closed') AND citizen_seq > 0"),
        _c.control == bindparam("control"),
        _c.last_at >= bindparam("since", type_=_c.last_at.type),
        _c.last_at <= bindparam("until", type_=_c.last_at.type),
    )
    .order_by(_c.last_at, _c.id)
    .limit(bindparam("limit"))
)
COMMENTING = (
    select(_c.id)
    .where(text("commenting"), _c.citizen_at <= bindparam("before", type_=_c.citizen_at.type))
    .order_by(_c.citizen_at, _c.id)
    .limit(bindparam("limit"))
)
_NEED = events.c.body.label("need_body")
_SUMMARIES = (
    select(conversations, _NEED)
    .join_from(
        conversations,
        events,
        and_(events.c.conversation_id == _c.id, events.c.seq == _c.need_seq),
        isouter=True,
    )
    .limit(bindparam("limit"))
)
QUEUE = _SUMMARIES.where(_QUEUED).order_by(_c.priority.desc(), _c.waiting_since, _c.id)
NEWEST = _SUMMARIES.order_by(_c.last_at.desc(), _c.id)
BY_CONTROL = NEWEST.where(_c.control == bindparam("control"))
BY_ASSIGNEE = NEWEST.where(_c.assignee_id == bindparam("assignee_id"))
BY_BOTH = BY_ASSIGNEE.where(_c.control == bindparam("control"))
_EACH = select(conversations, _NEED).join_from(
    conversations,
    events,
    and_(events.c.conversation_id == _c.id, events.c.seq == _c.need_seq),
    isouter=True,
)
STANDING = _EACH.where(text("conversations.control IN ('queued', 'agent')"))
STANDING_SEQS = select(_c.id, _c.last_seq).where(
    text("conversations.control IN ('queued', 'agent')")
)
BY_IDS = _EACH.where(_c.id.in_(bindparam("ids", expanding=True)))
_WORDS = select(events.c.body).where(
    events.c.conversation_id == bindparam("id"), events.c.seq == bindparam("seq")
)
_PLACE = select(_c.priority, _c.waiting_since).where(_c.id == bindparam("id"), _QUEUED)
AHEAD = (
    select(func.count())
    .select_from(conversations)
    .where(
        _QUEUED,
        _c.priority >= bindparam("priority"),
        or_(
            _c.priority > bindparam("priority"),
            _c.waiting_since < bindparam("waiting_since"),
            and_(_c.waiting_since == bindparam("waiting_since"), _c.id <= bindparam("id")),
        ),
    )
)
_NOTHING = text("SELECT 1")


def owed_turns(connection: Connection, limit: int) -> list[Conversation]:
    """Return conversations whose bot owes an answer, the longest owed first."""
    rows = connection.execute(OWED_TURNS, {"limit": limit})
    return [conversation_from(row) for row in rows]


def untold_turns(connection: Connection, before: datetime, limit: int) -> list[str]:
    """Return ids whose bot owes an answer since `before` and has not said that it takes longer."""
    return list(connection.execute(UNTOLD_TURNS, {"before": before, "limit": limit}).scalars())


def owed_files(connection: Connection, limit: int) -> list[str]:
    """Return ids with files that are not settled, the longest silent first."""
    return list(connection.execute(OWED_FILES, {"limit": limit}).scalars())


def left_outside(
    connection: Connection, holders: Sequence[str], before: datetime, limit: int
) -> list[str]:
    """Return ids that these hold and whose citizens wait since `before`, longest first."""
    chosen = {"holders": list(holders), "before": before, "limit": limit}
    return list(connection.execute(LEFT_OUTSIDE, chosen).scalars())


def unsurveyed(
    connection: Connection, control: Control, since: datetime, until: datetime, limit: int
) -> list[Conversation]:
    """Return conversations that were not asked how it went, the longest silent first."""
    span = {"control": control.value, "since": since, "until": until, "limit": limit}
    return [conversation_from(row) for row in connection.execute(UNSURVEYED, span)]


def commenting(connection: Connection, before: datetime, limit: int) -> list[str]:
    """Return ids whose citizen announced a word at `before` or earlier, the earliest first."""
    return list(connection.execute(COMMENTING, {"before": before, "limit": limit}).scalars())


def summaries(
    connection: Connection, control: Control | None, assignee_id: str | None, limit: int
) -> list[Summary]:
    """List waiting conversations in the order of the queue, others by their last event."""
    values = {"limit": limit, "control": control and control.value, "assignee_id": assignee_id}
    if control is Control.QUEUED and assignee_id is None:
        query = QUEUE
    elif assignee_id is None:
        query = NEWEST if control is None else BY_CONTROL
    else:
        query = BY_ASSIGNEE if control is None else BY_BOTH
    return [_summary(row) for row in connection.execute(query, values)]


def standing(connection: Connection) -> list[Summary]:
    """List what waits for a person or has one."""
    return [_summary(row) for row in connection.execute(STANDING)]


def standing_seqs(connection: Connection) -> dict[str, int]:
    """Return where each of these stands."""
    return {row.id: row.last_seq for row in connection.execute(STANDING_SEQS)}


def find(connection: Connection, conversation_ids: Sequence[str]) -> list[Summary]:
    """List these conversations."""
    return [_summary(row) for row in connection.execute(BY_IDS, {"ids": list(conversation_ids)})]


def need(connection: Connection, conversation: Conversation) -> str:
    """Return the words of event `need_seq`."""
    place = {"id": conversation.id, "seq": conversation.need_seq}
    return _text_of(connection.execute(_WORDS, place).scalar_one_or_none())


def position(connection: Connection, conversation_id: str) -> int | None:
    """Count who is served up to and including this one; None when it does not wait."""
    row = connection.execute(_PLACE, {"id": conversation_id}).one_or_none()
    if row is None:
        return None
    place = {"id": conversation_id, "priority": row.priority, "waiting_since": row.waiting_since}
    return connection.execute(AHEAD, place).scalar_one()


def nothing(connection: Connection) -> None:
    """Ask the database for the number 1."""
    connection.execute(_NOTHING)


def _summary(row: AnyRow) -> Summary:
    return Summary(conversation_from(row), _text_of(row.need_body))


def _text_of(body: dict[str, object] | None) -> str:
    return str((body or {}).get("text", ""))
