"""What every store knows about accounts: roles, teams, passwords, and closing one."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from handoff.adapters.store import SqlStore
from handoff.core.accounts import AccountChange
from handoff.core.agents import Agent, Presence, Role
from handoff.core.errors import LastAdmin, UnknownAgent, UnknownTeam
from handoff.core.office import Team
from tests.contract.conftest import NOON

LATER = NOON + timedelta(hours=1)


async def _agent(store: SqlStore, name: str, role: Role = Role.AGENT) -> Agent:
    return await store.agents.add(name, name, name.title(), role, f"hash of {name}")


async def _teams(store: Any, *ids: str) -> None:
    for team_id in ids:
        await store.offices.save_team(Team(team_id, team_id.title()))
    if hasattr(store.agents, "teams"):
        store.agents.teams.update(ids)


async def test_a_change_changes_what_it_names_and_nothing_else(store: SqlStore) -> None:
    await _agent(store, "mari")
    await _teams(store, "snap", "medicaid")
    change = AccountChange(languages=("es", "en"), capacity=5, teams=("snap", "medicaid"))
    changed = await store.accounts.change("mari", change)
    assert (changed.languages, changed.capacity) == (("es", "en"), 5)
    assert (changed.teams, changed.name, changed.role) == (("medicaid", "snap"), "Mari", "agent")
    again = await store.accounts.change("mari", AccountChange(name="M.", role=Role.SUPERVISOR))
    assert (again.name, again.role, again.capacity) == ("M.", Role.SUPERVISOR, 5)
    emptied = await store.accounts.change("mari", AccountChange(languages=(), teams=()))
    assert (emptied.languages, emptied.teams) == ((), ())
    assert await store.agents.get("mari") == emptied


async def test_a_change_to_an_unknown_team_changes_nothing(store: SqlStore) -> None:
    mari = await _agent(store, "mari")
    with pytest.raises(UnknownTeam):
        await store.accounts.change("mari", AccountChange(name="Other", teams=("nowhere",)))
    assert await store.agents.get("mari") == mari


@pytest.mark.parametrize("unknown", ["nobody", "", "nul\x00", "half \ud83d"])
async def test_unknown_accounts_are_told_as_such(store: SqlStore, unknown: str) -> None:
    for change in (AccountChange(), AccountChange(name="x"), AccountChange(teams=())):
        with pytest.raises(UnknownAgent):
            await store.accounts.change(unknown, change)
    for act in (store.accounts.disable, store.accounts.enable):
        with pytest.raises(UnknownAgent):
            await act(unknown)
    with pytest.raises(UnknownAgent):
        await store.accounts.set_password(unknown, "hash")


async def test_a_disabled_account_is_offline_and_without_any_session(store: SqlStore) -> None:
    await _agent(store, "mari")
    await store.agents.set_presence("mari", Presence.AVAILABLE)
    await store.agents.open_session("one", "mari", LATER)
    await store.agents.open_session("two", "mari", LATER)
    closed = await store.accounts.disable("mari")
    assert (closed.disabled, closed.presence) == (True, Presence.OFFLINE)
    assert await store.agents.session_agent("one", NOON) is None
    opened = await store.accounts.enable("mari")
    assert opened.disabled is False
    assert await store.agents.session_agent("two", NOON) is None


async def test_a_session_of_a_disabled_account_that_slipped_in_is_none(store: SqlStore) -> None:
    await _agent(store, "mari")
    await store.accounts.disable("mari")
    await store.agents.open_session("late", "mari", LATER)
    assert await store.agents.session_agent("late", NOON) is None


async def test_a_new_password_ends_all_sessions_but_the_one_that_set_it(store: SqlStore) -> None:
    await _agent(store, "mari")
    other = await _agent(store, "tom")
    for token in ("here", "there"):
        await store.agents.open_session(token, "mari", LATER)
    await store.agents.open_session("toms", "tom", LATER)
    await store.accounts.set_password("mari", "new hash", keep_session="here")
    found = await store.agents.find("mari")
    assert found is not None
    assert found.password_hash == "new hash"
    assert await store.agents.session_agent("here", NOON) is not None
    assert await store.agents.session_agent("there", NOON) is None
    await store.accounts.set_password("mari", "newer hash")
    assert await store.agents.session_agent("here", NOON) is None
    assert await store.agents.session_agent("toms", NOON) == other


async def test_the_last_admin_keeps_role_and_account(store: SqlStore) -> None:
    await _agent(store, "ada", Role.ADMIN)
    await _agent(store, "mari")
    with pytest.raises(LastAdmin):
        await store.accounts.disable("ada")
    with pytest.raises(LastAdmin):
        await store.accounts.change("ada", AccountChange(role=Role.SUPERVISOR))
    await store.accounts.change("ada", AccountChange(role=Role.ADMIN, capacity=1))
    await store.accounts.disable("mari")
    await store.accounts.change("mari", AccountChange(role=Role.ADMIN))
    with pytest.raises(LastAdmin):
        # A disabled admin cannot keep anything.
        await store.accounts.disable("ada")
    await store.accounts.enable("mari")
    assert (await store.accounts.disable("ada")).disabled


async def test_of_two_admins_who_disable_each_other_at_once_one_stays(store: SqlStore) -> None:
    for _ in range(5):
        one, two = await _pair(store)
        answers = await asyncio.gather(
            store.accounts.disable(one),
            store.accounts.change(two, AccountChange(role=Role.AGENT)),
            return_exceptions=True,
        )
        assert sum(isinstance(answer, LastAdmin) for answer in answers) == 1


async def _pair(store: SqlStore) -> tuple[str, str]:
    """Two admins and no other."""
    for name in ("ada", "grace"):
        if await store.agents.find(name) is None:
            await _agent(store, name)
        await store.accounts.enable(name)
        await store.accounts.change(name, AccountChange(role=Role.ADMIN))
    return "ada", "grace"
