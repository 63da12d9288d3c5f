"""Who looks at what from the desks of this process, and that desks live."""

from __future__ import annotations

import pytest

from handoff.core.agents import Agent, Role
from handoff.core.errors import UnknownAgent
from handoff.services.connections import Connections
from handoff.services.watching import Lookers
from tests.fakes.agents import FakeAgents
from tests.fakes.clock import FakeClock
from tests.fakes.watching import FakeWatching


class Office:
    def __init__(self) -> None:
        self.clock, self.table, self.agents = FakeClock(), FakeWatching(), FakeAgents()
        self.lookers = Lookers(self.table, self.clock)
        self.connections = Connections(self.agents, self.lookers, self.clock, lease_s=30)

    async def mari(self) -> Agent:
        return await self.agents.add("mari", "mari", "Mari", Role.AGENT, "")

    async def seen_at(self) -> float:
        seen_at = (await self.agents.get("mari")).seen_at
        assert seen_at is not None
        return (self.clock.now() - seen_at).total_seconds()


@pytest.fixture
def office() -> Office:
    return Office()


async def test_who_opens_a_conversation_looks_at_it_for_45_seconds(office: Office) -> None:
    await office.lookers.opened("mari", "c1")
    office.clock.advance(44)
    assert await office.lookers.all() == {"c1": ("mari",)}
    office.clock.advance(1)
    assert await office.lookers.all() == {}


async def test_a_sign_of_life_renews_all_that_is_open_and_nothing_else(office: Office) -> None:
    await office.mari()
    for each in ("c1", "c2", "c3"):
        await office.lookers.opened("mari", each)
    await office.lookers.closed("mari", ["c3"])
    office.clock.advance(40)
    await office.connections.beat("mari")
    office.clock.advance(40)
    assert await office.lookers.all() == {"c1": ("mari",), "c2": ("mari",)}


async def test_an_agent_with_two_desks_looks_until_both_have_closed_it(office: Office) -> None:
    await office.lookers.opened("mari", "c1")
    await office.lookers.opened("mari", "c1")
    await office.lookers.closed("mari", ["c1"])
    assert await office.lookers.all() == {"c1": ("mari",)}
    await office.lookers.closed("mari", ["c1"])
    assert await office.lookers.all() == {}


async def test_what_has_lapsed_is_forgotten(office: Office) -> None:
    await office.lookers.opened("mari", "c1")
    office.clock.advance(45)
    await office.lookers.tidy()
    assert office.table.until == {}


async def test_a_sign_of_life_is_kept_at_most_every_five_seconds(office: Office) -> None:
    await office.mari()
    with office.connections.entered("mari"):
        await office.connections.beat("mari")
        office.clock.advance(4.9)
        await office.connections.beat("mari")
        assert await office.seen_at() == 4.9
        office.clock.advance(0.1)
        await office.connections.beat("mari")
        assert await office.seen_at() == 0


async def test_whoever_comes_back_is_seen_at_once(office: Office) -> None:
    await office.mari()
    for _ in range(2):
        with office.connections.entered("mari"):
            await office.connections.beat("mari")
        office.clock.advance(1)
    assert await office.seen_at() == 1


async def test_a_clock_that_is_set_back_does_not_silence_a_desk(office: Office) -> None:
    await office.mari()
    with office.connections.entered("mari"):
        await office.connections.beat("mari")
        office.clock.advance(-3600)
        await office.connections.beat("mari")
        assert await office.seen_at() == 0


async def test_the_sign_of_life_of_somebody_who_is_no_more_is_told(office: Office) -> None:
    with pytest.raises(UnknownAgent):
        await office.connections.beat("nobody")


async def test_a_check_reaches_all_desks_of_the_agent_and_no_other(office: Office) -> None:
    connections = office.connections
    with (
        connections.entered("mari") as one,
        connections.entered("mari") as two,
        connections.entered("juan") as other,
    ):
        with connections.entered("mari") as left:
            pass
        connections.check("mari")
        connections.check("nobody")
        assert [desk.is_set() for desk in (one, two, other, left)] == [True, True, False, False]
