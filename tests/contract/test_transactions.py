"""How the two databases run transactions: together, apart, and again."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, text

from handoff.adapters.database import store_url as parsed
from handoff.adapters.database_postgres import ATTEMPTS, PostgresDatabase
from handoff.adapters.database_sqlite import sqlite_engine, writing
from handoff.adapters.group_commit import GroupCommit
from handoff.core.errors import Unavailable
from tests.contract.servers import Postgres


class RefusedError(Exception):
    """What a decision raises."""


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = sqlite_engine(parsed(f"sqlite:///{tmp_path}/x.db"))
    with writing(engine).begin() as connection:
        connection.execute(text("CREATE TABLE kept (n INTEGER PRIMARY KEY)"))
    yield engine
    engine.dispose()


@pytest.fixture
def writer(engine: Engine) -> Iterator[GroupCommit]:
    writer = GroupCommit(writing(engine))
    yield writer
    writer.close()


def _kept(engine: Engine) -> list[int]:
    with engine.begin() as connection:
        return list(connection.execute(text("SELECT n FROM kept ORDER BY n")).scalars())


def _keep(number: int, *, then_refuse: bool = False) -> Any:
    def work(connection: Connection) -> int:
        connection.execute(text("INSERT INTO kept VALUES (:n)"), {"n": number})
        if then_refuse:
            raise RefusedError
        return number

    return work


async def _after_a_pause(writer: GroupCommit, *works: Any) -> list[Any]:
    """Let the works wait behind one that takes its time, so that they are committed together."""
    started, gate = threading.Event(), threading.Event()

    def pause(_: Connection) -> None:
        started.set()
        gate.wait(10)

    first = asyncio.ensure_future(writer.run(pause))
    await asyncio.to_thread(started.wait, 10)
    rest = [asyncio.ensure_future(writer.run(work)) for work in works]
    await asyncio.sleep(0)
    gate.set()
    _, *answers = await asyncio.gather(first, *rest, return_exceptions=True)
    return answers


async def test_waiting_transactions_share_one_commit(engine: Engine, writer: GroupCommit) -> None:
    commits: list[Connection] = []
    event.listen(engine, "commit", commits.append)
    assert await _after_a_pause(writer, *(_keep(n) for n in range(10))) == list(range(10))
    assert _kept(engine) == list(range(10))
    # The one that took its time, the ten together, and the look at what was kept.
    assert len(commits) == 3


async def test_one_that_is_refused_takes_nothing_with_it(
    engine: Engine, writer: GroupCommit
) -> None:
    works = [_keep(n, then_refuse=n % 3 == 0) for n in range(10)]
    answers = await _after_a_pause(writer, *works)
    assert [n for n in range(10) if isinstance(answers[n], RefusedError)] == [0, 3, 6, 9]
    assert _kept(engine) == [1, 2, 4, 5, 7, 8]


async def test_one_alone_that_is_refused_leaves_nothing(
    engine: Engine, writer: GroupCommit
) -> None:
    with pytest.raises(RefusedError):
        await writer.run(_keep(1, then_refuse=True))
    assert await writer.run(_keep(2)) == 2
    assert _kept(engine) == [2]


async def test_when_the_common_commit_fails_nobody_is_told_otherwise(
    engine: Engine, writer: GroupCommit
) -> None:
    """Even a refusal is void: it may rest on what another of them had written."""

    def fail(_: Connection) -> None:
        raise OSError("no room on the disk")

    def broken(connection: Connection) -> None:
        connection.exec_driver_sql("SELECT broken")

    event.listen(engine, "commit", fail)
    answers = await _after_a_pause(writer, _keep(1), _keep(2, then_refuse=True), _keep(3))
    assert [type(answer) for answer in answers] == [Unavailable] * 3
    event.remove(engine, "commit", fail)
    assert _kept(engine) == []
    answers = await _after_a_pause(writer, _keep(1), broken, _keep(3))
    assert [type(answer) for answer in answers] == [Unavailable] * 3
    assert _kept(engine) == []
    assert await writer.run(_keep(1)) == 1


async def test_what_was_given_before_closing_is_finished(engine: Engine) -> None:
    writer = GroupCommit(writing(engine))
    given = [asyncio.ensure_future(writer.run(_keep(n))) for n in range(5)]
    await asyncio.sleep(0)
    await asyncio.to_thread(writer.close)
    assert await asyncio.gather(*given) == list(range(5))
    with pytest.raises(Unavailable):
        await writer.run(_keep(9))


@pytest.fixture
async def database(postgres: Postgres) -> AsyncIterator[PostgresDatabase]:
    name = postgres.new_database()
    database = PostgresDatabase(parsed(postgres.url_of(name)))
    yield database
    await database.close()
    postgres.drop_database(name)


class Troubled:
    """Work that the server asks for again some times before it goes through."""

    def __init__(self, times: int, sqlstate: str) -> None:
        self._times = times
        self._sqlstate = sqlstate
        self.runs = 0

    def __call__(self, connection: Connection) -> int:
        self.runs += 1
        connection.execute(
            text("INSERT INTO agents VALUES (:n, :n, 'M', 'agent', 'away', 'h')"),
            {"n": str(self.runs)},
        )
        if self.runs <= self._times:
            statement = f"DO $$ BEGIN RAISE SQLSTATE '{self._sqlstate}'; END $$"
            connection.execute(text(statement))
        return self.runs


@pytest.mark.parametrize("sqlstate", ["40001", "40P01"])
async def test_a_transaction_is_run_again_when_the_server_asks_for_it(
    database: PostgresDatabase, sqlstate: str
) -> None:
    work = Troubled(2, sqlstate)
    assert await database.write(work) == 3
    names = await database.read(lambda c: c.execute(text("SELECT id FROM agents")).scalars().all())
    assert names == ["3"]


async def test_a_transaction_is_not_run_again_for_ever(database: PostgresDatabase) -> None:
    work = Troubled(ATTEMPTS, "40001")
    with pytest.raises(Unavailable):
        await database.write(work)
    assert work.runs == ATTEMPTS


async def test_a_deadlock_is_resolved_by_running_one_again(database: PostgresDatabase) -> None:
    await database.write(Troubled(0, ""))
    second = Troubled(0, "")
    second.runs = 1
    await database.write(second)
    both_hold_one = threading.Barrier(2, timeout=10)
    runs: list[str] = []

    def crossing(first: str, then: str) -> Any:
        def work(connection: Connection) -> None:
            again = first in runs
            runs.append(first)
            update = text("UPDATE agents SET name = :by WHERE id = :id")
            connection.execute(update, {"by": first, "id": first})
            if not again:
                both_hold_one.wait()
            connection.execute(update, {"by": first, "id": then})

        return work

    await asyncio.gather(database.write(crossing("1", "2")), database.write(crossing("2", "1")))
    assert len(runs) == 3
