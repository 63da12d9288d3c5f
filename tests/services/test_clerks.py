"""Staff who answer past the desk: whoever they leave waiting goes into the queue."""

from __future__ import annotations

import pytest

from handoff.core.arrivals import Arrival, ClerkWrote, What, Wrote
from handoff.core.events import AgentReleased
from handoff.core.values import Control
from tests.services.world import World

MINUTE = 60.0


@pytest.fixture(autouse=True)
async def _nothing_goes_out(world: World) -> None:
    """What is sent to the citizen is under test elsewhere."""
    await world.delivery.stop()


async def take(world: World, what: What, key: str) -> str:
    await world.reception.take(world.channel, Arrival("chat-77", key, what))
    conversation_id = await world.log.find_address("telegram", "chat-77")
    assert conversation_id is not None
    return conversation_id


async def answered(world: World) -> str:
    """A citizen whom a clerk has answered and who has written since."""
    await take(world, Wrote("hello"), "k1")
    await take(world, ClerkWrote("We look into it."), "c1")
    world.clock.advance(1)
    return await take(world, Wrote("and now?"), "k2")


async def control(world: World, conversation_id: str) -> Control:
    return (await world.state(conversation_id)).control


async def test_a_citizen_who_waits_too_long_goes_into_the_queue(world: World) -> None:
    conversation_id = await answered(world)
    await world.pass_time(14 * MINUTE, step=30)
    assert await control(world, conversation_id) is Control.AGENT
    await world.pass_time(2 * MINUTE, step=30)
    assert await control(world, conversation_id) is Control.QUEUED
    released = world.events(conversation_id)[-1]
    assert isinstance(released, AgentReleased)
    assert released.reason == "clerk_away"


async def test_who_asks_again_and_again_waits_no_longer_than_who_is_silent(world: World) -> None:
    conversation_id = await answered(world)
    for number in range(8):
        await world.pass_time(2 * MINUTE, step=30)
        await take(world, Wrote("hello?"), f"again {number}")
    assert await control(world, conversation_id) is Control.QUEUED


async def test_a_clerk_who_answers_in_time_keeps_the_conversation(world: World) -> None:
    conversation_id = await answered(world)
    for number in range(4):
        await world.pass_time(10 * MINUTE, step=30)
        await take(world, ClerkWrote("Still at it."), f"answer {number}")
        world.clock.advance(1)
        await take(world, Wrote("ok, and?"), f"again {number}")
    assert await control(world, conversation_id) is Control.AGENT


async def test_who_was_answered_is_not_put_into_the_queue_by_silence(world: World) -> None:
    conversation_id = await answered(world)
    world.clock.advance(1)
    await take(world, ClerkWrote("It is on its way."), "c2")
    await world.pass_time(24 * 60 * MINUTE, step=600)
    assert await control(world, conversation_id) is Control.AGENT


async def test_an_agent_of_the_desk_is_never_put_aside(world: World) -> None:
    conversation_id = await answered(world)
    await world.desk.accept(await world.hire("Mari"), conversation_id)
    await world.pass_time(60 * MINUTE, step=60)
    assert await control(world, conversation_id) is Control.AGENT


async def test_a_wait_that_began_before_a_restart_counts(world: World) -> None:
    conversation_id = await answered(world)
    world.clock.advance(16 * MINUTE)
    await world.clerks.look()
    assert await control(world, conversation_id) is Control.QUEUED


async def test_a_clock_that_was_put_back_delays_nobody_for_longer(world: World) -> None:
    conversation_id = await answered(world)
    await world.clerks.look()
    world.clock.advance(-3600)
    await world.pass_time(76 * MINUTE, step=60)
    assert await control(world, conversation_id) is Control.QUEUED
