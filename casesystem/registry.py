"""The cases in SQLite, found only by number and date of birth together."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import sqlite3
from datetime import date
from pathlib import Path
from threading import Lock

from casesystem.model import Case
from casesystem.seed import Applicant, applicants

SCHEMA = """
CREATE TABLE IF NOT EXISTS secret (id INTEGER PRIMARY KEY CHECK (id = 1), salt BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS cases (lookup_key BLOB PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
"""


class Registry:
    """A small case registry.

    A case is stored under a keyed hash of number and date of birth. An unknown number and a wrong
    date are then the same thing, a key that is not there: same steps, same time, same answer.
    """

    def __init__(self, connection: sqlite3.Connection, salt: bytes) -> None:
        """Use `open`."""
        self._connection = connection
        self._salt = salt
        self._lock = Lock()

    @classmethod
    def open(cls, path: Path, today: date) -> Registry:
        """Open `path`; an empty database gets its hundred cases, dated from `today`.

        Raises sqlite3.Error when the file cannot be used.
        """
        connection = sqlite3.connect(path, check_same_thread=False)
        connection.executescript(SCHEMA)
        with connection:
            row = connection.execute("SELECT salt FROM secret").fetchone()
            if row is None:
                row = (secrets.token_bytes(32),)
                connection.execute("INSERT INTO secret VALUES (1, ?)", row)
            registry = cls(connection, bytes(row[0]))
            if registry.count() == 0:
                registry._add(applicants(today))
        return registry

    def look_up(self, application_number: str, date_of_birth: date) -> Case | None:
        """The case that has both, None otherwise."""
        with self._lock:
            row = self._connection.execute(
                "SELECT body FROM cases WHERE lookup_key = ?",
                (self._key(application_number, date_of_birth),),
            ).fetchone()
        return None if row is None else Case.model_validate_json(row[0])

    def count(self) -> int:
        """How many cases there are."""
        return int(self._connection.execute("SELECT count(*) FROM cases").fetchone()[0])

    def close(self) -> None:
        """Close the database."""
        self._connection.close()

    def _key(self, application_number: str, date_of_birth: date) -> bytes:
        question = f"{application_number}|{date_of_birth.isoformat()}".encode()
        return hmac.new(self._salt, question, hashlib.sha256).digest()

    def _add(self, made: list[Applicant]) -> None:
        self._connection.executemany(
            "INSERT INTO cases VALUES (?, ?)",
            [
                (self._key(a.case.application_number, a.date_of_birth), a.case.model_dump_json())
                for a in made
            ],
        )
