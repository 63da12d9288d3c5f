"""Each check of the simulated day can fail: orphans, two holders, somebody overtaken."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bench.day.checks import Stay, held_twice, orphans, overtaken, stays
from bench.day.plan import CASH, FOOD, SPANISH, Shift, shifts
from handoff.core.conversation import Conversation
from handoff.core.events import (
    AgentAssigned,
    AgentReleased,
    ConversationClosed,
    ConversationStarted,
    Event,
    HandoffRequested,
    OfferMade,
    QueueLeft,
    Recorded,
)
from handoff.core.fold import evolve
from handoff.core.values import AgentRef, Author, Disposition

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MARI, JUAN = AgentRef("mari", "Mari"), AgentRef("juan", "Juan")


def log_of(*events: tuple[int, Event]) -> list[Recorded]:
    """A log of events, each so many seconds after nine."""
    given = enumerate(events, start=1)
    return [Recorded(seq, NINE + timedelta(seconds=at), event) for seq, (at, event) in given]


def state_of(log: list[Recorded]) -> Conversation:
    """The conversation as its log makes it."""
    state = Conversation(id="c1")
    for entry in log:
        state = evolve(state, entry)
    return state


STARTED = ConversationStarted(channel="web", language="en")
ASKED = HandoffRequested(by=Author.CITIZEN, reason="asked", topic=None, priority=0, team=FOOD)
CLOSED = ConversationClosed(agent=MARI, disposition=Disposition.RESOLVED)


def test_who_still_waits_or_is_held_when_the_office_is_empty_is_an_orphan() -> None:
    waits = log_of((0, STARTED), (1, ASKED))
    held = [*waits, Recorded(3, NINE, AgentAssigned(agent=MARI))]
    closed = [*held, Recorded(4, NINE, CLOSED)]
    left = [*waits, Recorded(3, NINE, QueueLeft())]
    assert orphans(map(state_of, (waits, held))) == ["c1", "c1"]
    assert orphans(map(state_of, (closed, left))) == []


def test_two_agents_who_took_the_same_conversation_are_found() -> None:
    taken_twice = log_of(
        (0, STARTED),
        (1, ASKED),
        (2, AgentAssigned(agent=MARI)),
        (3, AgentAssigned(agent=JUAN)),
    )
    assert held_twice(taken_twice, "c1")


def test_a_transfer_and_a_lost_agent_are_no_double_holders() -> None:
    passed_on = log_of(
        (0, STARTED),
        (1, ASKED),
        (2, AgentAssigned(agent=MARI)),
        (3, AgentAssigned(agent=JUAN, by=MARI)),
        (4, AgentReleased(agent=JUAN, reason="agent_lost")),
        (5, AgentAssigned(agent=MARI)),
    )
    assert not held_twice(passed_on, "c1")


def test_a_wait_ends_when_it_is_taken_and_a_new_one_keeps_the_first_place() -> None:
    first, second = stays(
        log_of(
            (0, STARTED),
            (10, ASKED),
            (20, AgentAssigned(agent=MARI)),
            (30, AgentReleased(agent=MARI, reason="agent_lost")),
            (40, AgentAssigned(agent=JUAN)),
        ),
        "c1",
    )
    assert (first.agent, second.agent) == ("mari", "juan")
    assert first.waiting_since == second.waiting_since == NINE + timedelta(seconds=10)
    assert second.entered == NINE + timedelta(seconds=30)
    assert second.left == NINE + timedelta(seconds=40)


def test_who_was_asked_first_is_remembered_with_the_wait() -> None:
    until = NINE + timedelta(seconds=20)
    log = log_of(
        (0, STARTED),
        (1, ASKED),
        (2, OfferMade(agent=JUAN, until=until)),
        (3, AgentAssigned(agent=JUAN)),
    )
    assert stays(log, "c1")[0].asked_first == {"juan"}


def shift(name: str, team: str) -> Shift:
    return Shift(name, team, ("en",), capacity=1, begins=0, ends=1, lunch=0)


SHIFTS = {"mari": shift("mari", FOOD), "juan": shift("juan", SPANISH)}


def waited(conversation_id: str, came: int, taken: int, agent: str | None = "mari") -> Stay:
    """A wait for the food team from and to these seconds after nine."""
    entered, left = NINE + timedelta(seconds=came), NINE + timedelta(seconds=taken)
    return Stay(conversation_id, FOOD, "en", 0, entered, entered, left, agent, frozenset())


def test_who_came_first_and_was_passed_by_is_found() -> None:
    early, late = waited("early", 0, 100), waited("late", 10, 50)
    assert overtaken([early, late], SHIFTS) == [("late", "early")]
    assert overtaken([replace(early, left=late.left), late], SHIFTS) == []


def test_an_urgent_one_may_pass_and_may_not_be_passed() -> None:
    early, urgent = waited("early", 0, 100), replace(waited("urgent", 10, 50), priority=100)
    assert overtaken([early, urgent], SHIFTS) == []
    urgent_left_behind = replace(waited("urgent", 10, 100), priority=100)
    passed = overtaken([waited("early", 0, 50), urgent_left_behind], SHIFTS)
    assert passed == [("early", "urgent")]


def test_a_place_that_was_kept_through_a_lost_agent_counts_from_the_first_request() -> None:
    back = replace(waited("back", 30, 100), waiting_since=NINE)
    late = waited("late", 10, 50)
    assert overtaken([back, late], SHIFTS) == [("late", "back")]


def test_nobody_is_overtaken_by_who_does_not_serve_them() -> None:
    of_others = replace(waited("early", 0, 100), team=CASH)
    speaks_spanish = replace(waited("early", 0, 100), team=None, language="es")
    for early in (of_others, speaks_spanish):
        assert overtaken([early, waited("late", 10, 50)], SHIFTS) == []
        assert overtaken([early, waited("late", 10, 50, agent=None)], SHIFTS) == []


def test_who_was_offered_to_somebody_and_a_race_of_a_second_are_no_ones_fault() -> None:
    offered = replace(waited("early", 0, 100), asked_first=frozenset({"juan"}))
    assert overtaken([offered, waited("late", 10, 50)], SHIFTS) == []
    assert overtaken([waited("early", 0, 51), waited("late", 10, 50)], SHIFTS) == []


def test_a_laptop_sleeps_longer_than_a_lease_however_fast_the_day_goes() -> None:
    asleep = [each for each in shifts(20, 1, least_sleep=5_000) if each.lost_at is not None]
    assert asleep
    assert all(each.lost_for >= 5_000 for each in asleep)


def test_an_offer_of_one_team_passes_nobody_of_another() -> None:
    offered = replace(waited("late", 10, 50), asked_first=frozenset({"mari"}))
    assert overtaken([replace(waited("early", 0, 90), team=None), offered], SHIFTS) == []
    assert overtaken([waited("early", 0, 90), offered], SHIFTS) == [("late", "early")]
