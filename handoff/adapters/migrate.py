"""Brings a database to today's schema. Safe to call at every start, by several processes at once.

New revisions go to `migrations/versions`, written by hand, and only ever add: an older service
may still run on the database while a newer one starts.
"""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text

from handoff.adapters.database import store_url
from handoff.adapters.database_postgres import postgres_engine
from handoff.adapters.database_sqlite import sqlite_engine, writing
from handoff.adapters.reproject import reproject

_ADVISORY_LOCK = 0x4241544F4E
"""The name of the migration's lock on PostgreSQL: "BATON" in ASCII, as a number."""

SCRIPTS = "handoff.adapters:migrations"


def migrate(url: str) -> None:
    """Run all revisions that the database lacks, in one transaction; others wait meanwhile.

    Raises:
        ValueError: the URL names no store we know.
        sqlalchemy.exc.SQLAlchemyError: the database cannot be used.
    """
    parsed = store_url(url)
    on_sqlite = parsed.drivername == "sqlite"
    engine = writing(sqlite_engine(parsed)) if on_sqlite else postgres_engine(parsed)
    try:
        with engine.begin() as connection:
            if not on_sqlite:
                connection.execute(
                    text("SELECT pg_advisory_xact_lock(:name)"), {"name": _ADVISORY_LOCK}
                )
            upgrade(connection)
    finally:
        engine.dispose()


def upgrade(connection: Connection) -> None:
    """Run the missing revisions on a connection that is in a transaction, then fill the rows."""
    before = MigrationContext.configure(connection).get_current_revision()
    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if before not in (None, MigrationContext.configure(connection).get_current_revision()):
        reproject(connection)
