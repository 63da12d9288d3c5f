"""The office as it is now shapes every handoff, and who comes back goes back to people."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from handoff.core.agents import Presence
from handoff.core.errors import Unavailable
from handoff.core.events import AgentAssigned, ConversationReopened, HandoffRequested
from handoff.core.hours import OfficeHours, Span
from handoff.core.office import Office, Rule, Team
from handoff.core.values import Control, Disposition
from handoff.services.office import OfficeBook
from tests.services.office_world import LEASE_S, OfficeWorld
from tests.services.world import REOPEN_WITHIN, TERMS

NINE_TO_FIVE = OfficeHours(UTC, ((Span(9 * 60, 17 * 60),),) * 5 + ((), ()))


@pytest.fixture
def office() -> OfficeWorld:
    return OfficeWorld()


def asked(office: OfficeWorld, conversation: str) -> HandoffRequested:
    return office.of_kind(conversation, HandoffRequested)[-1]


async def test_a_request_gets_team_rule_and_priority_by_the_rules(office: OfficeWorld) -> None:
    await office.offices.save_team(Team("t1", "Aid"))
    rules = [Rule("r1", "SNAP", team="t1"), Rule("r2", "In a hurry", priority=6)]
    await office.offices.save_rules(rules)
    await office.book.refresh()
    conversation = await office.open()
    await office.ask_for_person(conversation)
    request = asked(office, conversation)
    assert (request.team, request.rule, request.priority) == ("t1", "r1", 6)
    assert request.brief is not None
    assert request.brief.priority == 6


async def test_a_rule_for_a_team_that_is_gone_leaves_it_to_everybody(office: OfficeWorld) -> None:
    await office.offices.save_rules([Rule("r1", "SNAP", team="t1")])
    await office.book.refresh()
    conversation = await office.open()
    await office.ask_for_person(conversation)
    assert (asked(office, conversation).team, asked(office, conversation).rule) == (None, None)


async def test_outside_of_hours_a_request_says_when_people_are_back(office: OfficeWorld) -> None:
    office.book.current = Office(hours=NINE_TO_FIVE)
    office.clock.set(datetime(2026, 3, 6, 18, tzinfo=UTC))
    monday = datetime(2026, 3, 9, 9, tzinfo=UTC)
    conversation = await office.open()
    await office.ask_for_person(conversation)
    state = await office.state(conversation)
    assert (state.control, state.opens_at) == (Control.QUEUED, monday)
    assert office.book.opens_at() == monday
    office.clock.set(monday)
    assert office.book.opens_at() is None
    await office.pass_time(5)
    assert await office.log.position(conversation) == 1, "nobody who waits is timed out"


async def test_who_is_on_duty_has_a_load_of_what_is_held_and_offered(office: OfficeWorld) -> None:
    mari, away = await office.at_desk("Mari"), await office.at_desk("Away")
    await office.agents.set_presence(away.id, Presence.AWAY)
    await office.taken(mari)
    current = await office.book.refresh()
    assert {a: d.load for a, d in current.on_duty.items()} == {mari.id: 1}
    office.clock.advance(LEASE_S)
    assert (await office.book.refresh()).on_duty == {}


async def test_a_store_that_is_away_leaves_the_last_picture(office: OfficeWorld) -> None:
    await office.at_desk("Mari")
    before = await office.book.refresh()
    office.log.away = True
    with pytest.raises(Unavailable):
        await office.book.refresh()
    assert office.book.current.on_duty == before.on_duty


async def test_before_it_was_read_the_office_has_its_hours_and_nobody(
    office: OfficeWorld,
) -> None:
    book = OfficeBook(
        office.agents, office.offices, office.log, office.clock, NINE_TO_FIVE, TERMS.lease
    )
    assert (book.current.hours, book.current.on_duty, book.current.teams) == (NINE_TO_FIVE, {}, ())


async def closed(office: OfficeWorld, disposition: Disposition = Disposition.RESOLVED) -> str:
    mari = await office.at_desk("Mari")
    await office.team(Team("t1", "Aid"))
    conversation = await office.asks(team="t1")
    await office.desk.accept(mari, conversation)
    await office.desk.close(mari, conversation, disposition, None)
    return conversation


async def test_who_writes_again_soon_is_back_with_the_same_agent(office: OfficeWorld) -> None:
    conversation = await closed(office)
    await office.pass_time(REOPEN_WITHIN.total_seconds(), step=60)
    await office.inbox.receive(conversation, "k", "One more thing")
    state = await office.state(conversation)
    assert state.assignee is not None
    assert (state.assignee.name, state.team, state.reason) == ("Mari", "t1", "came_back")
    assert len(office.of_kind(conversation, AgentAssigned)) == 2


async def test_who_writes_again_soon_waits_for_the_team_when_the_agent_is_gone(
    office: OfficeWorld,
) -> None:
    conversation = await closed(office)
    await office.leave(await office.agents.get("id-Mari"))
    await office.pass_time(LEASE_S + 1)
    await office.inbox.receive(conversation, "k", "One more thing")
    state = await office.state(conversation)
    assert (state.control, state.team, state.reason) == (Control.QUEUED, "t1", "came_back")


@pytest.mark.parametrize(
    ("later_s", "disposition"),
    [
        (REOPEN_WITHIN.total_seconds() + 60, Disposition.RESOLVED),
        (60.0, Disposition.SPAM),
    ],
)
async def test_who_writes_again_late_or_sent_spam_is_with_the_bot(
    office: OfficeWorld, later_s: float, disposition: Disposition
) -> None:
    conversation = await closed(office, disposition)
    await office.pass_time(later_s, step=60)
    await office.inbox.receive(conversation, "k", "One more thing")
    assert (await office.state(conversation)).control is Control.BOT
    assert len(office.of_kind(conversation, ConversationReopened)) == 1
