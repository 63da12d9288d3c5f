"""The lease between processes, and what a database does for it by itself."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter

import pytest
from sqlalchemy import text

from handoff.adapters.store import SqlStore
from handoff.core.channel import Progress
from handoff.core.errors import UnknownConversation
from tests.contract.conftest import NOON
from tests.contract.conversations import opened
from tests.contract.test_deliveries import A, claim, telegram

RACE = """
import asyncio, json, sys
from datetime import UTC, datetime, timedelta
from handoff.adapters.database import store_url
from handoff.adapters.database_postgres import PostgresDatabase
from handoff.adapters.database_sqlite import SqliteDatabase
from handoff.adapters.sql_deliveries import SqlDeliveries

async def race(url, holder, ids):
    parsed = store_url(url)
    made = SqliteDatabase if parsed.drivername == "sqlite" else PostgresDatabase
    database = made(parsed)
    deliveries = SqlDeliveries(database)
    now, lease = datetime(2026, 3, 2, 12, tzinfo=UTC), timedelta(seconds=60)
    print("ready", flush=True)
    sys.stdin.readline()
    claims = (deliveries.claim(cid, holder, now, lease) for cid in ids)
    answers = await asyncio.gather(*claims)
    print(json.dumps([cid for cid, won in zip(ids, answers) if won]))
    await database.close()

asyncio.run(race(sys.argv[1], sys.argv[2], json.loads(sys.argv[3])))
"""


async def test_of_several_processes_that_claim_at_once_one_gets_each_conversation(
    store: SqlStore, store_url: str
) -> None:
    ids = [await opened(store.log, channel="telegram") for _ in range(40)]
    racers = [_racer(store_url, f"holder-{n}", ids) for n in range(2)]
    try:
        for racer in racers:
            assert racer.stdout is not None
            assert racer.stdout.readline() == "ready\n"
        for racer in racers:
            assert racer.stdin is not None
            racer.stdin.write("go\n")
            racer.stdin.flush()
        won = Counter(cid for racer in racers for cid in json.loads(racer.communicate()[0]))
    finally:
        for racer in racers:
            racer.kill()
            racer.wait()
    assert won == Counter(ids)


def _racer(store_url: str, holder: str, ids: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", RACE, store_url, holder, json.dumps(ids)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


async def test_a_conversation_that_is_deleted_takes_its_lease_along(store: SqlStore) -> None:
    cid = await telegram(store)
    await claim(store, cid)
    database = store._database
    await database.write(lambda c: c.execute(text("DELETE FROM conversations")).rowcount)
    left = await database.read(
        lambda c: c.execute(text("SELECT count(*) FROM deliveries")).scalar_one()
    )
    assert left == 0
    with pytest.raises(UnknownConversation):
        await claim(store, cid)
    assert not await store.deliveries.trying(cid, A, Progress(1, 0, NOON))
    assert not await store.deliveries.sent(cid, A, Progress(1, 1))
    assert not await store.deliveries.delivered(cid, A, 1)
