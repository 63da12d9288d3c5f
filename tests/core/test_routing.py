"""Routing: what the office adds to a decision, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from handoff.core import citizen, handoff
from handoff.core.agents import Agent, Presence, Role
from handoff.core.conversation import Conversation
from handoff.core.events import (
    AgentAssigned,
    ConversationClosed,
    ConversationReopened,
    Event,
    HandoffRequested,
    MessagePosted,
)
from handoff.core.hours import OfficeHours, Span
from handoff.core.office import Duty, Office, Rule, Team, TeamMode, fits, speaks
from handoff.core.routing import chosen, shaped
from handoff.core.values import Author, Disposition
from tests.core.story import CLOSED, MARI, PERSON, QUEUED, TAKEN, after, asks, given, minute, turn

SNAP = Team("t-snap", "Food benefits")
SPANISH = Team("t-es", "Spanish", TeamMode.OFFER)
URGENT = Rule("r-1", "SNAP emergency", SNAP.id, 5, topics=("snap_emergency",))
IN_SPANISH = Rule("r-2", "Spanish", SPANISH.id, languages=("es",))
FORMS = Rule("r-3", "Forms that fail", None, 3, reasons=("form_failed",))
RULES = (URGENT, IN_SPANISH, FORMS)
OFFICE = Office(teams=(SNAP, SPANISH), rules=RULES)
HOUR = timedelta(hours=1)
WEEKDAYS = OfficeHours(UTC, (*((Span(8 * 60, 17 * 60),),) * 5, (), ()))
SATURDAY = datetime(2026, 3, 7, 12, tzinfo=UTC)
MARI_ON_DUTY = Agent(MARI.id, "mari", MARI.name, Role.AGENT, Presence.AVAILABLE)


def asked(state: Conversation, reason: str = "asked", priority: int = 0) -> list[Event]:
    return handoff.requested(state, reason=reason, topic=None, priority=priority, by=Author.BOT)


def routed(state: Conversation, *, office: Office = OFFICE, **of_wish: object) -> HandoffRequested:
    at = minute(state.last_seq + 1)
    (event,) = shaped(state, asked(state, **of_wish), office, at, HOUR)  # type: ignore[arg-type]
    assert isinstance(event, HandoffRequested)
    return event


def test_the_topic_the_citizen_asked_about_last_decides_on_the_team() -> None:
    event = routed(given(asks(), turn(3, "snap_emergency")))
    assert (event.team, event.rule, event.priority) == (SNAP.id, URGENT.id, 5)


def test_a_topic_from_before_the_last_one_does_not() -> None:
    event = routed(given(asks(), turn(3, "snap_emergency"), asks(), turn(5, "ebt_balance")))
    assert (event.team, event.priority) == (None, 0)


def test_the_first_rule_that_names_a_team_wins_and_the_highest_priority_counts() -> None:
    state = replace(given(asks(), turn(3, "snap_emergency")), language="es")
    assert (routed(state).team, routed(state).priority) == (SNAP.id, 5)
    later_urgent = Office(teams=OFFICE.teams, rules=(IN_SPANISH, URGENT))
    event = routed(state, office=later_urgent)
    assert (event.team, event.rule, event.priority) == (SPANISH.id, IN_SPANISH.id, 5)


def test_a_rule_may_make_urgent_without_naming_a_team() -> None:
    event = routed(given(asks()), reason="form_failed")
    assert (event.team, event.rule, event.priority) == (None, None, 3)


def test_a_region_does_not_keep_a_language_from_its_team() -> None:
    assert routed(replace(given(asks()), language="es-MX")).team == SPANISH.id


def test_no_rule_makes_a_crisis_less_urgent() -> None:
    event = routed(given(asks(), turn(3, "snap_emergency")), reason="crisis", priority=10)
    assert event.priority == 10


def test_the_brief_tells_the_urgency_that_the_rules_gave() -> None:
    brief = routed(given(asks(), turn(3, "snap_emergency"))).brief
    assert brief is not None
    assert brief.priority == 5


def test_a_rule_that_names_a_team_that_is_gone_sends_to_everybody() -> None:
    event = routed(given(asks(), turn(3, "snap_emergency")), office=Office(rules=RULES))
    assert (event.team, event.rule, event.priority) == (None, None, 5)


def test_every_condition_of_a_rule_has_to_hold() -> None:
    both = Rule("r", "r", SNAP.id, 2, topics=("ebt_balance",), channels=("telegram",))
    state = given(asks(), turn(3, "ebt_balance"), QUEUED)
    assert chosen(state, [both]) == (None, 0)
    assert chosen(replace(state, channel="telegram"), [both]) == (both, 2)


@pytest.mark.parametrize(
    "at, opens_at",
    [
        (datetime(2026, 3, 6, 12, tzinfo=UTC), None),
        (SATURDAY, datetime(2026, 3, 9, 8, tzinfo=UTC)),
    ],
)
def test_who_asks_outside_of_office_hours_learns_when_people_are_back(
    at: datetime, opens_at: datetime | None
) -> None:
    state = given(asks())
    (event,) = shaped(state, asked(state), Office(hours=WEEKDAYS), at, HOUR)
    assert isinstance(event, HandoffRequested)
    assert event.opens_at == opens_at


def test_other_decisions_are_left_as_they_are() -> None:
    events = citizen.said(given(), text="hello")
    assert shaped(given(), events, OFFICE, minute(5), HOUR) == events


def test_the_service_s_own_button_is_routed_in_the_same_step() -> None:
    state = given(asks(), turn(3, "snap_emergency"))
    pressed = citizen.said(state, payload=PERSON.payload)
    said, event = shaped(state, pressed, OFFICE, minute(9), HOUR)
    assert isinstance(said, MessagePosted)
    assert isinstance(event, HandoffRequested)
    assert event.team == SNAP.id


OVER = given(asks(), HandoffRequested("asked", None, 0, Author.BOT, team=SNAP.id), TAKEN, CLOSED)


def back(state: Conversation, office: Office, later: timedelta) -> list[Event]:
    assert state.closed_at is not None
    return shaped(
        state, citizen.said(state, text="one more"), office, state.closed_at + later, HOUR
    )


def test_who_writes_again_soon_goes_back_to_the_same_agent() -> None:
    office = replace(OFFICE, on_duty={MARI.id: Duty(MARI_ON_DUTY, 3)})
    reopened, queued, assigned, said = back(OVER, office, HOUR)
    assert reopened == ConversationReopened()
    assert isinstance(queued, HandoffRequested)
    assert (queued.reason, queued.team) == ("came_back", SNAP.id)
    assert assigned == AgentAssigned(MARI)
    assert said == MessagePosted(Author.CITIZEN, "one more")
    now = after(OVER, reopened, queued, assigned, said)
    assert now.holds(MARI.id)
    assert now.awaiting_since is not None


def test_who_writes_again_soon_waits_for_the_team_when_the_agent_has_gone() -> None:
    events = back(OVER, OFFICE, HOUR)
    assert [type(e) for e in events] == [ConversationReopened, HandoffRequested, MessagePosted]
    # The words come after the request, so the bot looks at them as well: it may be a crisis.
    assert after(OVER, *events).owes_turn


def test_who_writes_again_later_talks_with_the_bot() -> None:
    events = back(OVER, OFFICE, HOUR + timedelta(seconds=1))
    assert [type(e) for e in events] == [ConversationReopened, MessagePosted]


def test_who_was_closed_as_spam_is_not_brought_back_to_people() -> None:
    spam = given(asks(), QUEUED, TAKEN, ConversationClosed(MARI, Disposition.SPAM))
    assert [type(e) for e in back(spam, OFFICE, HOUR)] == [ConversationReopened, MessagePosted]


def test_who_asks_for_a_person_again_is_asked_for_once() -> None:
    events = shaped(
        OVER, citizen.said(OVER, payload=PERSON.payload), OFFICE, minute(OVER.last_seq), HOUR
    )
    assert sum(isinstance(e, HandoffRequested) for e in events) == 1


@pytest.mark.parametrize(
    "languages, teams, expected",
    [((), (), True), (("es",), (), False), (("en-US",), (SNAP.id,), True), ((), ("t-x",), False)],
)
def test_an_agent_fits_by_team_and_language_and_without_any_everything_does(
    languages: tuple[str, ...], teams: tuple[str, ...], expected: bool
) -> None:
    waiting = given(asks(), HandoffRequested("asked", None, 0, Author.BOT, team=SNAP.id))
    agent = replace(MARI_ON_DUTY, languages=languages, teams=teams)
    assert fits(agent, waiting) is expected
    assert speaks(agent, "en") is (not languages or languages == ("en-US",))


def test_an_editor_takes_no_conversations() -> None:
    assert not fits(replace(MARI_ON_DUTY, role=Role.EDITOR), given(asks(), QUEUED))
