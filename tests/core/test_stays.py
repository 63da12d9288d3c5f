"""Stays: what the log tells of waiting and of being with an agent."""

from __future__ import annotations

from datetime import timedelta

from handoff.core.conversation import Conversation
from handoff.core.events import (
    AgentAssigned,
    ConversationRouted,
    Event,
    HandoffRequested,
    QueueLeft,
    Recorded,
)
from handoff.core.fold import record
from handoff.core.stays import Stay, stays_in
from handoff.core.values import Author
from tests.core.story import (
    CLOSED,
    MARI,
    OPENED,
    QUEUED,
    RELEASED,
    RETURNED,
    TAKEN,
    TOM,
    asks,
    minute,
)

WAITS = Stay("c-1", None, "en", 0, minute(3), seq=3)


def told(*events: Event) -> list[Stay]:
    """Return the stays after the opening (events 1 and 2) and these, one a minute."""
    state, log = Conversation("c-1"), list[Recorded]()
    for event in (*OPENED, *events):
        state, entries = record(state, [event], minute(state.last_seq + 1))
        log += entries
    return stays_in("c-1", log)


def test_a_conversation_with_the_bot_alone_has_no_stay() -> None:
    assert told(asks()) == []


def test_a_wait_is_open_until_an_agent_takes_it() -> None:
    assert told(QUEUED) == [WAITS]
    (stay,) = told(QUEUED, asks(), TAKEN)
    assert (stay.assigned_at, stay.agent_id, stay.ended_at) == (minute(5), MARI.id, None)
    assert stay.waited_s(minute(60)) == 120


def test_closing_and_giving_back_end_the_stay() -> None:
    for end in (CLOSED, RETURNED):
        (stay,) = told(QUEUED, TAKEN, end)
        assert (stay.assigned_at, stay.ended_at) == (minute(4), minute(5))


def test_who_gives_up_was_never_assigned() -> None:
    (stay,) = told(QUEUED, QueueLeft())
    assert (stay.assigned_at, stay.ended_at) == (None, minute(4))
    assert stay.waited_s(minute(60)) == 60


def test_back_in_the_queue_it_is_another_wait_from_then_on() -> None:
    first, second = told(QUEUED, TAKEN, RELEASED)
    assert first.ended_at == minute(5)
    assert (second.queued_at, second.seq, second.assigned_at) == (minute(5), 5, None)


def test_passed_from_agent_to_agent_it_is_another_stay_without_a_wait() -> None:
    first, second = told(QUEUED, TAKEN, AgentAssigned(TOM, by=MARI))
    assert (first.agent_id, first.ended_at) == (MARI.id, minute(5))
    assert (second.agent_id, second.assigned_at, second.passed_on) == (TOM.id, minute(5), True)
    assert not first.passed_on


def test_a_wait_belongs_to_the_team_it_was_routed_to_last() -> None:
    (stay,) = told(QUEUED, ConversationRouted("benefits", 5, "supervisor", by=MARI))
    assert (stay.team, stay.priority, stay.queued_at) == ("benefits", 5, minute(3))


def test_a_wait_that_began_while_the_office_was_closed_says_so() -> None:
    asked = HandoffRequested("asked", None, 0, Author.CITIZEN, opens_at=minute(600))
    (stay,) = told(asked)
    assert stay.off_hours
    later = HandoffRequested("asked", None, 0, Author.CITIZEN, opens_at=minute(3) - timedelta(1))
    assert not told(later)[0].off_hours


def test_each_wait_of_a_conversation_is_a_stay_of_its_own() -> None:
    stays = told(QUEUED, TAKEN, RETURNED, QUEUED, QueueLeft(), QUEUED)
    assert [stay.seq for stay in stays] == [3, 6, 8]
    assert [stay.ended_at for stay in stays] == [minute(5), minute(7), None]
