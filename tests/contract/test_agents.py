"""What every store knows about agents and their sessions."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from handoff.adapters.store import SqlStore
from handoff.core.agents import Agent, Presence, Role
from handoff.core.errors import NameTaken, UnknownAgent
from tests.contract.conftest import NOON

HOUR = timedelta(hours=1)


async def _mari(store: SqlStore) -> Agent:
    return await store.agents.add("a1", "Mari", "Mari M.", Role.AGENT, "argon2 hash")


async def test_an_added_agent_is_offline_and_found_by_user_name_in_any_case(
    store: SqlStore,
) -> None:
    added = await _mari(store)
    assert added == Agent("a1", "mari", "Mari M.", Role.AGENT, Presence.OFFLINE)
    for username in ("mari", "MARI"):
        found = await store.agents.find(username)
        assert found is not None
        assert (found.agent, found.password_hash) == (added, "argon2 hash")
    assert await store.agents.get("a1") == added


@pytest.mark.parametrize("unknown", ["nobody", "", "nul\x00", "half \ud83d"])
async def test_unknown_agents_are_told_as_such(store: SqlStore, unknown: str) -> None:
    assert await store.agents.find(unknown) is None
    with pytest.raises(UnknownAgent):
        await store.agents.get(unknown)
    with pytest.raises(UnknownAgent):
        await store.agents.set_presence(unknown, Presence.AWAY)
    with pytest.raises(UnknownAgent):
        await store.agents.set_name(unknown, "Somebody")


async def test_a_session_needs_an_agent(store: SqlStore) -> None:
    with pytest.raises(UnknownAgent):
        await store.agents.open_session("token hash", "nobody", NOON)


async def test_a_user_name_is_given_once_even_in_a_race(store: SqlStore) -> None:
    answers = await asyncio.gather(
        *(store.agents.add(f"a{n}", "mari", "Mari", Role.AGENT, "hash") for n in range(6)),
        return_exceptions=True,
    )
    assert sum(isinstance(answer, Agent) for answer in answers) == 1
    assert sum(isinstance(answer, NameTaken) for answer in answers) == 5
    assert len(await store.agents.all()) == 1


async def test_all_agents_come_by_display_name(store: SqlStore) -> None:
    for number, name in enumerate(("zoë", "Anna", "mari", "Ülle")):
        await store.agents.add(f"a{number}", f"user{number}", name, Role.SUPERVISOR, "hash")
    names = [agent.name for agent in await store.agents.all()]
    assert names == ["Anna", "mari", "zoë", "Ülle"]


async def test_presence_and_name_change_and_stay(store: SqlStore) -> None:
    await _mari(store)
    assert (await store.agents.set_presence("a1", Presence.AVAILABLE)).presence == "available"
    changed = await store.agents.set_name("a1", "Mari 🌻")
    assert changed == Agent("a1", "mari", "Mari 🌻", Role.AGENT, Presence.AVAILABLE)
    assert await store.agents.get("a1") == changed


async def test_a_session_lasts_until_it_expires_or_is_closed(store: SqlStore) -> None:
    mari = await _mari(store)
    await store.agents.open_session("one", "a1", NOON + HOUR)
    await store.agents.open_session("two", "a1", NOON + HOUR)
    assert await store.agents.session_agent("one", NOON) == mari
    assert await store.agents.session_agent("one", NOON + HOUR) is None
    assert await store.agents.session_agent("other", NOON) is None
    await store.agents.close_session("one")
    await store.agents.close_session("one")
    assert await store.agents.session_agent("one", NOON) is None
    assert await store.agents.session_agent("two", NOON) == mari


async def test_who_has_a_session_left_is_signed_in(store: SqlStore) -> None:
    await _mari(store)
    assert not await store.agents.is_signed_in("a1", NOON)
    await store.agents.open_session("one", "a1", NOON + HOUR)
    await store.agents.open_session("two", "a1", NOON + HOUR * 2)
    await store.agents.close_session("one")
    assert await store.agents.is_signed_in("a1", NOON + HOUR)
    assert not await store.agents.is_signed_in("a1", NOON + HOUR * 2), "it has expired"
    assert not await store.agents.is_signed_in("nul\x00", NOON)
    await store.agents.close_session("two")
    assert not await store.agents.is_signed_in("a1", NOON)


async def test_expired_sessions_are_dropped_and_others_stay(store: SqlStore) -> None:
    mari = await _mari(store)
    await store.agents.open_session("old", "a1", NOON)
    await store.agents.open_session("new", "a1", NOON + HOUR)
    await store.agents.drop_expired_sessions(NOON)
    assert await store.agents.session_agent("old", NOON - HOUR) is None
    assert await store.agents.session_agent("new", NOON) == mari
