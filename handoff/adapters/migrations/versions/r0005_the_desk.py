"""The desk: teams, offers and leases, the effort question, accounts, waits, and who read what."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from handoff.adapters.migrations import access_log_guard

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLES = (
    "watching",
    "stays",
    "forecasts",
    "follow_ups",
    "access_log",
    "canned_responses",
    "duties",
    "rules",
    "agent_teams",
    "teams",
)
INDEXES = (
    ("ix_conversations_standing", ["id"], "control IN ('queued', 'agent')"),
    (
        "ix_conversations_to_survey",
        ["last_at"],
        "surveyed_at IS NULL AND control IN ('bot', 'closed') AND citizen_seq > 0",
    ),
    ("ix_conversations_commenting", ["citizen_at"], "commenting"),
    ("ix_conversations_ces", ["ces", "last_at"], "ces IS NOT NULL"),
)


def upgrade() -> None:
    """Add columns and tables; the rows' new columns are filled from the log afterwards."""
    for column in _of_conversations():
        op.add_column("conversations", column)
    for column in _of_agents():
        op.add_column("agents", column)
    for name, columns, condition in INDEXES:
        where = sa.text(condition)
        op.create_index(name, "conversations", columns, sqlite_where=where, postgresql_where=where)
    _teams()
    _canned()
    _after_work()
    _waits()
    for statement in access_log_guard.create(op.get_context().dialect.name):
        op.execute(statement)
    # Accounts are an admin's from now on, and the first login has always been the operator's own.
    op.execute("UPDATE agents SET role = 'admin' WHERE username = 'admin' AND role = 'supervisor'")


def downgrade() -> None:
    """Drop all of it: accounts keep their names and passwords, the log its events."""
    op.execute("UPDATE agents SET role = 'supervisor' WHERE role = 'admin'")
    op.execute("UPDATE agents SET role = 'agent' WHERE role = 'editor'")
    for statement in access_log_guard.drop(op.get_context().dialect.name):
        op.execute(statement)
    for table in TABLES:
        op.drop_table(table)
    for name, _, _ in INDEXES:
        op.drop_index(name, "conversations")
    for column in _of_conversations():
        op.drop_column("conversations", column.name)
    for column in _of_agents():
        op.drop_column("agents", column.name)


def _of_conversations() -> list[sa.Column[Any]]:
    return [
        _with_default("heard_seq", sa.Integer, "0"),
        _with_default("missed", sa.Boolean, sa.false()),
        _with_default("step_seq", sa.Integer, "0"),
        sa.Column("team", sa.Text),
        sa.Column("opens_at", sa.BigInteger),
        sa.Column("offered_to", sa.JSON),
        sa.Column("offered_until", sa.BigInteger),
        _with_default("passed_over", sa.JSON, "[]"),
        sa.Column("returned", sa.Text),
        *(sa.Column(name, sa.BigInteger) for name in ("assigned_at", "awaiting_since")),
        _with_default("helpers", sa.JSON, "[]"),
        sa.Column("last_agent", sa.JSON),
        *(sa.Column(name, sa.BigInteger) for name in ("closed_at", "surveyed_at")),
        sa.Column("ces", sa.Integer),
        _with_default("commenting", sa.Boolean, sa.false()),
    ]


def _of_agents() -> list[sa.Column[Any]]:
    return [
        _with_default("languages", sa.JSON, "[]"),
        _with_default("capacity", sa.Integer, "3"),
        _with_default("disabled", sa.Boolean, sa.false()),
        sa.Column("seen_at", sa.BigInteger),
    ]


def _with_default(name: str, kind: Any, default: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False, server_default=default)


def _teams() -> None:
    op.create_table(
        "teams",
        sa.Column("id", sa.Text, primary_key=True),
        *_texts("name", "mode"),
    )
    op.create_table(
        "agent_teams",
        _reference("agent_id", "agents", "fk_agent_teams_agent", primary_key=True),
        _reference("team_id", "teams", "fk_agent_teams_team", primary_key=True),
    )
    op.create_index("ix_agent_teams_team", "agent_teams", ["team_id"])
    op.create_table(
        "rules",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
    )
    op.create_table(
        "duties",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("holder", sa.Text, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
    )


def _canned() -> None:
    op.create_table(
        "canned_responses",
        sa.Column("id", sa.Text, primary_key=True),
        *_texts("shortcut", "title", "language"),
        _reference("team_id", "teams", "fk_canned_team"),
        _reference("owner_id", "agents", "fk_canned_owner"),
        *_texts("text"),
        sa.Column("updated_at", sa.BigInteger, nullable=False),
    )
    for name, columns, condition in (
        ("ux_canned_all", ["language", "shortcut"], "team_id IS NULL AND owner_id IS NULL"),
        ("ux_canned_team", ["team_id", "language", "shortcut"], "team_id IS NOT NULL"),
        ("ux_canned_own", ["owner_id", "language", "shortcut"], "owner_id IS NOT NULL"),
    ):
        where = sa.text(condition)
        op.create_index(
            name,
            "canned_responses",
            columns,
            unique=True,
            sqlite_where=where,
            postgresql_where=where,
        )


def _after_work() -> None:
    op.create_table(
        "access_log",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        *_texts("agent_id", "agent_name", "act"),
        *(sa.Column(name, sa.Text) for name in ("conversation_id", "detail")),
    )
    op.create_index("ix_access_log_at", "access_log", ["at"])
    op.create_index("ix_access_log_agent", "access_log", ["agent_id", "at"])
    op.create_index("ix_access_log_conversation", "access_log", ["conversation_id", "at"])
    op.create_table(
        "follow_ups",
        _conversation("fk_follow_ups_conversation", primary_key=True),
        sa.Column("score", sa.Integer, nullable=False),
        *(sa.Column(n, sa.BigInteger, nullable=False) for n in ("opened_at", "due_at")),
        *(sa.Column(n, sa.Text) for n in ("owner_id", "outcome", "note")),
        sa.Column("closed_at", sa.BigInteger),
    )
    op.create_index("ix_follow_ups_due", "follow_ups", ["due_at"])
    op.create_table(
        "watching",
        _conversation("fk_watching_conversation", primary_key=True),
        _reference("agent_id", "agents", "fk_watching_agent", primary_key=True),
        sa.Column("until", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_watching_until", "watching", ["until"])


def _waits() -> None:
    op.create_table(
        "forecasts",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        _conversation("fk_forecasts_conversation", nullable=False),
        *(sa.Column(n, sa.BigInteger, nullable=False) for n in ("at", "queued_at")),
        sa.Column("team", sa.Text),
        *_texts("language"),
        *(
            sa.Column(n, sa.Integer, nullable=False)
            for n in ("place", "low_s", "high_s", "base_low_s", "base_high_s")
        ),
        *(sa.Column(n, sa.Integer) for n in ("naive_hour_s", "naive_place_s", "wait_s")),
        sa.Column("left_at", sa.BigInteger),
        sa.Column("first", sa.Boolean, nullable=False),
    )
    op.create_index("ix_forecasts_conversation", "forecasts", ["conversation_id"])
    op.create_index("ix_forecasts_at", "forecasts", ["at"])
    is_open = sa.text("wait_s IS NULL AND left_at IS NULL")
    op.create_index(
        "ix_forecasts_open",
        "forecasts",
        ["conversation_id"],
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_table(
        "stays",
        _conversation("fk_stays_conversation", primary_key=True),
        sa.Column("queued_seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("team", sa.Text),
        *_texts("language"),
        sa.Column("priority", sa.Integer, nullable=False),
        sa.Column("agent_id", sa.Text),
        sa.Column("off_hours", sa.Boolean, nullable=False),
        sa.Column("queued_at", sa.BigInteger, nullable=False),
        *(sa.Column(n, sa.BigInteger) for n in ("assigned_at", "ended_at")),
    )
    op.create_index("ix_stays_queued", "stays", ["queued_at"])
    op.create_index("ix_stays_ended", "stays", ["team", "ended_at"])


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _conversation(key: str, **more: Any) -> sa.Column[Any]:
    return _reference("conversation_id", "conversations", key, **more)


def _reference(column: str, table: str, key: str, **more: Any) -> sa.Column[Any]:
    target = sa.ForeignKey(f"{table}.id", name=key, ondelete="CASCADE")
    return sa.Column(column, sa.Text, target, **more)
