"""What every access log knows: who, what, when and where, newest first."""

from __future__ import annotations

from datetime import timedelta

from handoff.adapters.store import SqlStore
from handoff.core.access import Access, AccessQuery
from tests.contract.conftest import NOON

MINUTE = timedelta(minutes=1)
ENTRIES = [
    Access(NOON, "a1", "Mari", "open", "c1"),
    Access(NOON + MINUTE, "a2", "Juan", "open", "c1"),
    Access(NOON + 2 * MINUTE, "a1", "Mari", "close", "c1"),
    Access(NOON + 3 * MINUTE, "a1", "Mari", "sign_out", None, "a detail"),
]


async def fill(store: SqlStore) -> SqlStore:
    for access in ENTRIES:
        await store.access.add(access)
    return store


async def _found(store: SqlStore, query: AccessQuery, limit: int = 10) -> list[tuple[str, str]]:
    return [(e.agent_id, e.act) for e in await store.access.find(query, limit)]


async def test_entries_come_back_as_they_were_written_newest_first(store: SqlStore) -> None:
    await fill(store)
    found = await store.access.find(AccessQuery(), 10)
    assert [entry.id for entry in found] == sorted((e.id for e in found), reverse=True)
    newest = found[0]
    assert newest == Access(
        NOON + 3 * MINUTE, "a1", "Mari", "sign_out", None, "a detail", newest.id
    )


async def test_entries_are_found_by_agent_conversation_act_and_time(store: SqlStore) -> None:
    await fill(store)
    assert await _found(store, AccessQuery(agent_id="a2")) == [("a2", "open")]
    assert len(await _found(store, AccessQuery(conversation_id="c1"))) == 3
    assert await _found(store, AccessQuery(agent_id="a1", act="close")) == [("a1", "close")]
    between = AccessQuery(since=NOON + MINUTE, until=NOON + 2 * MINUTE)
    assert await _found(store, between) == [("a2", "open")]
    assert await _found(store, AccessQuery(agent_id="half \ud83d")) == []


async def test_pages_follow_each_other_without_gap_or_repetition(store: SqlStore) -> None:
    await fill(store)
    seen: list[Access] = []
    before = None
    while page := await store.access.find(AccessQuery(before=before), 1):
        seen += page
        before = page[-1].id
    assert [entry.act for entry in seen] == ["sign_out", "close", "open", "open"]


async def test_a_page_goes_by_time_where_clocks_of_two_processes_differ(store: SqlStore) -> None:
    await fill(store)
    await store.access.add(Access(NOON - MINUTE, "a3", "Late", "open", "c9"))
    page = await store.access.find(AccessQuery(), 4)
    assert await _found(store, AccessQuery(before=page[-1].id)) == [("a3", "open")]
