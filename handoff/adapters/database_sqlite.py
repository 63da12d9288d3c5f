"""SQLite: one thread writes, a few read. WAL lets them do so at the same time.

Transactions that wait for the writer are committed together, each in a savepoint of its own: the
disk is asked once for all of them, and one that fails takes nothing with it.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import QueuePool

from handoff.adapters.database import Work, store_errors, to_json
from handoff.adapters.group_commit import GroupCommit
from handoff.core.errors import Unavailable

READERS = 4
BUSY_TIMEOUT_MS = 5000
"""How long to wait for another process (a second service, a backup) to end its transaction."""

_RETRY_S = 0.01

_WRITES = "baton_writes"


def sqlite_engine(url: URL) -> Engine:
    """Return an engine whose connections are durable, check foreign keys and wait for locks.

    The driver's own transactions are off: `BEGIN` is ours, and a writer takes the lock at once
    (`IMMEDIATE`), because a reader that starts to write later may be refused without waiting.
    See https://docs.sqlalchemy.org/en/21/dialects/sqlite.html#pysqlite-transactions
    """
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=READERS + 1,
        connect_args={"check_same_thread": False, "isolation_level": None},
        json_serializer=to_json,
        # What a statement was given may be what a citizen wrote: errors do not quote it.
        hide_parameters=True,
    )
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def writing(engine: Engine) -> Engine:
    """Return the engine's view whose transactions take the write lock when they begin."""
    return engine.execution_options(**{_WRITES: True})


class SqliteDatabase:
    """Implements `Database` on one file; other processes may use the file as well."""

    def __init__(self, url: URL) -> None:
        self._engine = sqlite_engine(url)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="baton-read")
        self._writer = GroupCommit(writing(self._engine))
        self._closed = False

    async def read[T](self, work: Work[T]) -> T:
        """Run work on one snapshot, next to the writer."""
        if self._closed:
            raise Unavailable
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._readers, self._read, work)

    async def write[T](self, work: Work[T]) -> T:
        """Run work as the only writer."""
        return await self._writer.run(work)

    async def close(self) -> None:
        """Let the threads finish what they were given, then close the file."""
        self._closed = True
        await asyncio.to_thread(self._close)

    def _read[T](self, work: Work[T]) -> T:
        with store_errors(), self._engine.begin() as connection:
            return work(connection)

    def _close(self) -> None:
        self._writer.close()
        self._readers.shutdown()
        self._engine.dispose()


def make_private(url: URL) -> None:
    """Create the file for its owner's eyes only; SQLite gives its side files the same rights.

    A file that exists keeps its rights.

    Raises:
        OSError: it cannot be created.
    """
    try:
        os.close(os.open(Path(url.database or ""), os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return


def _configure(connection: sqlite3.Connection, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    _use_wal(cursor)
    # With WAL, NORMAL may lose the last commits when the power fails; what we have accepted stays.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _use_wal(cursor: sqlite3.Cursor) -> None:
    """Turn WAL on; the file remembers it.

    The change takes the lock that two who start at once both want, and SQLite refuses one of them
    without waiting, whatever the busy timeout: https://www.sqlite.org/c3ref/busy_handler.html
    """
    deadline = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(_RETRY_S)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
