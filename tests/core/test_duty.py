"""Offers, leases, supervision, help and facts: what nobody decides alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from handoff.core import duty, handoff
from handoff.core.conversation import Conversation
from handoff.core.errors import InvalidRequest, NotQueued, NotYours
from handoff.core.events import (
    AgentAssigned,
    AgentReleased,
    ConversationRouted,
    HandoffRequested,
    HelpAsked,
    HelpEnded,
    MessagePosted,
    NoteAdded,
    OfferEnded,
    OfferMade,
    SlotCorrected,
    TurnCompleted,
)
from handoff.core.values import Author, Button, Control, Origin
from tests.core.story import (
    CLERK,
    CLOSED,
    MARI,
    QUEUED,
    RETURNED,
    TAKEN,
    TOM,
    after,
    asks,
    given,
    minute,
    turn,
)

WAITING = given(asks(), QUEUED)
MARIS = given(asks(), QUEUED, TAKEN)
FIVE = timedelta(minutes=5)
STEP = Button("Continue", "/application_status")


def test_an_offer_asks_one_agent_first() -> None:
    assert duty.offer(WAITING, MARI, minute(9)) == [OfferMade(MARI, minute(9))]
    offered = after(WAITING, OfferMade(MARI, minute(9)))
    assert (offered.control, offered.offered_to) == (Control.QUEUED, MARI)
    assert duty.offer(offered, TOM, minute(9)) == []


@pytest.mark.parametrize("state", [given(asks()), MARIS])
def test_what_does_not_wait_is_not_offered(state: Conversation) -> None:
    assert duty.offer(state, TOM, minute(9)) == []


def test_who_let_an_offer_go_by_is_remembered_for_this_wait() -> None:
    offered = after(WAITING, OfferMade(MARI, minute(9)))
    ended = after(offered, *duty.end_offer(offered, MARI.id, duty.LAPSED))
    assert (ended.offered_to, ended.passed_over) == (None, (MARI.id,))
    assert after(ended, TAKEN).passed_over == ()


def test_an_offer_to_somebody_else_is_not_ended() -> None:
    offered = after(WAITING, OfferMade(MARI, minute(9)))
    assert duty.end_offer(offered, TOM.id, duty.DECLINED) == []


def test_whoever_is_faster_takes_what_is_offered_to_another() -> None:
    offered = after(WAITING, OfferMade(MARI, minute(9)))
    taken = after(offered, *handoff.accept(offered, TOM))
    assert (taken.assignee, taken.offered_to) == (TOM, None)


def test_what_an_agent_loses_goes_back_to_the_place_it_had() -> None:
    lost = after(MARIS, *duty.release(MARIS, MARI.id, "agent_lost"))
    assert (lost.control, lost.waiting_since) == (Control.QUEUED, WAITING.waiting_since)
    assert (lost.reason, lost.returned) == (WAITING.reason, "agent_lost")
    assert after(lost, TAKEN).returned is None


def test_what_an_agent_was_asked_goes_to_the_next_agent_and_not_to_the_bot() -> None:
    held = after(MARIS, asks("are you there?"))
    lost = after(held, *duty.release(held, MARI.id, "agent_lost"))
    assert not lost.owes_turn


def test_an_agent_who_leaves_is_offered_nothing_any_more() -> None:
    offered = after(WAITING, OfferMade(MARI, minute(9)))
    assert duty.release(offered, MARI.id, "signed_out") == [OfferEnded(MARI, duty.GONE)]


def test_what_a_colleague_holds_is_not_released() -> None:
    assert duty.release(MARIS, TOM.id, "signed_out") == []


def test_an_agent_who_does_not_answer_loses_the_conversation_after_the_patience() -> None:
    assert MARIS.awaiting_since == minute(5)
    assert duty.release_silent(MARIS, minute(10) - timedelta(seconds=1), FIVE) == []
    assert duty.release_silent(MARIS, minute(10), FIVE) == [AgentReleased(MARI, "no_answer")]


def test_who_did_not_answer_is_not_the_first_to_be_asked_again() -> None:
    lost = after(MARIS, *duty.release_silent(MARIS, minute(10), FIVE))
    assert lost.passed_over == (MARI.id,)


def test_an_answer_ends_the_wait_for_words_and_the_next_question_begins_it() -> None:
    answered = after(MARIS, MessagePosted(Author.AGENT, "Hello", agent=MARI))
    assert answered.awaiting_since is None
    assert duty.release_silent(answered, minute(60), FIVE) == []
    first = after(answered, asks("and?"))
    assert after(first, asks("hello?")).awaiting_since == first.last_at


def test_staff_outside_of_the_desk_have_a_patience_of_their_own() -> None:
    outside = after(WAITING, AgentAssigned(CLERK))
    assert duty.release_silent(outside, minute(60), FIVE) == []


@pytest.mark.parametrize("state", [WAITING, MARIS, given(asks(), QUEUED, TAKEN, RETURNED)])
def test_a_supervisor_assigns_whoever_has_control(state: Conversation) -> None:
    assigned = after(state, *duty.assign(state, TOM, MARI))
    assert assigned.holds(TOM.id)


def test_a_supervisor_who_takes_over_from_the_bot_leaves_a_brief() -> None:
    asked, _ = duty.assign(given(asks()), TOM, MARI)
    assert isinstance(asked, HandoffRequested)
    assert asked.brief is not None


def test_what_is_closed_is_not_assigned() -> None:
    with pytest.raises(NotQueued):
        duty.assign(given(asks(), QUEUED, TAKEN, CLOSED), TOM, MARI)


def test_a_waiting_conversation_changes_team_and_urgency_and_keeps_its_wait() -> None:
    moved = after(WAITING, *duty.route(WAITING, "t-1", 4, MARI))
    assert (moved.team, moved.priority) == ("t-1", 4)
    assert moved.waiting_since == WAITING.waiting_since
    assert duty.route(moved, "t-1", 4, MARI) == []


def test_what_does_not_wait_is_not_routed() -> None:
    with pytest.raises(NotQueued):
        duty.route(MARIS, "t-1", 4, MARI)


def test_a_transfer_to_a_team_waits_there_from_the_first_request_on() -> None:
    events = handoff.transfer(MARIS, MARI, None, "for you", team="t-1")
    assert [type(e) for e in events] == [NoteAdded, AgentReleased, ConversationRouted]
    moved = after(MARIS, *events)
    assert (moved.team, moved.waiting_since) == ("t-1", WAITING.waiting_since)


KNOWN = given(asks(), turn(3, slots={"number": "APP-1"}), QUEUED, TAKEN)


def test_a_fact_put_right_by_an_agent_says_so() -> None:
    right = after(KNOWN, *duty.correct_slot(KNOWN, MARI, "number", "APP-2"))
    (slot,) = right.slots
    assert (slot.value, slot.origin, slot.seq) == ("APP-2", Origin.AGENT, right.last_seq)


def test_a_turn_that_ran_before_does_not_undo_what_an_agent_put_right() -> None:
    right = after(KNOWN, *duty.correct_slot(KNOWN, MARI, "number", "APP-2"))
    assert after(right, turn(3, slots={"number": "APP-1"})).slots == right.slots


def test_what_the_citizen_says_to_the_bot_after_that_counts_again() -> None:
    right = after(KNOWN, *duty.correct_slot(KNOWN, MARI, "number", "APP-2"), RETURNED, asks())
    heard = after(right, turn(right.citizen_seq, slots={"number": "APP-2"}), asks())
    (slot,) = after(heard, turn(heard.citizen_seq, slots={"number": "APP-3"})).slots
    assert (slot.value, slot.origin) == ("APP-3", Origin.CITIZEN)


def test_the_normal_form_that_the_bot_gives_to_a_correction_is_still_the_agents() -> None:
    right = after(KNOWN, *duty.correct_slot(KNOWN, MARI, "number", "2"), RETURNED, asks())
    (slot,) = after(right, turn(right.citizen_seq, slots={"number": "APP-2"})).slots
    assert (slot.value, slot.origin) == ("APP-2", Origin.AGENT)


def test_what_was_looked_up_goes_with_the_value_that_it_was_true_of() -> None:
    found = TurnCompleted(3, slots={"number": "APP-1", "state": "closed"}, looked_up=("state",))
    known = given(asks(), found, asks())
    assert [slot.origin for slot in known.slots] == [Origin.CITIZEN, Origin.LOOKUP]
    later = after(known, turn(known.citizen_seq, slots={"number": "APP-2"}))
    assert [(slot.name, slot.value) for slot in later.slots] == [("number", "APP-2")]


def test_only_the_holder_puts_right_what_is_known() -> None:
    with pytest.raises(NotYours):
        duty.correct_slot(KNOWN, TOM, "number", "APP-2")
    with pytest.raises(InvalidRequest):
        duty.correct_slot(KNOWN, MARI, "color", "red")
    assert duty.correct_slot(KNOWN, MARI, "number", "APP-1") == []


def test_a_colleague_reads_along_until_the_conversation_leaves_the_agent() -> None:
    helped = after(MARIS, *duty.call_in(MARIS, MARI, TOM))
    assert helped.helpers == (TOM,)
    assert duty.call_in(helped, MARI, TOM) == []
    assert after(helped, RETURNED).helpers == ()
    assert after(helped, AgentAssigned(TOM, by=MARI)).helpers == ()


def test_holder_and_colleague_end_the_help_and_nobody_else() -> None:
    helped = after(MARIS, HelpAsked(MARI, TOM))
    assert duty.end_help(helped, TOM, TOM.id) == [HelpEnded(TOM)]
    assert duty.end_help(helped, MARI, TOM.id) == [HelpEnded(TOM)]
    with pytest.raises(NotYours):
        duty.end_help(helped, replace(TOM, id="a-3"), TOM.id)
    with pytest.raises(NotYours):
        duty.call_in(MARIS, TOM, MARI)


def test_a_return_at_a_step_is_owed_a_turn_of_the_bot() -> None:
    returned = after(MARIS, *handoff.return_to_bot(MARIS, MARI, step=STEP))
    assert (returned.control, returned.owes_turn) == (Control.BOT, True)
    assert returned.citizen_seq == returned.step_seq == returned.last_seq


def test_a_step_is_not_taken_for_what_the_citizen_needs() -> None:
    returned = after(MARIS, *handoff.return_to_bot(MARIS, MARI, step=STEP))
    done = after(returned, turn(returned.step_seq, "application_status"))
    assert (done.need_seq, done.owes_turn) == (3, False)


def test_a_correction_is_news_to_the_bot_until_it_ran() -> None:
    right = after(KNOWN, SlotCorrected(MARI, "number", "APP-2"), RETURNED, asks())
    (slot,) = right.slots
    assert slot.seq > right.heard_seq
    assert slot.seq < after(right, turn(right.citizen_seq)).heard_seq


def test_the_bot_missed_what_people_said_until_it_ran() -> None:
    talked = after(MARIS, MessagePosted(Author.AGENT, "Hello", agent=MARI), RETURNED, asks())
    assert talked.missed
    assert not after(talked, turn(talked.citizen_seq)).missed
    assert after(talked, turn(talked.citizen_seq, failed=True)).missed


def test_what_is_asked_of_the_bot_meanwhile_is_not_what_a_person_is_waited_for() -> None:
    waiting = given(asks("my card is gone"), QUEUED, asks("what are your hours"))
    assert after(waiting, turn(waiting.citizen_seq, "office_hours")).need_seq == 3
