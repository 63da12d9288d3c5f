"""The tables of the log, as SQLAlchemy Core metadata; `migrations` makes them.

A test keeps the two equal.

`conversations` has one column for each field of `core.conversation.Conversation` (an agent takes
two), so that the projected row can be compared with the fold of the log field by field.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    false,
    text,
)

from handoff.adapters.utc import UtcMicroseconds

WIDGET_CHANNEL = "web"
"""The channel that pulls; its conversations never owe a delivery and stay out of that index."""

_json = JSON(none_as_null=True)

metadata = MetaData()

conversations = Table(
    "conversations",
    metadata,
    Column("id", Text, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("control", Text, nullable=False),
    Column("last_seq", Integer, nullable=False),
    Column("citizen_seq", Integer, nullable=False),
    Column("bot_seq", Integer, nullable=False),
    Column("told_seq", Integer, nullable=False),
    Column("delivered_seq", Integer, nullable=False),
    Column("need_seq", Integer),
    Column("failed_turns", Integer, nullable=False),
    Column("owed_since", UtcMicroseconds),
    Column("started_at", UtcMicroseconds),
    Column("last_at", UtcMicroseconds),
    Column("handed_over_at", UtcMicroseconds),
    Column("waiting_since", UtcMicroseconds),
    Column("reason", Text),
    Column("topic", Text),
    Column("priority", Integer, nullable=False),
    Column("assignee_id", Text),
    Column("assignee_name", Text),
    Column("disposition", Text),
    Column("topics", _json, nullable=False),
    Column("slots", _json, nullable=False),
    Column("lookups", _json, nullable=False),
    Column("form", _json),
    Column("offered", _json, nullable=False),
    Column("token_hash", Text, nullable=False),
    Column("address", Text),
    Column("name", Text),
    Column("unreachable", Text),
    Column("citizen_at", UtcMicroseconds),
    Column("agent_at", UtcMicroseconds),
    Column("choices", _json, nullable=False, server_default="[]"),
    Column("unfetched", _json, nullable=False, server_default="[]"),
    Column("heard_seq", Integer, nullable=False, server_default="0"),
    Column("missed", Boolean, nullable=False, server_default=false()),
    Column("step_seq", Integer, nullable=False, server_default="0"),
    Column("team", Text),
    Column("opens_at", UtcMicroseconds),
    Column("offered_to", _json),
    Column("offered_until", UtcMicroseconds),
    Column("passed_over", _json, nullable=False, server_default="[]"),
    Column("returned", Text),
    Column("assigned_at", UtcMicroseconds),
    Column("awaiting_since", UtcMicroseconds),
    Column("helpers", _json, nullable=False, server_default="[]"),
    Column("last_agent", _json),
    Column("closed_at", UtcMicroseconds),
    Column("surveyed_at", UtcMicroseconds),
    Column("ces", Integer),
    Column("commenting", Boolean, nullable=False, server_default=false()),
)

_is_queued = text("control = 'queued'")
_is_standing = text("control IN ('queued', 'agent')")
_to_survey = text("surveyed_at IS NULL AND control IN ('bot', 'closed') AND citizen_seq > 0")
_is_commenting = text("commenting")
_scored = text("ces IS NOT NULL")
_owes_turn = text("owed_since IS NOT NULL")
_is_assigned = text("assignee_id IS NOT NULL")
_owes_delivery = text(f"delivered_seq < last_seq AND channel <> '{WIDGET_CHANNEL}'")
_awaits_agent = text("control = 'agent' AND citizen_at > agent_at")
_owes_files = text("json_array_length(unfetched) > 0")
_has_key = text("key IS NOT NULL")
_has_address = text("address IS NOT NULL")

Index(
    "ix_conversations_queue",
    conversations.c.priority.desc(),
    conversations.c.waiting_since,
    conversations.c.id,
    sqlite_where=_is_queued,
    postgresql_where=_is_queued,
)
Index("ix_conversations_control", conversations.c.control, conversations.c.last_at)
Index(
    "ix_conversations_owed_turn",
    conversations.c.owed_since,
    conversations.c.id,
    sqlite_where=_owes_turn,
    postgresql_where=_owes_turn,
)
Index(
    "ix_conversations_owed_delivery",
    conversations.c.channel,
    conversations.c.last_at,
    sqlite_where=_owes_delivery,
    postgresql_where=_owes_delivery,
)
Index(
    "ux_conversations_address",
    conversations.c.channel,
    conversations.c.address,
    unique=True,
    sqlite_where=_has_address,
    postgresql_where=_has_address,
)
Index(
    "ix_conversations_unfetched",
    conversations.c.last_at,
    sqlite_where=_owes_files,
    postgresql_where=_owes_files,
)
Index(
    "ix_conversations_awaiting_agent",
    conversations.c.assignee_id,
    conversations.c.citizen_at,
    sqlite_where=_awaits_agent,
    postgresql_where=_awaits_agent,
)
Index(
    "ix_conversations_assignee",
    conversations.c.assignee_id,
    conversations.c.last_at,
    sqlite_where=_is_assigned,
    postgresql_where=_is_assigned,
)

Index(
    "ix_conversations_standing",
    conversations.c.id,
    sqlite_where=_is_standing,
    postgresql_where=_is_standing,
)
Index(
    "ix_conversations_to_survey",
    conversations.c.last_at,
    sqlite_where=_to_survey,
    postgresql_where=_to_survey,
)
Index(
    "ix_conversations_commenting",
    conversations.c.citizen_at,
    sqlite_where=_is_commenting,
    postgresql_where=_is_commenting,
)
Index(
    "ix_conversations_ces",
    conversations.c.ces,
    conversations.c.last_at,
    sqlite_where=_scored,
    postgresql_where=_scored,
)

events = Table(
    "events",
    metadata,
    Column(
        "conversation_id",
        Text,
        ForeignKey("conversations.id", name="fk_events_conversation", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("type", Text, nullable=False),
    Column("body", _json, nullable=False),
    Column("key", Text),
    Column("at", UtcMicroseconds, nullable=False),
    CheckConstraint("seq >= 1", name="ck_events_seq"),
    # One tree in the order in which a conversation is read, instead of a heap and an index.
    sqlite_with_rowid=False,
)
Index(
    "ux_events_key",
    events.c.conversation_id,
    events.c.key,
    unique=True,
    sqlite_where=_has_key,
    postgresql_where=_has_key,
)

deliveries = Table(
    "deliveries",
    metadata,
    Column(
        "conversation_id",
        Text,
        ForeignKey("conversations.id", name="fk_deliveries_conversation", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("holder", Text),
    Column("since", UtcMicroseconds, nullable=False),
    Column("until", UtcMicroseconds, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("part", Integer, nullable=False),
    Column("tried_at", UtcMicroseconds),
    Column("failing_since", UtcMicroseconds),
)

dead_letters = Table(
    "dead_letters",
    metadata,
    Column("id", Text, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("at", UtcMicroseconds, nullable=False),
    Column("reason", Text, nullable=False),
    Column("raw", LargeBinary, nullable=False),
)
Index("ix_dead_letters_at", dead_letters.c.at)
