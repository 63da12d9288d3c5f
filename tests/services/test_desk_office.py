"""Agents and supervisors among colleagues: the next one, teams, help, whispers, assigning."""

from __future__ import annotations

import pytest

from handoff.core.agents import Agent, Presence, Role
from handoff.core.errors import (
    AgentOffDuty,
    NotAllowed,
    NotQueued,
    NotYours,
    UnknownAgent,
    UnknownTeam,
)
from handoff.core.events import (
    AgentAssigned,
    ConversationRouted,
    HelpAsked,
    HelpEnded,
    NoteAdded,
)
from handoff.core.office import Team, TeamMode
from handoff.core.queue import Summary
from handoff.core.values import Control, Disposition
from handoff.services.supervision import Routing
from tests.services.office_world import OfficeWorld


@pytest.fixture
def office() -> OfficeWorld:
    return OfficeWorld()


@pytest.fixture
async def mari(office: OfficeWorld) -> Agent:
    return await office.at_desk("Mari")


@pytest.fixture
async def tom(office: OfficeWorld) -> Agent:
    return await office.at_desk("Tom")


@pytest.fixture
async def boss(office: OfficeWorld) -> Agent:
    return await office.hire("Boss", Role.SUPERVISOR)


def taken(summary: Summary | None) -> str | None:
    return summary.conversation.id if summary else None


async def test_the_next_one_is_the_most_urgent_and_then_the_longest_waiting(
    office: OfficeWorld, mari: Agent
) -> None:
    first = await office.asks()
    office.clock.advance(1)
    second, urgent = await office.asks(), await office.asks(priority=7)
    served = [taken(await office.desk.accept_next(mari)) for _ in range(4)]
    assert served == [urgent, first, second, None]


async def test_the_next_one_fits_team_and_language(office: OfficeWorld) -> None:
    for team in ("t1", "t2"):
        await office.team(Team(team, team))
    ann = await office.at_desk("Ann", teams=["t1"], languages=["es"])
    await office.asks(team="t2", language="es")
    await office.asks(team="t1", language="en")
    fitting = await office.asks(team="t1", language="es-MX")
    office.clock.advance(1)
    everybodys = await office.asks(language="es")
    served = [taken(await office.desk.accept_next(ann)) for _ in range(3)]
    assert served == [fitting, everybodys, None]


async def test_the_next_one_is_found_behind_many_that_do_not_fit(office: OfficeWorld) -> None:
    ann = await office.at_desk("Ann", languages=["es"])
    for _ in range(60):
        await office.asks(language="en")
    office.clock.advance(1)
    fitting = await office.asks(language="es")
    assert taken(await office.desk.accept_next(ann)) == fitting


async def test_what_a_colleague_is_being_offered_is_left_to_the_colleague(
    office: OfficeWorld, mari: Agent, tom: Agent
) -> None:
    await office.team(Team("t1", "Housing", TeamMode.OFFER))
    conversation = await office.asks(team="t1")
    await office.pass_time(1)
    asked = (await office.state(conversation)).offered_to
    other, own = (tom, mari) if asked == mari.ref else (mari, tom)
    assert await office.desk.accept_next(other) is None
    assert taken(await office.desk.accept_next(own)) == conversation


async def test_where_a_colleague_was_faster_the_following_one_is_taken(
    office: OfficeWorld, mari: Agent, tom: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await office.asks()
    office.clock.advance(1)
    second = await office.asks()
    seen = await office.log.summaries(control=Control.QUEUED)

    async def as_seen(**_: object) -> list[Summary]:
        return seen

    await office.desk.accept(tom, first)
    monkeypatch.setattr(office.log, "summaries", as_seen)
    assert taken(await office.desk.accept_next(mari)) == second


async def test_a_colleague_may_take_what_somebody_else_is_being_offered(
    office: OfficeWorld, mari: Agent, tom: Agent
) -> None:
    await office.team(Team("t1", "Housing", TeamMode.OFFER))
    conversation = await office.asks(team="t1")
    await office.pass_time(1)
    for agent in (mari, tom):
        if (await office.state(conversation)).offered_to != agent.ref:
            await office.desk.accept(agent, conversation)
            assert (await office.state(conversation)).holds(agent.id)
            return


async def test_declining_what_one_is_not_offered_changes_nothing(
    office: OfficeWorld, mari: Agent
) -> None:
    conversation = await office.asks()
    before = office.events(conversation)
    await office.desk.decline(mari, conversation)
    assert office.events(conversation) == before


async def test_whoever_takes_a_conversation_is_at_work(office: OfficeWorld, mari: Agent) -> None:
    await office.go_home(mari)
    conversation = await office.asks()
    await office.desk.accept(await office.agents.get(mari.id), conversation)
    assert (await office.agents.get(mari.id)).presence is Presence.AWAY
    await office.pass_time(2)
    assert (await office.state(conversation)).holds(mari.id)


async def test_a_conversation_goes_to_a_team_with_a_note_and_keeps_its_place(
    office: OfficeWorld, mari: Agent
) -> None:
    await office.team(Team("t1", "Housing"))
    conversation = await office.taken(mari)
    since = (await office.state(conversation)).handed_over_at
    office.clock.advance(60)
    await office.desk.transfer_to_team(mari, conversation, "t1", "needs housing")
    state = await office.state(conversation)
    assert (state.control, state.team, state.waiting_since) == (Control.QUEUED, "t1", since)
    assert office.of_kind(conversation, NoteAdded) == [NoteAdded(mari.ref, "needs housing")]


async def test_a_team_that_was_added_a_moment_ago_elsewhere_is_found(
    office: OfficeWorld, mari: Agent
) -> None:
    conversation = await office.taken(mari)
    with pytest.raises(UnknownTeam):
        await office.desk.transfer_to_team(mari, conversation, "t1", None)
    await office.offices.save_team(Team("t1", "Housing"))
    await office.desk.transfer_to_team(mari, conversation, "t1", None)
    assert (await office.state(conversation)).team == "t1"


@pytest.mark.parametrize("how", ["offline", "disabled", "editor"])
async def test_nothing_is_passed_to_who_cannot_take_it(
    office: OfficeWorld, mari: Agent, boss: Agent, how: str
) -> None:
    tom = await office.hire("Tom", Role.EDITOR if how == "editor" else Role.AGENT)
    if how == "offline":
        await office.go_home(tom)
    if how == "disabled":
        await office.agents.disable(tom.id)
    conversation = await office.taken(mari)
    for act in (
        office.desk.transfer(mari, conversation, tom.id, "note"),
        office.desk.call_in(mari, conversation, tom.id),
        office.supervision.assign(boss, conversation, tom.id),
    ):
        with pytest.raises(AgentOffDuty) as refused:
            await act
        assert refused.value.details == {"agent": {"id": tom.id, "name": "Tom"}}
    assert (await office.state(conversation)).holds(mari.id)


async def test_who_is_away_can_be_given_a_conversation(
    office: OfficeWorld, mari: Agent, tom: Agent
) -> None:
    await office.handover.set_presence(tom.id, Presence.AWAY)
    conversation = await office.taken(mari)
    await office.desk.transfer(mari, conversation, tom.id, None)
    assert (await office.state(conversation)).holds(tom.id)


async def test_a_supervisor_assigns_what_waits_what_is_held_and_what_the_bot_has(
    office: OfficeWorld, mari: Agent, tom: Agent, boss: Agent
) -> None:
    for conversation in (await office.asks(), await office.taken(mari), await office.open()):
        await office.supervision.assign(boss, conversation, tom.id)
        assert (await office.state(conversation)).holds(tom.id)
        assigned = office.of_kind(conversation, AgentAssigned)
        assert assigned[-1] == AgentAssigned(tom.ref, by=boss.ref)


async def test_a_supervisor_takes_over_and_is_at_work_then(
    office: OfficeWorld, mari: Agent, boss: Agent
) -> None:
    await office.go_home(boss)
    conversation = await office.taken(mari)
    await office.supervision.assign(await office.agents.get(boss.id), conversation, boss.id)
    assert (await office.state(conversation)).holds(boss.id)
    assert (await office.agents.get(boss.id)).presence is Presence.AWAY


async def test_a_closed_conversation_is_assigned_to_nobody(
    office: OfficeWorld, mari: Agent, boss: Agent
) -> None:
    conversation = await office.taken(mari)
    await office.desk.close(mari, conversation, Disposition.RESOLVED, None)
    with pytest.raises(NotQueued):
        await office.supervision.assign(boss, conversation, mari.id)
    with pytest.raises(UnknownAgent):
        await office.supervision.assign(boss, conversation, "nobody")


async def test_routing_changes_what_is_named_and_nothing_else(
    office: OfficeWorld, boss: Agent
) -> None:
    await office.team(Team("t1", "Housing"))
    conversation = await office.asks(priority=2)
    for change, expected in (
        (Routing(to_team=True, team="t1"), ("t1", 2)),
        (Routing(priority=8), ("t1", 8)),
        (Routing(to_team=True), (None, 8)),
        (Routing(), (None, 8)),
    ):
        state = (await office.supervision.route(boss, conversation, change)).conversation
        assert (state.team, state.priority) == expected
    assert len(office.of_kind(conversation, ConversationRouted)) == 3
    with pytest.raises(UnknownTeam):
        await office.supervision.route(boss, conversation, Routing(to_team=True, team="t9"))


async def test_only_what_waits_is_routed(office: OfficeWorld, mari: Agent, boss: Agent) -> None:
    conversation = await office.taken(mari)
    with pytest.raises(NotQueued):
        await office.supervision.route(boss, conversation, Routing(priority=9))


async def test_who_was_called_in_whispers_and_supervisors_do_and_others_do_not(
    office: OfficeWorld, mari: Agent, tom: Agent, boss: Agent
) -> None:
    conversation = await office.taken(mari)
    with pytest.raises(NotAllowed):
        await office.desk.note(tom, conversation, "k", "psst", whisper=True)
    await office.desk.call_in(mari, conversation, tom.id)
    await office.desk.note(tom, conversation, "k", "psst", whisper=True)
    await office.desk.note(boss, conversation, "k", "well done", whisper=True)
    assert office.of_kind(conversation, NoteAdded) == [
        NoteAdded(tom.ref, "psst", whisper=True),
        NoteAdded(boss.ref, "well done", whisper=True),
    ]
    await office.desk.transfer(mari, conversation, None, None)
    with pytest.raises(NotQueued):
        await office.desk.note(boss, conversation, "k2", "hello?", whisper=True)


async def test_help_is_asked_for_by_the_holder_and_ended_by_either(
    office: OfficeWorld, mari: Agent, tom: Agent, boss: Agent
) -> None:
    conversation = await office.taken(mari)
    with pytest.raises(NotYours):
        await office.desk.call_in(tom, conversation, boss.id)
    for ender in (mari, tom):
        await office.desk.call_in(mari, conversation, tom.id)
        assert (await office.state(conversation)).helpers == (tom.ref,)
        with pytest.raises(NotYours):
            await office.desk.end_help(boss, conversation, tom.id)
        await office.desk.end_help(ender, conversation, tom.id)
        assert (await office.state(conversation)).helpers == ()
    assert office.of_kind(conversation, HelpAsked) == [HelpAsked(mari.ref, tom.ref)] * 2
    assert office.of_kind(conversation, HelpEnded) == [HelpEnded(tom.ref)] * 2
