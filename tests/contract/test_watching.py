"""What every store knows about who has which conversation open."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handoff.adapters.store import SqlStore
from handoff.core.agents import Role
from handoff.services.watching import Watching
from tests.contract.conftest import NOON
from tests.contract.conversations import opened
from tests.fakes.watching import FakeWatching

SOON = NOON + timedelta(seconds=45)


@pytest.fixture(params=["memory", "store"])
def table(request: pytest.FixtureRequest, store: SqlStore) -> Watching:
    return FakeWatching() if request.param == "memory" else store.watching


@pytest.fixture
async def ids(store: SqlStore) -> list[str]:
    """Two conversations, and the agents a1 and a2."""
    for agent_id in ("a1", "a2"):
        await store.agents.add(agent_id, agent_id, agent_id, Role.AGENT, "hash")
    return sorted([await opened(store.log), await opened(store.log)])


async def test_who_looks_is_found_by_conversation_until_it_lapses(
    table: Watching, ids: list[str]
) -> None:
    await table.look("a2", ids, SOON)
    await table.look("a1", ids[:1], SOON + timedelta(seconds=1))
    assert await table.looking(NOON) == {ids[0]: ("a1", "a2"), ids[1]: ("a2",)}
    assert await table.looking(SOON) == {ids[0]: ("a1",)}


async def test_looking_again_renews_and_leaving_ends_it(table: Watching, ids: list[str]) -> None:
    await table.look("a1", ids, NOON)
    await table.look("a1", ids, SOON)
    await table.leave("a1", [ids[0], "unknown"])
    assert await table.looking(NOON) == {ids[1]: ("a1",)}


async def test_what_has_lapsed_is_forgotten_and_nothing_else(
    table: Watching, ids: list[str]
) -> None:
    await table.look("a1", ids[:1], NOON)
    await table.look("a2", ids[1:], SOON)
    await table.drop_lapsed(NOON)
    assert await table.looking(NOON - timedelta(hours=1)) == {ids[1]: ("a2",)}


@pytest.mark.parametrize("unknown", ["nothing", "", "nul\x00", "half \ud83d"])
async def test_a_conversation_that_does_not_exist_hinders_no_other(
    store: SqlStore, ids: list[str], unknown: str
) -> None:
    await store.watching.look("a1", [unknown, ids[0]], SOON)
    await store.watching.look("nobody", ids, SOON)
    await store.watching.leave("a1", [unknown])
    assert await store.watching.looking(NOON) == {ids[0]: ("a1",)}
