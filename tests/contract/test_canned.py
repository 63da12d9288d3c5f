"""What every store knows about canned responses."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from handoff.adapters.store import SqlStore
from handoff.core.agents import Role
from handoff.core.canned import Canned
from handoff.core.errors import ShortcutTaken, UnknownCanned, UnknownTeam
from handoff.core.office import Team
from tests.contract.conftest import NOON

HELLO = Canned("1", "hello", "Greeting", "en", "Hello {{first_name}}", NOON)


async def fill(store: Any) -> None:
    """A team, an agent, and the same shortcut once in each scope."""
    await store.offices.save_team(Team("snap", "SNAP"))
    for name in ("mari", "tom"):
        await store.agents.add(name, name, name, Role.AGENT, "hash")
    if hasattr(store.canned, "teams"):
        store.canned.teams.add("snap")
    for canned in (
        HELLO,
        replace(HELLO, id="2", language="es", text="Hola"),
        replace(HELLO, id="3", team_id="snap"),
        replace(HELLO, id="4", owner_id="mari"),
        replace(HELLO, id="5", owner_id="tom"),
    ):
        await store.canned.save(canned)


async def test_an_agent_gets_what_is_shared_and_the_own_by_shortcut(store: SqlStore) -> None:
    await fill(store)
    bye = replace(HELLO, id="0", shortcut="bye", owner_id="mari")
    await store.canned.save(bye)
    usable = await store.canned.usable("mari")
    assert [canned.id for canned in usable] == ["0", "1", "3", "4", "2"]
    assert usable[0] == bye
    assert await store.canned.get("1") == HELLO


@pytest.mark.parametrize("scope", [{}, {"team_id": "snap"}, {"owner_id": "mari"}])
async def test_a_shortcut_is_given_once_in_its_scope_and_language(
    store: SqlStore, scope: dict[str, Any]
) -> None:
    await fill(store)
    with pytest.raises(ShortcutTaken):
        await store.canned.save(replace(HELLO, id="new", **scope))
    await store.canned.save(replace(HELLO, id="new", language="fr", **scope))
    with pytest.raises(ShortcutTaken):
        await store.canned.save(replace(HELLO, id="new", **scope))
    assert (await store.canned.get("new")).language == "fr"


async def test_one_is_replaced_by_its_id_and_may_keep_its_shortcut(store: SqlStore) -> None:
    await fill(store)
    changed = replace(HELLO, text="Good day", updated_at=NOON + timedelta(hours=1))
    await store.canned.save(changed)
    assert await store.canned.get("1") == changed


@pytest.mark.parametrize("unknown", ["nowhere", "nul\x00", "half \ud83d"])
async def test_a_team_that_does_not_exist_is_told_as_such(store: SqlStore, unknown: str) -> None:
    await fill(store)
    with pytest.raises(UnknownTeam):
        await store.canned.save(replace(HELLO, id="new", team_id=unknown))


@pytest.mark.parametrize("unknown", ["nothing", "", "nul\x00", "half \ud83d"])
async def test_dropping_forgets_and_unknown_ones_are_told_as_such(
    store: SqlStore, unknown: str
) -> None:
    await fill(store)
    assert await store.canned.drop("1") is True
    assert await store.canned.drop("1") is False
    for canned_id in ("1", unknown):
        with pytest.raises(UnknownCanned):
            await store.canned.get(canned_id)
    assert await store.canned.drop(unknown) is False
