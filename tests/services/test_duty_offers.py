"""Offers: the least loaded who fits is asked first; who does not answer is passed over."""

from __future__ import annotations

import pytest

from handoff.core.agents import Presence
from handoff.core.events import AgentAssigned, OfferEnded, OfferMade
from handoff.core.office import Team, TeamMode
from tests.services.office_world import LEASE_S, OFFER_S, OfficeWorld

HOUSING = Team("t1", "Housing", TeamMode.OFFER)


@pytest.fixture
async def office() -> OfficeWorld:
    """An office with a team that is offered its work."""
    office = OfficeWorld()
    await office.team(HOUSING)
    await office.pass_time(1)
    return office


async def offered_to(office: OfficeWorld, conversation: str) -> str | None:
    asked = (await office.state(conversation)).offered_to
    return asked.name if asked else None


def asked(office: OfficeWorld, conversation: str) -> list[str]:
    return [event.agent.name for event in office.of_kind(conversation, OfferMade)]


def ends(office: OfficeWorld, conversation: str) -> list[tuple[str, str]]:
    return [(e.agent.name, e.reason) for e in office.of_kind(conversation, OfferEnded)]


async def test_who_waits_for_an_offering_team_is_offered_and_others_are_not(
    office: OfficeWorld,
) -> None:
    await office.team(Team("t2", "Aid", TeamMode.TAKE))
    await office.at_desk("Mari")
    offered = await office.asks(team="t1")
    picked = [await office.asks(team="t2"), await office.asks()]
    await office.pass_time(1)
    assert await offered_to(office, offered) == "Mari"
    assert [await offered_to(office, each) for each in picked] == [None, None]


async def test_what_is_for_everybody_is_offered_where_every_team_is(office: OfficeWorld) -> None:
    await office.at_desk("Mari")
    conversation = await office.asks()
    await office.pass_time(1)
    assert await offered_to(office, conversation) == "Mari"


async def test_an_offer_that_nobody_answers_goes_on_in_twenty_seconds(
    office: OfficeWorld,
) -> None:
    await office.at_desk("Mari")
    conversation = await office.asks(team="t1")
    await office.pass_time(1)
    await office.at_desk("Tom")
    await office.pass_time(OFFER_S - 1)
    assert await offered_to(office, conversation) == "Mari"
    await office.pass_time(1)
    assert ends(office, conversation) == [("Mari", "lapsed")]
    assert await offered_to(office, conversation) == "Tom"


async def test_a_declined_offer_goes_on_at_once(office: OfficeWorld) -> None:
    mari, _ = await office.at_desk("Mari"), await office.at_desk("Tom")
    conversation = await office.asks(team="t1")
    await office.pass_time(1)
    await office.desk.decline(mari, conversation)
    await office.pass_time(1)
    assert ends(office, conversation) == [("Mari", "declined")]
    assert await offered_to(office, conversation) == "Tom"


async def test_an_accepted_offer_is_theirs(office: OfficeWorld) -> None:
    mari = await office.at_desk("Mari")
    conversation = await office.asks(team="t1")
    await office.pass_time(1)
    await office.desk.accept(mari, conversation)
    await office.pass_time(OFFER_S * 2)
    assert [e.agent for e in office.of_kind(conversation, AgentAssigned)] == [mari.ref]
    assert ends(office, conversation) == []


@pytest.mark.parametrize("how", ["away", "offline", "lost"])
async def test_an_offer_to_somebody_who_is_gone_goes_on(office: OfficeWorld, how: str) -> None:
    mari = await office.at_desk("Mari")
    conversation = await office.asks(team="t1")
    await office.pass_time(1)
    await office.at_desk("Tom")
    if how == "lost":
        await office.leave(mari)
    else:
        await office.handover.set_presence(mari.id, Presence(how))
    await office.pass_time(LEASE_S if how == "lost" else 1)
    assert ends(office, conversation) == [("Mari", "lapsed" if how == "lost" else "gone")]
    assert await offered_to(office, conversation) == "Tom"


async def test_the_least_loaded_is_asked_first(office: OfficeWorld) -> None:
    mari, tom = await office.at_desk("Mari"), await office.at_desk("Tom")
    for agent in (mari, mari, tom):
        await office.taken(agent)
    conversation = await office.asks(team="t1")
    await office.pass_time(1)
    assert await offered_to(office, conversation) == "Tom"


async def test_among_equals_the_longest_idle_is_asked_first(office: OfficeWorld) -> None:
    # So that what they put back, which is for everybody, is not offered to them.
    await office.team(Team("t2", "Aid", TeamMode.TAKE))
    for name in ("Ann", "Bea", "Cleo"):
        agent = await office.at_desk(name)
        await office.pass_time(10)
        conversation = await office.taken(agent)
        await office.pass_time(10)
        await office.desk.transfer(agent, conversation, None, None)
    first = await office.asks(team="t1")
    await office.pass_time(1)
    second = await office.asks(team="t1")
    await office.pass_time(1)
    assert [await offered_to(office, c) for c in (first, second)] == ["Ann", "Bea"]


async def test_nobody_is_offered_more_than_they_can_take(office: OfficeWorld) -> None:
    mari = await office.at_desk("Mari", capacity=2)
    await office.taken(mari)
    first = await office.asks(team="t1")
    office.clock.advance(1)
    second = await office.asks(team="t1")
    await office.pass_time(1)
    assert await offered_to(office, first) == "Mari"
    assert await offered_to(office, second) is None


async def test_team_and_language_must_fit(office: OfficeWorld) -> None:
    await office.offices.save_team(Team("t2", "Aid", TeamMode.OFFER))
    await office.at_desk("Ann", teams=["t2"])
    await office.at_desk("Bea", languages=["en"])
    conversation = await office.asks(team="t1", language="es")
    await office.pass_time(5)
    assert await offered_to(office, conversation) is None
    await office.at_desk("Cleo", teams=["t1", "t2"], languages=["es-MX", "en"])
    await office.pass_time(1)
    assert await offered_to(office, conversation) == "Cleo"


async def test_the_most_urgent_is_offered_first_and_then_the_longest_waiting(
    office: OfficeWorld,
) -> None:
    late = await office.asks(team="t1")
    office.clock.advance(5)
    later, urgent = await office.asks(team="t1"), await office.asks(team="t1", priority=7)
    await office.at_desk("Mari", capacity=2)
    await office.pass_time(1)
    assert [await offered_to(office, c) for c in (urgent, late, later)] == ["Mari", "Mari", None]


async def test_who_passed_it_over_is_asked_again_only_after_all_did_and_in_turn(
    office: OfficeWorld,
) -> None:
    for name in ("Ann", "Bea", "Cleo"):
        await office.at_desk(name)
    conversation = await office.asks(team="t1")
    await office.pass_time(OFFER_S * 6 + 1)
    names = asked(office, conversation)
    assert sorted(names[:3]) == ["Ann", "Bea", "Cleo"]
    assert names[3:6] == names[:3]


async def test_who_declines_alone_is_not_asked_again_in_the_same_breath(
    office: OfficeWorld,
) -> None:
    mari = await office.at_desk("Mari")
    conversation = await office.asks(team="t1")
    await office.pass_time(1)
    await office.desk.decline(mari, conversation)
    await office.pass_time(OFFER_S - 1)
    assert asked(office, conversation) == ["Mari"]
    await office.pass_time(1)
    assert asked(office, conversation) == ["Mari", "Mari"]


async def test_what_an_agent_lost_is_offered_to_others_first(office: OfficeWorld) -> None:
    mari, _ = await office.at_desk("Mari"), await office.at_desk("Tom")
    conversation = await office.asks(team="t1")
    await office.desk.accept(mari, conversation)
    await office.pass_time(5 * 60)
    assert await office.released(conversation) == ["no_answer"]
    assert await offered_to(office, conversation) == "Tom"


async def test_a_team_that_takes_again_gets_no_offers(office: OfficeWorld) -> None:
    await office.at_desk("Mari")
    await office.team(Team("t1", "Housing", TeamMode.TAKE))
    conversation = await office.asks(team="t1")
    await office.pass_time(OFFER_S)
    assert asked(office, conversation) == []


async def test_a_citizen_who_gives_up_is_offered_to_nobody(office: OfficeWorld) -> None:
    await office.at_desk("Mari")
    conversation = await office.asks(team="t1")
    await office.pass_time(1)
    await office.inbox.receive(conversation, "k", payload="baton:leave_queue")
    await office.pass_time(OFFER_S * 2)
    assert asked(office, conversation) == ["Mari"]
    assert ends(office, conversation) == []


async def test_a_clock_that_is_put_back_holds_up_no_offer(office: OfficeWorld) -> None:
    await office.at_desk("Mari")
    conversation = await office.asks(team="t1")
    await office.pass_time(1)
    office.clock.advance(-3600)
    await office.pass_time(2 * OFFER_S)
    assert ends(office, conversation)[0] == ("Mari", "lapsed")
    # Nobody else is there: after the pause of one offer it is Mari's turn again.
    assert len(asked(office, conversation)) > 1


async def test_whoever_left_before_the_clock_was_put_back_is_offered_nothing(
    office: OfficeWorld,
) -> None:
    mari = await office.at_desk("Mari")
    await office.pass_time(1)
    await office.leave(mari)
    office.clock.advance(-3600)
    await office.pass_time(1)
    conversation = await office.asks(team="t1")
    await office.pass_time(LEASE_S)
    assert asked(office, conversation) == []


async def test_who_puts_it_back_is_not_offered_it_again_while_others_are_there(
    office: OfficeWorld,
) -> None:
    mari, tom = await office.at_desk("Mari"), await office.at_desk("Tom")
    await office.taken(tom)
    conversation = await office.asks(team="t1")
    await office.desk.accept(mari, conversation)
    await office.desk.transfer(mari, conversation, None, None)
    await office.pass_time(1)
    assert await offered_to(office, conversation) == "Tom"
