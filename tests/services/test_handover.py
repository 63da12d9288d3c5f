"""Sign-out and end of shift hand everything over at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handoff.core.accounts import AccountChange
from handoff.core.agents import Agent, Presence, Role
from handoff.core.events import AgentReleased, OfferEnded
from handoff.core.office import Team, TeamMode
from handoff.services.handover import HandOver
from handoff.services.sign_in import SignIn
from tests.fakes.passwords import FakePasswords
from tests.services.office_world import OfficeWorld

PASSWORD = "correct horse battery"


@pytest.fixture
def office() -> OfficeWorld:
    return OfficeWorld()


@pytest.fixture
async def mari(office: OfficeWorld) -> Agent:
    return await office.at_desk("Mari")


async def test_who_signs_out_hands_over_what_is_held_and_what_is_offered(
    office: OfficeWorld, mari: Agent
) -> None:
    await office.team(Team("t1", "Housing", TeamMode.OFFER))
    held, offered = await office.taken(mari), await office.asks(team="t1")
    await office.pass_time(1)
    await office.handover.signed_out(mari.id)
    assert office.of_kind(held, AgentReleased) == [AgentReleased(mari.ref, "signed_out")]
    assert office.of_kind(offered, OfferEnded) == [OfferEnded(mari.ref, "gone")]
    assert (await office.agents.get(mari.id)).presence is Presence.OFFLINE


async def test_what_others_hold_stays_theirs(office: OfficeWorld, mari: Agent) -> None:
    tom = await office.at_desk("Tom")
    his = await office.taken(tom)
    await office.go_home(mari)
    assert (await office.state(his)).holds(tom.id)


async def test_the_place_in_line_is_kept(office: OfficeWorld, mari: Agent) -> None:
    early = await office.taken(mari)
    office.clock.advance(60)
    late = await office.asks()
    await office.go_home(mari)
    assert [await office.log.position(c) for c in (early, late)] == [1, 2]


@pytest.mark.parametrize("presence", [Presence.AVAILABLE, Presence.AWAY])
async def test_who_goes_on_a_break_keeps_everything(
    office: OfficeWorld, mari: Agent, presence: Presence
) -> None:
    conversation = await office.taken(mari)
    changed = await office.handover.set_presence(mari.id, presence)
    assert changed.presence is presence
    assert (await office.state(conversation)).holds(mari.id)


async def test_one_that_fails_does_not_stop_the_others(
    office: OfficeWorld, mari: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversations = [await office.taken(mari) for _ in range(3)]
    append = office.log.append

    async def failing(conversation_id: str, *args: object, **more: object) -> object:
        if conversation_id == conversations[1]:
            raise RuntimeError("a defect")
        return await append(conversation_id, *args, **more)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(office.log, "append", failing)
    assert await office.handover.all_of(mari.id, "shift_ended") == 2
    held = [(await office.state(c)).holds(mari.id) for c in conversations]
    assert held == [False, True, False]


async def test_only_the_last_session_that_ends_ends_the_shift(office: OfficeWorld) -> None:
    sign_in = SignIn(office.agents, FakePasswords(), office.clock, session_hours=12)
    ann = await sign_in.add_agent("ann", "Ann", Role.AGENT, PASSWORD)
    _, laptop = await sign_in.login("ann", PASSWORD)
    _, phone = await sign_in.login("ann", PASSWORD)
    assert await sign_in.logout(laptop) is None
    assert await sign_in.logout(laptop) is None
    assert await sign_in.logout(phone) == ann
    assert await sign_in.logout(phone) is None
    assert await sign_in.logout(None) is None


async def test_a_session_that_has_expired_keeps_no_shift_alive(office: OfficeWorld) -> None:
    sign_in = SignIn(office.agents, FakePasswords(), office.clock, session_hours=1)
    ann = await sign_in.add_agent("ann", "Ann", Role.AGENT, PASSWORD)
    await sign_in.login("ann", PASSWORD)
    office.clock.advance(timedelta(minutes=59).total_seconds())
    _, late = await sign_in.login("ann", PASSWORD)
    office.clock.advance(timedelta(minutes=2).total_seconds())
    assert await sign_in.logout(late) == ann


async def test_whoever_loses_the_right_to_talk_loses_what_is_held_also_without_a_handover(
    office: OfficeWorld, mari: Agent
) -> None:
    conversation = await office.taken(mari)
    # The service died between the change of the role and the hand over.
    await office.agents.change(mari.id, AccountChange(role=Role.EDITOR))
    await office.pass_time(1)
    assert await office.released(conversation) == ["shift_ended"]


@pytest.mark.parametrize("presence", [Presence.OFFLINE, Presence.AWAY])
async def test_who_leaves_is_given_nothing_that_comes_in_the_same_second(
    office: OfficeWorld, mari: Agent, presence: Presence
) -> None:
    handover = HandOver(office.journal, office.log, office.agents, office.book.refresh)
    await office.book.refresh()
    assert mari.id in office.book.current.on_duty
    await handover.set_presence(mari.id, presence)
    assert mari.id not in office.book.current.on_duty
