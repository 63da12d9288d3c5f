"""PostgreSQL: a pool of connections and as many threads; rows are locked by the statements."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import Engine, create_engine, exc
from sqlalchemy.engine import URL

from handoff.adapters.database import Work, store_errors, to_json
from handoff.core.errors import Unavailable

CONNECTIONS = 10
CONNECT_TIMEOUT_S = 5
POOL_TIMEOUT_S = 10
LOCK_TIMEOUT_MS = 5000
"""How long a transaction waits for another's row before it is answered `Unavailable`."""

STATEMENT_TIMEOUT_MS = 15_000
IDLE_IN_TRANSACTION_MS = 30_000
"""After this a process that froze in a transaction loses it, and its row locks."""

ATTEMPTS = 5
_FIRST_PAUSE_S = 0.01
_RETRIED = frozenset({"40001", "40P01"})
"""serialization_failure, deadlock_detected: the server asks for the transaction once more."""


def postgres_engine(url: URL) -> Engine:
    """Return an engine that notices dead connections and never waits without end."""
    return create_engine(
        url,
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_timeout=POOL_TIMEOUT_S,
        pool_pre_ping=True,
        json_serializer=to_json,
        # What a statement was given may be what a citizen wrote: errors do not quote it.
        hide_parameters=True,
        connect_args={
            "connect_timeout": CONNECT_TIMEOUT_S,
            "application_name": "baton",
            "keepalives_idle": 30,
            "tcp_user_timeout": 15_000,
            "options": (
                f"-c lock_timeout={LOCK_TIMEOUT_MS}"
                f" -c statement_timeout={STATEMENT_TIMEOUT_MS}"
                f" -c idle_in_transaction_session_timeout={IDLE_IN_TRANSACTION_MS}"
            ),
        },
    )


class PostgresDatabase:
    """Implements `Database`; any number of processes may share the server."""

    def __init__(self, url: URL) -> None:
        self._engine = postgres_engine(url)
        self._threads = ThreadPoolExecutor(CONNECTIONS, thread_name_prefix="baton-store")
        self._closed = False

    async def read[T](self, work: Work[T]) -> T:
        """Run work; each statement sees what was committed before it."""
        return await self._run(work)

    async def write[T](self, work: Work[T]) -> T:
        """Run work in a transaction, again when the server finds a deadlock."""
        return await self._run(work)

    async def close(self) -> None:
        """Let the threads finish what they were given, then close the connections."""
        self._closed = True
        await asyncio.to_thread(self._close)

    async def _run[T](self, work: Work[T]) -> T:
        if self._closed:
            raise Unavailable
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._transact, work)

    def _transact[T](self, work: Work[T]) -> T:
        with store_errors():
            for attempt in range(1, ATTEMPTS):
                try:
                    return self._once(work)
                except exc.DBAPIError as error:
                    if getattr(error.orig, "sqlstate", None) not in _RETRIED:
                        raise
                    time.sleep(_FIRST_PAUSE_S * 2**attempt)
            return self._once(work)

    def _once[T](self, work: Work[T]) -> T:
        with self._engine.begin() as connection:
            return work(connection)

    def _close(self) -> None:
        self._threads.shutdown()
        self._engine.dispose()
