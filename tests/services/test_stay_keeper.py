"""Stays follow the log, also over a crash."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handoff.core.errors import Unavailable
from handoff.services.stay_keeper import REMEMBERED
from tests.services.waits_world import WaitsWorld


@pytest.fixture
async def world() -> WaitsWorld:
    world = WaitsWorld()
    await world.refresh()
    return world


async def test_a_stay_is_written_at_each_move(world: WaitsWorld) -> None:
    mari = await world.at_desk("Mari")
    conversation_id = await world.asks()
    start = world.clock.now()
    await world.refresh()
    (stay,) = world.records.stays[conversation_id]
    assert (stay.queued_at, stay.assigned_at) == (start, None)
    await world.later(60)
    await world.takes(mari, conversation_id)
    await world.later(60)
    await world.ends(mari, conversation_id)
    await world.refresh()
    (stay,) = world.records.stays[conversation_id]
    assert stay.assigned_at == start + timedelta(seconds=60)
    assert stay.ended_at == start + timedelta(seconds=120)
    assert world.keeper.last_end == {mari.id: stay.ended_at}


async def test_what_moves_nothing_is_not_told_anew(world: WaitsWorld) -> None:
    conversation_id = await world.asks()
    await world.refresh()
    world.records.stays.clear()
    await world.say(conversation_id, "hello?")
    await world.refresh()
    assert conversation_id not in world.records.stays


async def test_a_process_that_was_killed_had_not_written_what_the_next_one_finds(
    world: WaitsWorld,
) -> None:
    mari = await world.at_desk("Mari")
    known = await world.served(mari)
    lost = await world.asks()
    await world.takes(mari, lost)
    world.keeper = world.new_keeper()
    assert lost not in world.records.stays
    await world.later(10)
    assert world.records.stays.keys() == {known, lost}
    assert world.records.stays[lost][0].agent_id == mari.id


async def test_a_store_from_before_stays_were_kept_is_filled_in(world: WaitsWorld) -> None:
    mari = await world.at_desk("Mari")
    ids = {await world.served(mari) for _ in range(5)}
    world.records.stays.clear()
    await world.later(timedelta(days=2).total_seconds())
    world.keeper = world.new_keeper()
    await world.refresh()
    assert world.records.stays.keys() == ids
    world.records.stays.clear()
    await world.later(REMEMBERED.total_seconds())
    world.keeper = world.new_keeper()
    await world.refresh()
    assert world.records.stays == {}


async def test_what_another_process_left_behind_is_found_within_the_hour(
    world: WaitsWorld,
) -> None:
    dead = world.new_keeper()
    living, world.keeper = world.keeper, dead
    lost = await world.asks()
    world.keeper = living
    await world.later(3500)
    assert lost not in world.records.stays
    await world.later(101)
    assert lost in world.records.stays


async def test_a_store_that_is_away_makes_nothing_forgotten(world: WaitsWorld) -> None:
    conversation_id = await world.asks()
    world.records.away = True
    with pytest.raises(Unavailable):
        await world.keeper.keep()
    world.records.away = False
    await world.keeper.keep()
    assert conversation_id in world.records.stays
