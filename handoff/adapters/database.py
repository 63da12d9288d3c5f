"""Where transactions run: plain functions of a connection, in threads, one hop each.

`database_sqlite` and `database_postgres` implement `Database`; the SQL itself is the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Protocol

from sqlalchemy import Connection, exc, make_url
from sqlalchemy.engine import URL

from handoff.core.errors import Unavailable

type Work[T] = Callable[[Connection], T]
"""A whole transaction: reads and writes on the connection, returns the outcome, may raise."""

to_json = partial(json.dumps, separators=(",", ":"))
"""Compact JSON in ASCII, so that no text can be unfit for the encoding of a database."""


class Database(Protocol):
    """Runs transactions. Every method raises `Unavailable` when the store cannot be used."""

    async def read[T](self, work: Work[T]) -> T:
        """Run work that only reads, on one consistent snapshot or later."""
        ...

    async def write[T](self, work: Work[T]) -> T:
        """Run work in a transaction: all of it is durable, or an exception leaves no trace.

        Work may run more than once when the store asks for a retry, so it must be repeatable.
        """
        ...

    async def close(self) -> None:
        """End after the transactions under way."""
        ...


def store_url(url: str) -> URL:
    """Parse the setting: `sqlite:///path/to/file` or `postgresql://user:password@host/name`.

    Raises:
        ValueError: anything else, with a sentence that does not repeat the password.
    """
    try:
        parsed = make_url(url)
    except exc.ArgumentError:
        raise ValueError("the store's URL cannot be read; see docs/settings.md") from None
    if parsed.drivername in ("sqlite", "sqlite+pysqlite"):
        if parsed.database in (None, "", ":memory:"):
            raise ValueError("SQLite needs a file: sqlite:///path/to/file")
        return parsed.set(drivername="sqlite")
    if parsed.drivername in ("postgresql", "postgres", "postgresql+psycopg"):
        return parsed.set(drivername="postgresql+psycopg")
    raise ValueError(f"the store cannot be a {parsed.drivername!r}; use sqlite or postgresql")


@contextmanager
def store_errors() -> Iterator[None]:
    """Turn what says "the store cannot be used now" into `Unavailable`; defects stay as they are.

    A bad statement or a broken constraint is a defect of ours and must be seen as one.
    """
    try:
        yield
    except (exc.IntegrityError, exc.ProgrammingError, exc.DataError, exc.NotSupportedError):
        raise
    except (exc.DatabaseError, exc.InterfaceError, exc.TimeoutError) as error:
        raise Unavailable from error


def storable(text: str) -> bool:
    """Return whether both databases can hold the text: no NUL, no half of a surrogate pair.

    What strangers send as an id, a key or a name is looked at before it reaches a statement.
    """
    return "\x00" not in text and not any("\ud800" <= c <= "\udfff" for c in text)
