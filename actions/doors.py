"""The doors of application numbers, kept across conversations and restarts.

Why here and not in the case system: this must hold for every case system an agency connects, also
one without limits of its own, and a closed door must not even ask it. Why a file: an attacker who
can make the action server restart would open all doors kept in memory.

What it does not stop: whoever knows a number can keep its door closed with three wrong dates every
15 minutes, and its owner then needs a person (the assistant offers one). Knocking at a closed door
does not keep it closed. Guessing on is slow instead of impossible: at most 12 dates an hour for a
number, however many conversations are used. Trying many numbers is for the limits of the service
(new conversations an address) and of the case system.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from actions.door import CLOSED_SECONDS, Door

PATIENCE_SECONDS = 3.0
SCHEMA = """
CREATE TABLE IF NOT EXISTS secret (id INTEGER PRIMARY KEY CHECK (id = 1), salt BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS doors
    (number_key BLOB PRIMARY KEY, failures INTEGER NOT NULL, last REAL NOT NULL) WITHOUT ROWID;
"""


class Doors:
    """A small SQLite file. Numbers are in it as keyed hashes, and for 15 minutes only.

    The key stands in the same file: it keeps numbers from being read in passing or in a backup's
    listing, not from somebody who has the file and tries all of them.
    """

    def __init__(self, path: Path) -> None:
        """`path` of the file, made when it is missing; its folder as well."""
        self._path = path

    def enter(self, number: str, now: float) -> float:
        """Count a lookup for `number` as failed before it is made.

        Returns 0, or the seconds for which the door is closed; then nothing is counted. Counting
        comes first so that lookups made at the same time cannot all pass before the first one has
        failed. Raises sqlite3.Error or OSError when the file cannot be used.
        """
        with self._open() as connection:
            key = _key(connection, number)
            door = _door(connection, key)
            closed = door.closed_for(now)
            if closed > 0:
                return closed
            connection.execute("DELETE FROM doors WHERE abs(? - last) >= ?", (now, CLOSED_SECONDS))
            _keep(connection, key, door.after_failure(now))
        return 0.0

    def forgive(self, number: str) -> None:
        """The lookup that `enter` counted did not fail. Raises like `enter`."""
        with self._open() as connection:
            key = _key(connection, number)
            _keep(connection, key, _door(connection, key).without_one())

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """One transaction that nobody else writes in."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(
            sqlite3.connect(self._path, timeout=PATIENCE_SECONDS, isolation_level=None)
        ) as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                for statement in SCHEMA.strip().split(";\n"):
                    connection.execute(statement)
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")


def _key(connection: sqlite3.Connection, number: str) -> bytes:
    connection.execute("INSERT OR IGNORE INTO secret VALUES (1, ?)", (secrets.token_bytes(32),))
    salt = connection.execute("SELECT salt FROM secret").fetchone()[0]
    return hmac.new(bytes(salt), number.encode(), hashlib.sha256).digest()


def _door(connection: sqlite3.Connection, key: bytes) -> Door:
    row = connection.execute(
        "SELECT failures, last FROM doors WHERE number_key = ?", (key,)
    ).fetchone()
    return Door(int(row[0]), float(row[1])) if row else Door()


def _keep(connection: sqlite3.Connection, key: bytes, door: Door) -> None:
    if door.failures == 0:
        connection.execute("DELETE FROM doors WHERE number_key = ?", (key,))
        return
    connection.execute(
        "INSERT OR REPLACE INTO doors VALUES (?, ?, ?)", (key, door.failures, door.last)
    )
