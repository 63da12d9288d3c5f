"""Dead letters, and indexes for files that are owed and citizens whom staff elsewhere left."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

UNFETCHED = "json_array_length(unfetched) > 0"
AWAITING = "control = 'agent' AND citizen_at > agent_at"


def upgrade() -> None:
    """Create the table and the indexes."""
    op.create_table(
        "dead_letters",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("raw", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_dead_letters_at", "dead_letters", ["at"])
    for name, columns, condition in (
        ("ix_conversations_unfetched", ["last_at"], UNFETCHED),
        ("ix_conversations_awaiting_agent", ["assignee_id", "citizen_at"], AWAITING),
    ):
        op.create_index(
            name,
            "conversations",
            columns,
            sqlite_where=sa.text(condition),
            postgresql_where=sa.text(condition),
        )


def downgrade() -> None:
    """Drop them; what was unreadable is lost."""
    for name in ("ix_conversations_awaiting_agent", "ix_conversations_unfetched"):
        op.drop_index(name, "conversations")
    op.drop_table("dead_letters")
