"""A store that cannot be used says so; nothing is half-written, and it works again afterwards."""

from __future__ import annotations

import asyncio
import resource
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from handoff.adapters.database import store_url as parsed
from handoff.adapters.database_sqlite import sqlite_engine, writing
from handoff.adapters.store import SqlStore
from handoff.core.errors import Unavailable
from handoff.core.ports import Appended
from tests.contract.conversations import opened, say
from tests.contract.servers import Postgres


@pytest.mark.parametrize(
    "url",
    ["", "sqlite://", "sqlite:///:memory:", "mysql://root:secret@db/x", "postgresql+asyncpg://h/d"],
)
async def test_an_address_of_no_store_we_know_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(ValueError, match=r"^(?!.*secret)"):
        await SqlStore.open(url)


async def test_a_file_that_cannot_be_used_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "garbage.db").write_bytes(b"this is no database " * 100)
    for name in ("missing/baton.db", "", "garbage.db"):
        with pytest.raises(Unavailable, match="cannot be opened"):
            await SqlStore.open(f"sqlite:///{tmp_path}/{name}")


async def test_a_server_that_is_not_there_is_unavailable_and_its_password_is_not_told() -> None:
    with pytest.raises(Unavailable, match="cannot be opened") as refused:
        await SqlStore.open("postgresql://baton:secret@127.0.0.1:1/baton")
    assert "secret" not in str(refused.value)


def _modes(folder: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}


async def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    store = await SqlStore.open(f"sqlite:///{tmp_path}/baton.db")
    await opened(store.log)
    modes = _modes(tmp_path)
    await store.close()
    assert set(modes.values()) == {0o600}
    assert "baton.db-wal" in modes


async def test_a_closed_store_is_unavailable(store: SqlStore) -> None:
    conversation_id = await opened(store.log)
    await store.close()
    with pytest.raises(Unavailable):
        await store.log.load(conversation_id)
    with pytest.raises(Unavailable):
        await say(store.log, conversation_id, "hello")


@contextmanager
def _no_room_for_files_over(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


async def test_without_room_on_the_disk_nothing_is_accepted_and_nothing_is_half_written(
    tmp_path: Path,
) -> None:
    store = await SqlStore.open(f"sqlite:///{tmp_path}/baton.db")
    conversation_id = await opened(store.log)
    before = await store.log.load(conversation_id)
    with _no_room_for_files_over((tmp_path / "baton.db-wal").stat().st_size):
        answers = await asyncio.gather(
            *(say(store.log, conversation_id, "x" * 4000, key=f"k{n}") for n in range(10)),
            return_exceptions=True,
        )
        assert await store.log.load(conversation_id) == before
    assert all(isinstance(answer, Unavailable) for answer in answers)
    again = [await say(store.log, conversation_id, "hello", key=f"k{n}") for n in range(10)]
    assert not any(appended.duplicate for appended in again)
    assert [entry.seq for appended in again for entry in appended.events] == list(range(3, 13))
    await store.close()


async def test_a_file_that_another_process_keeps_locked_is_unavailable_until_it_lets_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handoff.adapters.database_sqlite.BUSY_TIMEOUT_MS", 50)
    url = f"sqlite:///{tmp_path}/baton.db"
    store = await SqlStore.open(url)
    conversation_id = await opened(store.log)
    other = sqlite_engine(parsed(url))
    with writing(other).begin() as connection:
        connection.execute(text("UPDATE conversations SET topic = 'x'"))
        with pytest.raises(Unavailable):
            await say(store.log, conversation_id, "hello")
        assert (await store.log.load(conversation_id)).topic is None
        connection.rollback()
    other.dispose()
    assert (await say(store.log, conversation_id, "hello")).conversation.last_seq == 3
    await store.close()


@pytest.fixture
def database(postgres: Postgres) -> Iterator[str]:
    name = postgres.new_database()
    yield name
    postgres.drop_database(name)


async def test_a_server_that_goes_away_is_unavailable_and_used_again_when_it_is_back(
    postgres: Postgres, database: str
) -> None:
    store = await SqlStore.open(postgres.url_of(database))
    conversation_id = await opened(store.log)
    postgres.execute(f"ALTER DATABASE {database} ALLOW_CONNECTIONS false")
    _hang_up_on_all(postgres, database)
    for _ in range(3):
        with pytest.raises(Unavailable):
            await say(store.log, conversation_id, "hello", key="k1")
    with pytest.raises(Unavailable):
        await store.log.ping()
    postgres.execute(f"ALTER DATABASE {database} ALLOW_CONNECTIONS true")
    await store.log.ping()
    assert not (await say(store.log, conversation_id, "hello", key="k1")).duplicate
    await store.close()


async def test_connections_that_the_server_dropped_are_replaced_unnoticed(
    postgres: Postgres, database: str
) -> None:
    store = await SqlStore.open(postgres.url_of(database))
    conversation_id = await opened(store.log)
    await asyncio.gather(*(store.log.load(conversation_id) for _ in range(20)))
    _hang_up_on_all(postgres, database)
    answers = await asyncio.gather(
        *(say(store.log, conversation_id, "hello", key=f"k{n}") for n in range(20))
    )
    assert all(isinstance(answer, Appended) for answer in answers)
    await store.close()


async def test_a_row_that_stays_locked_is_unavailable_and_not_waited_for_for_ever(
    postgres: Postgres, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handoff.adapters.database_postgres.LOCK_TIMEOUT_MS", 50)
    url = postgres.url_of(database)
    store = await SqlStore.open(url)
    conversation_id, other_id = await opened(store.log), await opened(store.log)
    with psycopg.connect(url) as connection:
        connection.execute(
            "SELECT 1 FROM conversations WHERE id = %s FOR UPDATE", [conversation_id]
        )
        with pytest.raises(Unavailable):
            await say(store.log, conversation_id, "hello")
        assert (await say(store.log, other_id, "hello")).conversation.last_seq == 3
    assert (await say(store.log, conversation_id, "hello")).conversation.last_seq == 3
    await store.close()


def _hang_up_on_all(postgres: Postgres, database: str) -> None:
    with psycopg.connect(postgres.url_of("postgres"), autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s",
            [database],
        )
