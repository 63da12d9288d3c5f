"""What channels that are pushed to need: an address, what was offered last, files that are owed."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns, and the unique address of a citizen on a channel."""
    for column in _columns():
        op.add_column("conversations", column)
    has_address = sa.text("address IS NOT NULL")
    op.create_index(
        "ux_conversations_address",
        "conversations",
        ["channel", "address"],
        unique=True,
        sqlite_where=has_address,
        postgresql_where=has_address,
    )
    for name, author in (("citizen_at", "citizen"), ("agent_at", "agent")):
        op.execute(_last_words(name, author))


def downgrade() -> None:
    """Drop what was added."""
    op.drop_index("ux_conversations_address", "conversations")
    for column in _columns():
        op.drop_column("conversations", column.name)


def _columns() -> list[sa.Column[Any]]:
    return [
        *(sa.Column(name, sa.Text) for name in ("address", "name", "unreachable")),
        *(sa.Column(name, sa.BigInteger) for name in ("citizen_at", "agent_at")),
        *(
            sa.Column(name, sa.JSON, nullable=False, server_default="[]")
            for name in ("choices", "unfetched")
        ),
    ]


def _last_words(column: str, author: str) -> str:
    """Fill a time from the log, so that old rows equal the fold of their events too."""
    on_postgres = op.get_context().dialect.name == "postgresql"
    by = "body ->> 'author'" if on_postgres else "json_extract(body, '$.author')"
    of_this = f"conversation_id = conversations.id AND type = 'MessagePosted' AND {by} = '{author}'"
    last = f"SELECT max(at) FROM events WHERE {of_this}"  # noqa: S608 - made of the names above
    return f"UPDATE conversations SET {column} = ({last})"  # noqa: S608
