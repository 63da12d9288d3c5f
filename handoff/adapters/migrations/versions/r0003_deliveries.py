"""Who pushes a conversation to its channel, and how far the event is that is being pushed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table; a row comes into being when a conversation is first pushed."""
    op.create_table(
        "deliveries",
        sa.Column(
            "conversation_id",
            sa.Text,
            sa.ForeignKey(
                "conversations.id", name="fk_deliveries_conversation", ondelete="CASCADE"
            ),
            primary_key=True,
        ),
        sa.Column("holder", sa.Text),
        *(sa.Column(name, sa.BigInteger, nullable=False) for name in ("since", "until")),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("seq", "part")),
        *(sa.Column(name, sa.BigInteger) for name in ("tried_at", "failing_since")),
    )


def downgrade() -> None:
    """Drop it; a message under way may then be pushed twice."""
    op.drop_table("deliveries")
