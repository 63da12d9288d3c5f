"""The access log only grows, on both databases, whoever is connected to them."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from handoff.adapters.store import SqlStore
from handoff.core.access import AccessQuery
from tests.contract.test_access_log import fill


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE access_log SET agent_id = 'somebody else'",
        "DELETE FROM access_log",
        "DELETE FROM access_log WHERE id = 1",
    ],
)
async def test_nobody_changes_or_drops_an_entry(
    store: SqlStore, store_url: str, statement: str
) -> None:
    await fill(store)
    before = await store.access.find(AccessQuery(), 10)
    engine = sa.create_engine(store_url.replace("postgresql:", "postgresql+psycopg:"))
    try:
        with pytest.raises(sa.exc.DBAPIError, match="only grows"), engine.begin() as connection:
            connection.execute(sa.text(statement))
    finally:
        engine.dispose()
    assert await store.access.find(AccessQuery(), 10) == before
