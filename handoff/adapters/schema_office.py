"""The tables of the office: agents, teams, rules, and what is kept of their work.

Plain rows, next to the log and never part of it. Only `access_log` is append-only: triggers of the
migration refuse to change it or to take from it.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    false,
    text,
)

from handoff.adapters.schema import metadata as metadata
from handoff.adapters.utc import UtcMicroseconds

_json = JSON(none_as_null=True)

agents = Table(
    "agents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("username", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("presence", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("languages", _json, nullable=False, server_default="[]"),
    Column("capacity", Integer, nullable=False, server_default="3"),
    Column("disabled", Boolean, nullable=False, server_default=false()),
    Column("seen_at", UtcMicroseconds),
)
Index("ux_agents_username", agents.c.username, unique=True)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column(
        "agent_id",
        Text,
        ForeignKey("agents.id", name="fk_sessions_agent", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("expires_at", UtcMicroseconds, nullable=False),
)
Index("ix_sessions_agent", sessions.c.agent_id)
Index("ix_sessions_expiry", sessions.c.expires_at)

teams = Table(
    "teams",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("mode", Text, nullable=False),
)

agent_teams = Table(
    "agent_teams",
    metadata,
    Column(
        "agent_id",
        Text,
        ForeignKey("agents.id", name="fk_agent_teams_agent", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column(
        "team_id",
        Text,
        ForeignKey("teams.id", name="fk_agent_teams_team", ondelete="CASCADE"),
        primary_key=True,
    ),
)
Index("ix_agent_teams_team", agent_teams.c.team_id)

rules = Table(
    "rules",
    metadata,
    Column("id", Text, primary_key=True),
    Column("place", Integer, nullable=False),
    Column("body", _json, nullable=False),
)

duties = Table(
    "duties",
    metadata,
    Column("name", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("until", UtcMicroseconds, nullable=False),
)

canned_responses = Table(
    "canned_responses",
    metadata,
    Column("id", Text, primary_key=True),
    Column("shortcut", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column(
        "team_id",
        Text,
        ForeignKey("teams.id", name="fk_canned_team", ondelete="CASCADE"),
    ),
    Column(
        "owner_id",
        Text,
        ForeignKey("agents.id", name="fk_canned_owner", ondelete="CASCADE"),
    ),
    Column("text", Text, nullable=False),
    Column("updated_at", UtcMicroseconds, nullable=False),
)

_of_all = text("team_id IS NULL AND owner_id IS NULL")
_of_team = text("team_id IS NOT NULL")
_own = text("owner_id IS NOT NULL")
for _name, _columns, _where in (
    ("ux_canned_all", ("language", "shortcut"), _of_all),
    ("ux_canned_team", ("team_id", "language", "shortcut"), _of_team),
    ("ux_canned_own", ("owner_id", "language", "shortcut"), _own),
):
    Index(
        _name,
        *(canned_responses.c[column] for column in _columns),
        unique=True,
        sqlite_where=_where,
        postgresql_where=_where,
    )

access_log = Table(
    "access_log",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", UtcMicroseconds, nullable=False),
    Column("agent_id", Text, nullable=False),
    Column("agent_name", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("conversation_id", Text),
    Column("detail", Text),
)
Index("ix_access_log_at", access_log.c.at)
Index("ix_access_log_agent", access_log.c.agent_id, access_log.c.at)
Index("ix_access_log_conversation", access_log.c.conversation_id, access_log.c.at)

follow_ups = Table(
    "follow_ups",
    metadata,
    Column(
        "conversation_id",
        Text,
        ForeignKey("conversations.id", name="fk_follow_ups_conversation", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("score", Integer, nullable=False),
    Column("opened_at", UtcMicroseconds, nullable=False),
    Column("due_at", UtcMicroseconds, nullable=False),
    Column("owner_id", Text),
    Column("outcome", Text),
    Column("note", Text),
    Column("closed_at", UtcMicroseconds),
)
Index("ix_follow_ups_due", follow_ups.c.due_at)

forecasts = Table(
    "forecasts",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column(
        "conversation_id",
        Text,
        ForeignKey("conversations.id", name="fk_forecasts_conversation", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("at", UtcMicroseconds, nullable=False),
    Column("queued_at", UtcMicroseconds, nullable=False),
    Column("team", Text),
    Column("language", Text, nullable=False),
    Column("place", Integer, nullable=False),
    Column("low_s", Integer, nullable=False),
    Column("high_s", Integer, nullable=False),
    Column("base_low_s", Integer, nullable=False),
    Column("base_high_s", Integer, nullable=False),
    Column("naive_hour_s", Integer),
    Column("naive_place_s", Integer),
    Column("wait_s", Integer),
    Column("left_at", UtcMicroseconds),
    Column("first", Boolean, nullable=False),
)
Index("ix_forecasts_conversation", forecasts.c.conversation_id)
Index("ix_forecasts_at", forecasts.c.at)
_is_open = text("wait_s IS NULL AND left_at IS NULL")
Index(
    "ix_forecasts_open",
    forecasts.c.conversation_id,
    sqlite_where=_is_open,
    postgresql_where=_is_open,
)

stays = Table(
    "stays",
    metadata,
    Column(
        "conversation_id",
        Text,
        ForeignKey("conversations.id", name="fk_stays_conversation", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("queued_seq", Integer, primary_key=True, autoincrement=False),
    Column("team", Text),
    Column("language", Text, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("agent_id", Text),
    Column("off_hours", Boolean, nullable=False),
    Column("queued_at", UtcMicroseconds, nullable=False),
    Column("assigned_at", UtcMicroseconds),
    Column("ended_at", UtcMicroseconds),
)
Index("ix_stays_queued", stays.c.queued_at)
Index("ix_stays_ended", stays.c.team, stays.c.ended_at)

watching = Table(
    "watching",
    metadata,
    Column(
        "conversation_id",
        Text,
        ForeignKey("conversations.id", name="fk_watching_conversation", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column(
        "agent_id",
        Text,
        ForeignKey("agents.id", name="fk_watching_agent", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("until", UtcMicroseconds, nullable=False),
)
Index("ix_watching_until", watching.c.until)
