"""Who holds the baton: every decision of the desk in every state of control."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from handoff.core import handoff
from handoff.core.conversation import Conversation
from handoff.core.errors import AlreadyTaken, EmptyText, InvalidText, NotQueued, NotYours
from handoff.core.events import (
    AgentAssigned,
    AgentReleased,
    ControlReturned,
    ConversationClosed,
    ConversationRouted,
    Event,
    HandoffRequested,
    MessagePosted,
    NoteAdded,
)
from handoff.core.values import Author, Control, Disposition
from tests.core.story import (
    CLOSED,
    MARI,
    QUEUED,
    RELEASED,
    RETURNED,
    TAKEN,
    TOM,
    after,
    asks,
    given,
    minute,
    turn,
)

WITH_BOT = given(asks())
WAITING = given(asks(), QUEUED)
MARIS = given(asks(), QUEUED, TAKEN)
ENDED = given(asks(), QUEUED, TAKEN, CLOSED)

NEEDS_BATON: list[Callable[[Conversation], list[Event]]] = [
    lambda state: handoff.agent_said(state, TOM, "hello"),
    lambda state: handoff.transfer(state, TOM, MARI),
    lambda state: handoff.transfer(state, TOM, TOM, "mine?"),
    lambda state: handoff.transfer(state, TOM, None),
    lambda state: handoff.return_to_bot(state, TOM),
    lambda state: handoff.close(state, TOM, Disposition.SPAM),
]


@pytest.mark.parametrize("state", [WITH_BOT, ENDED])
def test_a_handoff_puts_the_conversation_into_the_queue(state: Conversation) -> None:
    (event,) = handoff.requested(state, reason="crisis", topic="crisis", priority=10, by=Author.BOT)
    assert isinstance(event, HandoffRequested)
    queued = after(state, event)
    assert (queued.control, queued.reason, queued.topic, queued.priority) == (
        Control.QUEUED,
        "crisis",
        "crisis",
        10,
    )
    assert queued.waiting_since == queued.handed_over_at == minute(state.last_seq + 1)
    assert not queued.owes_turn


def test_a_handoff_carries_the_brief_with_its_own_reason() -> None:
    (event,) = handoff.requested(WITH_BOT, reason="asked", topic="t", priority=2, by=Author.BOT)
    assert isinstance(event, HandoffRequested)
    assert event.brief is not None
    assert (event.brief.reason, event.brief.topic, event.brief.priority) == ("asked", "t", 2)
    assert event.brief.need_seq == 3


def test_a_handoff_without_a_topic_is_about_what_was_tried_last() -> None:
    state = given(asks(), turn(3, "ebt_lost"), asks(), turn(5, "snap_renew"))
    (event,) = handoff.requested(state, reason="asked", topic=None, priority=0, by=Author.CITIZEN)
    assert isinstance(event, HandoffRequested)
    assert event.brief is not None
    assert event.topic == event.brief.topic == "snap_renew"


@pytest.mark.parametrize("state", [WAITING, MARIS])
def test_a_handoff_has_no_effect_when_people_are_at_it_already(state: Conversation) -> None:
    assert handoff.requested(state, reason="asked", topic=None, priority=0, by=Author.BOT) == []


def test_who_waits_moves_up_when_it_turns_out_to_be_more_urgent() -> None:
    asked = handoff.requested(WAITING, reason="crisis", topic=None, priority=10, by=Author.BOT)
    assert asked == [ConversationRouted(team=None, priority=10, reason="crisis")]
    assert after(WAITING, *asked).waiting_since == WAITING.waiting_since


def test_an_agent_takes_a_waiting_conversation() -> None:
    assert handoff.accept(WAITING, MARI) == [AgentAssigned(MARI)]
    taken = after(WAITING, AgentAssigned(MARI))
    assert (taken.control, taken.assignee, taken.waiting_since) == (Control.AGENT, MARI, None)


def test_taking_what_one_holds_changes_nothing() -> None:
    assert handoff.accept(MARIS, MARI) == []


def test_the_slower_of_two_agents_is_told_who_was_faster() -> None:
    with pytest.raises(AlreadyTaken) as refused:
        handoff.accept(MARIS, TOM)
    assert refused.value.details == {"assignee": {"id": MARI.id, "name": "Mari"}}
    assert "Mari" in str(refused.value)


@pytest.mark.parametrize("state", [WITH_BOT, ENDED])
def test_what_does_not_wait_cannot_be_taken(state: Conversation) -> None:
    with pytest.raises(NotQueued):
        handoff.accept(state, MARI)


@pytest.mark.parametrize("state", [WITH_BOT, WAITING, MARIS, ENDED])
@pytest.mark.parametrize("act", NEEDS_BATON)
def test_only_who_holds_the_baton_may_act(
    act: Callable[[Conversation], list[Event]], state: Conversation
) -> None:
    with pytest.raises(NotYours) as refused:
        act(state)
    holder = {"id": MARI.id, "name": "Mari"} if state is MARIS else None
    assert refused.value.details == {"assignee": holder}


def test_the_holder_answers_the_citizen() -> None:
    events = handoff.agent_said(MARIS, MARI, " hello ")
    assert events == [MessagePosted(Author.AGENT, "hello", agent=MARI)]


def test_an_agents_text_is_checked_like_a_citizens() -> None:
    with pytest.raises(EmptyText):
        handoff.agent_said(MARIS, MARI, " ")
    with pytest.raises(InvalidText):
        handoff.add_note(TOM, "\x00")


def test_every_agent_may_write_a_note_and_control_does_not_change() -> None:
    assert handoff.add_note(TOM, "be kind") == [NoteAdded(TOM, "be kind")]
    assert after(MARIS, NoteAdded(TOM, "be kind")).assignee == MARI


def test_a_transfer_to_a_colleague_names_who_passed_it() -> None:
    events = handoff.transfer(MARIS, MARI, TOM, "speaks Spanish")
    assert events == [NoteAdded(MARI, "speaks Spanish"), AgentAssigned(TOM, by=MARI)]
    assert after(MARIS, *events).assignee == TOM


def test_a_transfer_to_the_queue_keeps_reason_priority_and_place() -> None:
    waiting = given(asks(), HandoffRequested("crisis", "crisis", 10, Author.BOT), TAKEN)
    events = handoff.transfer(waiting, MARI, None)
    assert events == [AgentReleased(MARI)]
    back = after(waiting, *events)
    assert (back.control, back.assignee) == (Control.QUEUED, None)
    assert (back.reason, back.priority, back.waiting_since) == ("crisis", 10, minute(4))


def test_a_transfer_to_oneself_keeps_the_note_and_nothing_else() -> None:
    assert handoff.transfer(MARIS, MARI, MARI) == []
    assert handoff.transfer(MARIS, MARI, MARI, "later") == [NoteAdded(MARI, "later")]


def test_returning_gives_control_to_the_bot_which_owes_nothing_said_meanwhile() -> None:
    urgent = HandoffRequested("crisis", "crisis", 10, Author.BOT)
    spoken = given(asks(), urgent, TAKEN, asks("for Mari"))
    events = handoff.return_to_bot(spoken, MARI, "solved")
    assert events == [NoteAdded(MARI, "solved"), ControlReturned(MARI)]
    back = after(spoken, *events)
    assert (back.control, back.assignee, back.owes_turn) == (Control.BOT, None, False)
    assert (back.reason, back.topic, back.priority, back.handed_over_at) == (None, None, 0, None)


def test_closing_keeps_the_outcome() -> None:
    events = handoff.close(MARIS, MARI, Disposition.REFERRED, "to the food bank")
    assert events == [
        NoteAdded(MARI, "to the food bank"),
        ConversationClosed(MARI, Disposition.REFERRED),
    ]
    ended = after(MARIS, *events)
    assert (ended.control, ended.disposition) == (Control.CLOSED, Disposition.REFERRED)
    assert ended.assignee is None


@pytest.mark.parametrize("note", [None, "", "  \n"])
def test_an_empty_note_is_no_note(note: str | None) -> None:
    assert handoff.return_to_bot(MARIS, MARI, note) == [ControlReturned(MARI)]


def test_a_note_that_cannot_be_kept_leaves_the_conversation_where_it_is() -> None:
    with pytest.raises(InvalidText):
        handoff.close(MARIS, MARI, Disposition.SPAM, "\ud800")


def test_a_former_holder_has_lost_the_baton() -> None:
    for state in (after(MARIS, RELEASED), after(MARIS, RETURNED), after(MARIS, CLOSED)):
        with pytest.raises(NotYours):
            handoff.agent_said(state, MARI, "one more thing")
