"""The contract suites run over every implementation of a port, on real servers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from handoff.adapters.store import SqlStore
from handoff.adapters.wakeups_local import LocalWakeups
from handoff.adapters.wakeups_redis import RedisWakeups
from handoff.core.ports import Wakeups
from tests.contract.servers import Postgres, RedisServer, shared_postgres

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def postgres() -> Postgres:
    return shared_postgres()


@contextmanager
def empty_store(request: pytest.FixtureRequest, path: Path) -> Iterator[str]:
    """Give the address of an empty store of the kind that the fixture's parameter names."""
    if request.param == "sqlite":
        yield f"sqlite:///{path}/baton.db"
        return
    server: Postgres = request.getfixturevalue("postgres")
    yield server.emptied_database()


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with empty_store(request, tmp_path) as url:
        yield url


@pytest.fixture
async def store(store_url: str) -> AsyncIterator[SqlStore]:
    opened = await SqlStore.open(store_url)
    yield opened
    await opened.close()


@pytest.fixture
def redis_server() -> Iterator[RedisServer]:
    server = RedisServer()
    yield server
    server.close()


@pytest.fixture(params=["local", "redis"])
async def carriers(request: pytest.FixtureRequest) -> AsyncIterator[tuple[Wakeups, Wakeups]]:
    """The carrier of one who writes and of one who reads: two processes where there is Redis."""
    if request.param == "local":
        carrier = LocalWakeups()
        yield carrier, carrier
        return
    server: RedisServer = request.getfixturevalue("redis_server")
    writer, reader = await RedisWakeups.open(server.url), await RedisWakeups.open(server.url)
    yield writer, reader
    await writer.close()
    await reader.close()
