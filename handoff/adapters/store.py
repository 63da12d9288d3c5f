"""The store as the composition root sees it: open it by URL, use its parts, close it."""

from __future__ import annotations

import asyncio
from typing import Self

from alembic.util import CommandError
from sqlalchemy.exc import SQLAlchemyError

from handoff.adapters.database import Database, store_url
from handoff.adapters.database_postgres import PostgresDatabase
from handoff.adapters.database_sqlite import SqliteDatabase, make_private
from handoff.adapters.migrate import migrate
from handoff.adapters.sql_access import SqlAccessLog
from handoff.adapters.sql_accounts import SqlAccounts
from handoff.adapters.sql_agents import SqlAgents
from handoff.adapters.sql_canned import SqlCanned
from handoff.adapters.sql_dead_letters import SqlDeadLetters
from handoff.adapters.sql_deliveries import SqlDeliveries
from handoff.adapters.sql_follow_ups import SqlFollowUps
from handoff.adapters.sql_log import SqlLog
from handoff.adapters.sql_office import SqlOffices
from handoff.adapters.sql_waits import SqlWaits
from handoff.adapters.sql_watching import SqlWatching
from handoff.core.errors import Unavailable


class SqlStore:
    """The log, the agents, the office, the deliveries and the dead letters in one database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.log = SqlLog(database)
        self.agents = SqlAgents(database)
        self.accounts = SqlAccounts(database)
        self.canned = SqlCanned(database)
        self.follow_ups = SqlFollowUps(database)
        self.access = SqlAccessLog(database)
        self.offices = SqlOffices(database)
        self.deliveries = SqlDeliveries(database)
        self.dead_letters = SqlDeadLetters(database)
        self.watching = SqlWatching(database)
        self.waits = SqlWaits(database)

    @classmethod
    async def open(cls, url: str) -> Self:
        """Bring the database to today's schema and open it.

        Raises:
            ValueError: the URL names no store we know.
            Unavailable: the file or the server cannot be used; `__cause__` says why.
        """
        parsed = store_url(url)
        return cls(await asyncio.to_thread(_open, parsed.render_as_string(hide_password=False)))

    async def close(self) -> None:
        """End after the transactions under way."""
        await self._database.close()


def _open(url: str) -> Database:
    parsed = store_url(url)
    name = parsed.render_as_string(hide_password=True)
    try:
        if parsed.drivername == "sqlite":
            make_private(parsed)
        migrate(url)
    except CommandError as error:
        raise Unavailable(f"A newer version of Baton has used the store {name}.") from error
    except (OSError, SQLAlchemyError) as error:
        raise Unavailable(f"The store {name} cannot be opened.") from error
    return SqliteDatabase(parsed) if parsed.drivername == "sqlite" else PostgresDatabase(parsed)
