"""Nobody is left with an agent who is not there: leases, silence, ends of shifts, restarts."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from handoff.core import citizen, handoff
from handoff.core.agents import Agent, Presence
from handoff.core.errors import Unavailable
from handoff.core.events import AgentReleased, MessagePosted
from handoff.core.values import AgentRef, Control
from tests.services.office_world import LEASE_S, OfficeWorld

ANSWER_S = 5 * 60
REMINDER_S = 3 * 60


@pytest.fixture
async def office() -> OfficeWorld:
    """An office that somebody has been going round in for a while."""
    office = OfficeWorld()
    await office.pass_time(1)
    return office


@pytest.fixture
async def mari(office: OfficeWorld) -> Agent:
    return await office.at_desk("Mari")


async def answered(office: OfficeWorld, agent: Agent, conversation: str) -> None:
    await office.desk.say(agent, conversation, f"k{office.clock.now()}", "Let me look.")


async def test_a_desk_that_lives_keeps_its_conversations(office: OfficeWorld, mari: Agent) -> None:
    conversation = await office.taken(mari)
    await answered(office, mari, conversation)
    await office.pass_time(10 * 60)
    assert (await office.state(conversation)).holds(mari.id)


async def test_a_desk_without_a_sign_of_life_loses_them_after_the_lease_and_one_round(
    office: OfficeWorld, mari: Agent
) -> None:
    conversation = await office.taken(mari)
    waited_since = (await office.state(conversation)).handed_over_at
    await office.pass_time(60)
    await office.leave(mari)
    await office.pass_time(LEASE_S - 1)
    assert (await office.state(conversation)).holds(mari.id)
    await office.pass_time(1)
    state = await office.state(conversation)
    assert (state.control, state.waiting_since) == (Control.QUEUED, waited_since)
    assert await office.released(conversation) == ["agent_lost"]


async def test_what_comes_back_is_first_in_line_and_what_was_said_meanwhile_is_kept(
    office: OfficeWorld, mari: Agent
) -> None:
    conversation = await office.taken(mari)
    await office.pass_time(5)
    later = await office.asks()
    await office.leave(mari)
    await office.inbox.receive(conversation, "k", "Are you there?")
    await office.pass_time(LEASE_S)
    await office.inbox.receive(conversation, "k2", "Hello?")
    assert await office.log.position(conversation) == 1
    assert await office.log.position(later) == 2
    said = [e.text for e in office.of_kind(conversation, MessagePosted)]
    assert said[-2:] == ["Are you there?", "Hello?"]


async def test_who_is_away_keeps_them_while_the_desk_lives(
    office: OfficeWorld, mari: Agent
) -> None:
    conversation = await office.taken(mari)
    await answered(office, mari, conversation)
    await office.handover.set_presence(mari.id, Presence.AWAY)
    await office.pass_time(10 * 60)
    assert (await office.state(conversation)).holds(mari.id)
    await office.leave(mari)
    await office.pass_time(LEASE_S)
    assert await office.released(conversation) == ["agent_lost"]


async def test_who_was_just_given_a_conversation_has_one_lease_to_show_up(
    office: OfficeWorld, mari: Agent
) -> None:
    tom = await office.hire("Tom")
    conversation = await office.taken(mari)
    await office.pass_time(60)
    await office.desk.transfer(mari, conversation, tom.id, None)
    await office.pass_time(LEASE_S - 1)
    assert (await office.state(conversation)).holds(tom.id)
    await office.pass_time(1)
    assert await office.released(conversation) == ["agent_lost"]


async def test_a_sign_of_life_from_a_clock_that_was_put_back_since_counts_for_nothing(
    office: OfficeWorld, mari: Agent
) -> None:
    conversation = await office.taken(mari)
    await office.pass_time(5)
    await office.leave(mari)
    await office.agents.seen(mari.id, office.clock.now().replace(year=2040))
    await office.pass_time(LEASE_S)
    assert await office.released(conversation) == ["agent_lost"]


async def test_a_citizen_who_waits_for_words_too_long_goes_to_others(
    office: OfficeWorld, mari: Agent
) -> None:
    conversation = await office.taken(mari)
    await answered(office, mari, conversation)
    await office.pass_time(60)
    await office.inbox.receive(conversation, "k", "And then?")
    await office.pass_time(ANSWER_S - 1)
    assert (await office.state(conversation)).holds(mari.id)
    await office.pass_time(1)
    assert await office.released(conversation) == ["no_answer"]
    assert (await office.state(conversation)).passed_over == (mari.id,)


async def test_the_first_message_that_waits_counts_and_not_the_last(
    office: OfficeWorld, mari: Agent
) -> None:
    conversation = await office.taken(mari)
    await answered(office, mari, conversation)
    for number in range(ANSWER_S // 60):
        await office.inbox.receive(conversation, f"k{number}", "Hello?")
        await office.pass_time(60)
    assert await office.released(conversation) == ["no_answer"]


async def test_who_is_reminded_first_is_late_from_then_on(office: OfficeWorld, mari: Agent) -> None:
    conversation = await office.taken(mari)
    await office.pass_time(REMINDER_S - 1)
    assert not office.lists.is_late(await office.lists.summary(conversation))
    await office.pass_time(1)
    assert office.lists.is_late(await office.lists.summary(conversation))
    await answered(office, mari, conversation)
    assert not office.lists.is_late(await office.lists.summary(conversation))


async def test_who_is_writing_right_now_is_not_silent(office: OfficeWorld, mari: Agent) -> None:
    conversation = await office.taken(mari)
    for _ in range(ANSWER_S // 10 + 3):
        await office.desk.show_typing(mari, conversation)
        await office.pass_time(10)
    assert (await office.state(conversation)).holds(mari.id)
    await office.pass_time(15)
    assert await office.released(conversation) == ["no_answer"]


async def test_nothing_is_kept_of_who_writes_in_good_time(office: OfficeWorld, mari: Agent) -> None:
    conversation = await office.taken(mari)
    await office.pass_time(ANSWER_S / 2)
    await office.desk.show_typing(mari, conversation)
    assert not any(name.startswith("writing:") for name in office.offices.leases)


async def test_that_somebody_else_wrote_there_before_does_not_count(
    office: OfficeWorld, mari: Agent
) -> None:
    conversation = await office.taken(mari)
    long, now = timedelta(seconds=2 * ANSWER_S), office.clock.now()
    await office.offices.hold(f"writing:{conversation}", "somebody else", now, long)
    await office.pass_time(ANSWER_S)
    assert await office.released(conversation) == ["no_answer"]


async def test_who_cannot_write_to_the_citizen_is_not_silent(
    office: OfficeWorld, mari: Agent
) -> None:
    conversation = await office.open("telegram")
    await office.ask_for_person(conversation)
    await office.desk.accept(mari, conversation)
    await office.journal.append(conversation, partial(citizen.unreachable, reason="blocked"))
    await office.pass_time(ANSWER_S * 2)
    assert (await office.state(conversation)).holds(mari.id)


async def test_an_ended_shift_hands_over_at_once_and_without_a_round(
    office: OfficeWorld, mari: Agent
) -> None:
    first, second = await office.taken(mari), await office.taken(mari)
    await office.go_home(mari)
    for conversation in (first, second):
        assert await office.released(conversation) == ["shift_ended"]


async def test_what_is_taken_while_the_shift_ends_is_found_by_the_next_round(
    office: OfficeWorld, mari: Agent
) -> None:
    conversation = await office.taken(mari)
    await office.agents.set_presence(mari.id, Presence.OFFLINE)
    await office.pass_time(1)
    assert await office.released(conversation) == ["shift_ended"]


async def test_a_disabled_account_loses_what_it_still_holds_with_the_next_round(
    office: OfficeWorld, mari: Agent
) -> None:
    conversation = await office.taken(mari)
    await office.agents.disable(mari.id)
    await office.pass_time(1)
    assert await office.released(conversation) == ["account_disabled"]


async def test_an_agent_nobody_knows_loses_them_like_one_who_gives_no_sign_of_life(
    office: OfficeWorld,
) -> None:
    conversation = await office.asks()
    ghost = AgentRef("ghost", "Ghost")
    await office.journal.append(conversation, lambda s: handoff.accept(s, ghost))
    await office.pass_time(LEASE_S - 1)
    assert (await office.state(conversation)).holds("ghost")
    await office.pass_time(1)
    assert await office.released(conversation) == ["agent_lost"]


async def test_staff_who_answer_elsewhere_have_no_desk_to_lose(office: OfficeWorld) -> None:
    conversation = await office.asks()
    clerk = AgentRef(handoff.OUTSIDE + "telegram", "A clerk")
    await office.journal.append(conversation, lambda s: handoff.accept(s, clerk))
    await office.pass_time(ANSWER_S * 2)
    assert (await office.state(conversation)).holds(clerk.id)


async def test_one_conversation_that_fails_does_not_stop_the_others(
    office: OfficeWorld, mari: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, healthy = await office.taken(mari), await office.taken(mari)
    append = office.log.append

    async def failing(conversation_id: str, *args: object, **more: object) -> object:
        if conversation_id == broken:
            raise RuntimeError("a defect")
        return await append(conversation_id, *args, **more)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(office.log, "append", failing)
    await office.leave(mari)
    await office.pass_time(LEASE_S)
    assert await office.released(broken) == []
    assert await office.released(healthy) == ["agent_lost"]


async def test_an_agent_who_comes_back_within_the_lease_keeps_everything(
    office: OfficeWorld, mari: Agent
) -> None:
    conversation = await office.taken(mari)
    for _ in range(4):
        await office.leave(mari)
        await office.pass_time(LEASE_S - 2)
        office.live.add(mari.id)
        await office.pass_time(2)
    assert (await office.state(conversation)).holds(mari.id)


async def test_a_silent_agent_who_is_lost_too_is_released_once(
    office: OfficeWorld, mari: Agent
) -> None:
    conversation = await office.taken(mari)
    await office.pass_time(ANSWER_S - LEASE_S)
    await office.leave(mari)
    await office.pass_time(LEASE_S * 2)
    assert len(office.of_kind(conversation, AgentReleased)) == 1


async def test_a_store_that_is_away_stops_the_round_and_is_told(
    office: OfficeWorld, mari: Agent
) -> None:
    office.log.away = True
    with pytest.raises(Unavailable):
        await office.rounds.go()
