"""The queries that run every second or for every conversation find their rows by an index."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Select, create_engine, event, insert, text

from handoff.adapters import sql_deliveries, sql_follow_ups, sql_lists, sql_log
from handoff.adapters.database import store_url as parsed
from handoff.adapters.migrate import migrate
from handoff.adapters.rows import conversation_columns
from handoff.adapters.schema import conversations, deliveries, events
from handoff.core.conversation import Conversation
from handoff.core.values import AgentRef, Control
from tests.contract.conftest import NOON, empty_store

ROWS = 3000
"""Enough that a planner would rather not read them all."""


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def connection(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Connection]:
    with empty_store(request, tmp_path_factory.mktemp("indexes")) as store_url:
        migrate(store_url)
        engine = create_engine(parsed(store_url))
        with engine.begin() as connection:
            connection.execute(insert(conversations), [_row(number) for number in range(ROWS)])
            connection.execute(insert(events), [_event(number) for number in range(ROWS)])
            connection.execute(insert(deliveries), [_delivery(n) for n in range(2, ROWS, 10)])
            connection.execute(text("ANALYZE"))
            yield connection
        engine.dispose()


def _row(number: int) -> dict[str, Any]:
    """One in ten waits for a person, owes an answer, owes a delivery or is held."""
    kind = number % 10
    state = Conversation(
        id=f"c{number}",
        channel="telegram" if kind == 2 else "web",
        control={0: Control.QUEUED, 3: Control.AGENT}.get(kind, Control.BOT),
        last_seq=5,
        citizen_seq=4 if kind == 1 else 1,
        bot_seq=1,
        owed_since=NOON if kind == 1 else None,
        waiting_since=NOON if kind == 0 else None,
        last_at=NOON,
        assignee=AgentRef(f"a{number}", "Mari") if kind == 3 else None,
    )
    return conversation_columns(state) | {"token_hash": "h", "delivered_seq": 0}


def _delivery(number: int) -> dict[str, Any]:
    """One in ten of those that owe a delivery is put off for an hour."""
    until = NOON + timedelta(hours=1) if number % 100 == 2 else NOON
    return {"conversation_id": f"c{number}", "since": NOON, "until": until, "seq": 0, "part": 0}


def _event(number: int) -> dict[str, Any]:
    return {
        "conversation_id": f"c{number // 100}",
        "seq": number % 100 + 1,
        "type": "MessagePosted",
        "body": {"text": "hello"},
        "key": f"k{number}",
        "at": NOON,
    }


_MINUTE = timedelta(minutes=1)
QUERIES: list[tuple[str, Select[Any], dict[str, object]]] = [
    ("ix_conversations_queue", sql_lists.QUEUE, {"limit": 50}),
    (
        "ix_conversations_queue",
        sql_lists.AHEAD,
        {"priority": 5, "waiting_since": NOON, "id": "c1"},
    ),
    ("ix_conversations_owed_turn", sql_lists.OWED_TURNS, {"limit": 50}),
    ("ix_conversations_owed_turn", sql_lists.UNTOLD_TURNS, {"limit": 50, "before": NOON}),
    (
        "ix_conversations_owed_delivery",
        sql_deliveries.OWED,
        {"limit": 50, "channels": ["telegram"], "now": NOON, "ahead": NOON},
    ),
    ("ix_conversations_assignee", sql_lists.BY_ASSIGNEE, {"limit": 50, "assignee_id": "a3"}),
    (
        # PostgreSQL takes ix_conversations_to_survey, SQLite the span of ix_conversations_control.
        "ix_conversations_",
        sql_lists.UNSURVEYED,
        {"limit": 50, "control": "bot", "since": NOON - _MINUTE, "until": NOON - _MINUTE},
    ),
    ("ix_conversations_commenting", sql_lists.COMMENTING, {"limit": 50, "before": NOON}),
    ("ix_conversations_ces", sql_follow_ups.MISSING, {"limit": 50}),
    ("ix_conversations_control", sql_lists.BY_CONTROL, {"limit": 50, "control": "closed"}),
    ("ix_conversations_unfetched", sql_lists.OWED_FILES, {"limit": 50}),
    (
        "ix_conversations_awaiting_agent",
        sql_lists.LEFT_OUTSIDE,
        {"limit": 50, "holders": ["outside:messenger"], "before": NOON},
    ),
    # Either the partial index of what stands or the span of ix_conversations_control.
    ("ix_conversations_", sql_lists.STANDING_SEQS, {}),
    ("ux_conversations_address", sql_log.BY_ADDRESS, {"channel": "telegram", "address": "7"}),
    ("ux_events_key", sql_log.ENTRY_BY_KEY, {"id": "c7", "key": "k7"}),
]


@pytest.mark.parametrize(
    ("index", "query", "values"), QUERIES, ids=[f"{i}-{n}" for n, (i, _, _) in enumerate(QUERIES)]
)
def test_query_uses_its_index(
    connection: Connection, index: str, query: Select[Any], values: dict[str, object]
) -> None:
    assert index in _plan(connection, query, values)


def test_entries_are_read_by_the_primary_key(connection: Connection) -> None:
    plan = _plan(connection, sql_log.ENTRIES, {"id": "c7", "after": 90, "limit": 100})
    assert "PRIMARY KEY" in plan or "events_pkey" in plan


def test_who_is_owed_a_delivery_is_looked_up_by_key_in_the_table_of_leases(
    connection: Connection,
) -> None:
    values = {"limit": 50, "channels": ["telegram"], "now": NOON, "ahead": NOON}
    plan = _plan(connection, sql_deliveries.OWED, values)
    if connection.dialect.name == "sqlite":
        assert "SCAN" not in plan
    else:
        # It rather reads the small table once than ask it three hundred times.
        assert "Seq Scan on conversations" not in plan


def _plan(connection: Connection, query: Select[Any], values: dict[str, object]) -> str:
    """The plan of the statement exactly as it runs, parameters and all."""
    explain = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN"

    def ask_for_plan(*call: Any) -> tuple[str, Any]:
        _connection, _cursor, statement, parameters, *_ = call
        return f"{explain} {statement}", parameters

    event.listen(connection, "before_cursor_execute", ask_for_plan, retval=True, named=False)
    try:
        cursor = connection.execute(query, values).cursor
        assert cursor is not None
        return "\n".join(str(line[-1]) for line in cursor.fetchall())
    finally:
        event.remove(connection, "before_cursor_execute", ask_for_plan)
