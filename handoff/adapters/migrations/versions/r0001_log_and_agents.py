"""The log with its projected row, the agents and their sessions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables and their indexes."""
    _conversations()
    _events()
    _agents()


def downgrade() -> None:
    """Drop everything; the log is gone then."""
    for table in ("sessions", "agents", "events", "conversations"):
        op.drop_table(table)


def _conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.Text, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("channel", "language", "control")),
        *(
            sa.Column(name, sa.Integer, nullable=False)
            for name in ("last_seq", "citizen_seq", "bot_seq", "told_seq", "delivered_seq")
        ),
        sa.Column("need_seq", sa.Integer),
        sa.Column("failed_turns", sa.Integer, nullable=False),
        *(
            sa.Column(name, sa.BigInteger)
            for name in ("owed_since", "started_at", "last_at", "handed_over_at", "waiting_since")
        ),
        sa.Column("reason", sa.Text),
        sa.Column("topic", sa.Text),
        sa.Column("priority", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text) for name in ("assignee_id", "assignee_name", "disposition")),
        *(sa.Column(name, sa.JSON, nullable=False) for name in ("topics", "slots", "lookups")),
        sa.Column("form", sa.JSON),
        sa.Column("offered", sa.JSON, nullable=False),
        sa.Column("token_hash", sa.Text, nullable=False),
    )
    _index("ix_conversations_queue", "control = 'queued'", "priority DESC", "waiting_since", "id")
    op.create_index("ix_conversations_control", "conversations", ["control", "last_at"])
    _index("ix_conversations_owed_turn", "owed_since IS NOT NULL", "owed_since", "id")
    _index(
        "ix_conversations_owed_delivery",
        "delivered_seq < last_seq AND channel <> 'web'",
        "channel",
        "last_at",
    )
    _index("ix_conversations_assignee", "assignee_id IS NOT NULL", "assignee_id", "last_at")


def _events() -> None:
    op.create_table(
        "events",
        sa.Column(
            "conversation_id",
            sa.Text,
            sa.ForeignKey("conversations.id", name="fk_events_conversation", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
        sa.Column("key", sa.Text),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.CheckConstraint("seq >= 1", name="ck_events_seq"),
        sqlite_with_rowid=False,
    )
    has_key = sa.text("key IS NOT NULL")
    op.create_index(
        "ux_events_key",
        "events",
        ["conversation_id", "key"],
        unique=True,
        sqlite_where=has_key,
        postgresql_where=has_key,
    )


def _agents() -> None:
    op.create_table(
        "agents",
        sa.Column("id", sa.Text, primary_key=True),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("username", "name", "role", "presence", "password_hash")
        ),
    )
    op.create_index("ux_agents_username", "agents", ["username"], unique=True)
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.Text, primary_key=True),
        sa.Column(
            "agent_id",
            sa.Text,
            sa.ForeignKey("agents.id", name="fk_sessions_agent", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_sessions_agent", "sessions", ["agent_id"])
    op.create_index("ix_sessions_expiry", "sessions", ["expires_at"])


def _index(name: str, where: str, *columns: str) -> None:
    condition = sa.text(where)
    op.create_index(
        name,
        "conversations",
        [sa.text(column) if " " in column else column for column in columns],
        sqlite_where=condition,
        postgresql_where=condition,
    )
