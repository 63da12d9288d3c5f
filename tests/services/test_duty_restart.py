"""A restart, a pause, two processes: nobody is orphaned, and nobody is thrown out either."""

from __future__ import annotations

import pytest

from handoff.core.agents import Agent
from handoff.core.errors import Unavailable
from handoff.core.events import AgentReleased
from handoff.core.office import Team, TeamMode
from handoff.services.duty import LENGTH
from tests.services.office_world import LEASE_S, OfficeWorld

LONG = 10 * LEASE_S


@pytest.fixture
async def office() -> OfficeWorld:
    """An office that somebody has been going round in for a while."""
    office = OfficeWorld()
    await office.pass_time(1)
    return office


async def restarted(office: OfficeWorld, after_s: float) -> None:
    """Have the service down for so long; desks come back later, or not at all."""
    office.live.clear()
    await office.sleep(after_s)
    office.rounds = office.new_rounds("process-after-restart")


async def with_three(office: OfficeWorld) -> tuple[Agent, list[str]]:
    mari = await office.at_desk("Mari")
    held = [await office.taken(mari) for _ in range(3)]
    for conversation in held:
        await office.desk.say(mari, conversation, "k", "Let me look.")
    await office.pass_time(1)
    return mari, held


@pytest.mark.parametrize("down_s", [1, LEASE_S - 1, LONG])
async def test_after_a_restart_desks_that_come_back_within_the_lease_keep_everything(
    office: OfficeWorld, down_s: float
) -> None:
    mari, held = await with_three(office)
    await restarted(office, down_s)
    await office.pass_time(LEASE_S - 2)
    office.live.add(mari.id)
    await office.pass_time(LEASE_S * 2)
    for conversation in held:
        assert (await office.state(conversation)).holds(mari.id)


@pytest.mark.parametrize("down_s", [1, LEASE_S - 1, LONG])
async def test_after_a_restart_desks_that_do_not_come_back_lose_them_within_a_lease(
    office: OfficeWorld, down_s: float
) -> None:
    _, held = await with_three(office)
    await restarted(office, down_s)
    await office.pass_time(LEASE_S + LENGTH.total_seconds() + 1)
    for conversation in held:
        assert await office.released(conversation) == ["agent_lost"]


async def test_a_store_that_was_away_longer_than_the_lease_throws_nobody_out(
    office: OfficeWorld,
) -> None:
    mari, held = await with_three(office)
    office.log.away = office.offices.away = True
    for _ in range(LONG):
        office.clock.advance(1)
        with pytest.raises(Unavailable):
            await office.rounds.go()
    office.log.away = office.offices.away = False
    # The desk's next sign of life comes a third of a lease later.
    office.live.clear()
    await office.pass_time(LEASE_S / 3)
    office.live.add(mari.id)
    await office.pass_time(LEASE_S)
    for conversation in held:
        assert (await office.state(conversation)).holds(mari.id)


async def test_a_machine_that_slept_throws_nobody_out(office: OfficeWorld) -> None:
    mari, held = await with_three(office)
    office.live.clear()
    await office.sleep(LONG)
    await office.pass_time(5)
    office.live.add(mari.id)
    await office.pass_time(LEASE_S)
    for conversation in held:
        assert (await office.state(conversation)).holds(mari.id)


async def test_whoever_could_not_answer_while_the_service_was_down_gets_a_lease_to_do_so(
    office: OfficeWorld,
) -> None:
    mari = await office.at_desk("Mari")
    conversation = await office.taken(mari)
    await restarted(office, LONG * 2)
    office.live.add(mari.id)
    await office.pass_time(LEASE_S - 1)
    assert (await office.state(conversation)).holds(mari.id)
    await office.desk.say(mari, conversation, "k", "Sorry, here I am.")
    await office.pass_time(LEASE_S)
    assert (await office.state(conversation)).holds(mari.id)


async def test_one_process_goes_round_and_another_takes_over_when_it_dies(
    office: OfficeWorld,
) -> None:
    mari, held = await with_three(office)
    other = office.new_rounds("process-2")
    await office.leave(mari)
    for _ in range(LEASE_S - 1):
        office.clock.advance(1)
        await office.go_round(office.rounds)
        await office.go_round(other)
    # The first process dies; the other one has been looking on all the time.
    for _ in range(int(LENGTH.total_seconds()) + 1):
        office.clock.advance(1)
        await office.go_round(other)
    for conversation in held:
        assert await office.released(conversation) == ["agent_lost"]


async def test_a_process_that_ends_leaves_the_rounds_to_another_at_once(
    office: OfficeWorld,
) -> None:
    other = office.new_rounds("process-2")
    await office.go_round(other)
    assert office.offices.leases["office"][0] == "process-1"
    await office.rounds.stop()
    await office.go_round(other)
    assert office.offices.leases["office"][0] == "process-2"


async def test_two_processes_that_go_round_at_once_release_and_offer_once(
    office: OfficeWorld,
) -> None:
    mari, held = await with_three(office)
    await office.team(Team("t1", "Housing", TeamMode.OFFER))
    tom = await office.at_desk("Tom", capacity=9)
    other = office.new_rounds("process-2")
    await office.leave(mari)
    for _ in range(LEASE_S + 5):
        office.clock.advance(1)
        # Both believe that it is theirs to do.
        office.offices.leases.clear()
        await office.go_round(office.rounds)
        office.offices.leases.clear()
        await office.go_round(other)
    for conversation in held:
        assert len(office.of_kind(conversation, AgentReleased)) == 1
    assert tom.id in office.book.current.on_duty


async def test_offers_under_way_survive_a_restart_and_lapse_at_their_time(
    office: OfficeWorld,
) -> None:
    await office.team(Team("t1", "Housing", TeamMode.OFFER))
    mari = await office.at_desk("Mari")
    conversation = await office.asks(team="t1")
    await office.pass_time(1)
    assert (await office.state(conversation)).offered_to == mari.ref
    office.rounds = office.new_rounds("process-2")
    await office.pass_time(5)
    assert (await office.state(conversation)).offered_to == mari.ref
    await office.desk.accept(mari, conversation)
    assert (await office.state(conversation)).holds(mari.id)
