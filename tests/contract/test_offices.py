"""What every store knows about teams, rules and who does which duty."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from handoff.adapters.store import SqlStore
from handoff.core.office import Rule, Team, TeamMode
from tests.contract.conftest import NOON

LEASE = timedelta(seconds=10)
SNAP = Rule(
    "r1",
    "SNAP emergency",
    team="t1",
    priority=7,
    topics=("snap_emergency", "snap"),
    languages=("es",),
    channels=("web",),
    reasons=("asked",),
)
ANYTHING = Rule("r0", "Everything else")


async def test_teams_come_by_name_and_are_replaced_by_id(store: SqlStore) -> None:
    for team in (Team("t2", "snap"), Team("t1", "Housing"), Team("t3", "Ärzte")):
        await store.offices.save_team(team)
    await store.offices.save_team(Team("t2", "Aid", TeamMode.OFFER))
    assert await store.offices.teams() == [
        Team("t2", "Aid", TeamMode.OFFER),
        Team("t1", "Housing"),
        Team("t3", "Ärzte"),
    ]


@pytest.mark.parametrize("unknown", ["t9", "", "nul\x00", "half \ud83d"])
async def test_a_dropped_team_is_gone_and_an_unknown_one_is_told(
    store: SqlStore, unknown: str
) -> None:
    await store.offices.save_team(Team("t1", "Housing"))
    await store.offices.save_rules([SNAP])
    assert not await store.offices.drop_team(unknown)
    assert await store.offices.drop_team("t1")
    assert not await store.offices.drop_team("t1")
    assert await store.offices.teams() == []
    assert await store.offices.rules() == [SNAP], "rules keep what they say"


async def test_rules_are_kept_whole_and_in_their_order(store: SqlStore) -> None:
    assert await store.offices.rules() == []
    for order in ([SNAP, ANYTHING], [ANYTHING, SNAP], [ANYTHING], []):
        assert await store.offices.save_rules(order)
        assert await store.offices.rules() == order


async def test_rules_that_somebody_else_changed_meanwhile_are_not_overwritten(
    store: SqlStore,
) -> None:
    assert await store.offices.save_rules([ANYTHING], instead_of=[])
    assert not await store.offices.save_rules([SNAP], instead_of=[])
    assert await store.offices.rules() == [ANYTHING]
    assert await store.offices.save_rules([SNAP], instead_of=[ANYTHING])


async def test_of_many_who_replace_the_rules_at_once_one_does(store: SqlStore) -> None:
    rules = [Rule(f"r{n}", f"Rule {n}") for n in range(8)]
    saved = await asyncio.gather(
        *(store.offices.save_rules([rule], instead_of=[]) for rule in rules)
    )
    assert sum(saved) == 1
    assert await store.offices.rules() == [rules[saved.index(True)]]


async def test_one_holds_a_duty_and_renews_it_until_it_lapses(store: SqlStore) -> None:
    hold = store.offices.hold
    assert await hold("office", "a", NOON, LEASE)
    assert not await hold("office", "b", NOON + LEASE / 2, LEASE)
    assert await hold("office", "a", NOON + LEASE / 2, LEASE)
    assert not await hold("office", "b", NOON + LEASE, LEASE), "it was renewed"
    assert await hold("office", "b", NOON + LEASE * 1.5, LEASE)
    assert not await hold("office", "a", NOON + LEASE * 1.5, LEASE)
    assert await hold("another", "a", NOON + LEASE * 1.5, LEASE)


async def test_a_duty_that_was_let_go_is_free_at_once(store: SqlStore) -> None:
    await store.offices.hold("office", "a", NOON, LEASE)
    await store.offices.let_go("office", "b")
    assert not await store.offices.hold("office", "b", NOON, LEASE), "it was not b's to give up"
    await store.offices.let_go("office", "a")
    await store.offices.let_go("office", "a")
    assert await store.offices.hold("office", "b", NOON, LEASE)


async def test_a_duty_taken_by_a_clock_that_was_put_back_since_is_void(store: SqlStore) -> None:
    await store.offices.hold("office", "a", NOON + timedelta(hours=1), LEASE)
    assert await store.offices.hold("office", "b", NOON, LEASE)


async def test_of_many_who_want_a_duty_at_once_one_gets_it(store: SqlStore) -> None:
    taken = await asyncio.gather(
        *(store.offices.hold("office", f"holder {n}", NOON, LEASE) for n in range(12))
    )
    assert sum(taken) == 1


async def test_who_holds_what_is_told_by_the_start_of_its_name_while_it_lasts(
    store: SqlStore,
) -> None:
    await store.offices.hold("typing:c1", "a", NOON, LEASE)
    await store.offices.hold("typing:c2", "b", NOON - LEASE, LEASE)
    await store.offices.hold("typingXc3", "c", NOON, LEASE)
    assert await store.offices.held("typing:", NOON) == {"typing:c1": "a"}
    assert await store.offices.held("typin_:", NOON) == {}


async def test_lapsed_duties_are_forgotten_and_others_stay(store: SqlStore) -> None:
    await store.offices.hold("old", "a", NOON - LEASE * 2, LEASE)
    await store.offices.hold("new", "a", NOON, LEASE)
    await store.offices.drop_lapsed(NOON)
    assert await store.offices.held("", NOON - LEASE * 3) == {"new": "a"}
