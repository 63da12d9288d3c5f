"""What reaches us over channels: presses by token, numbers, files, edits, staff outside."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from handoff.core import citizen, handoff
from handoff.core.conversation import Conversation
from handoff.core.errors import AlreadyTaken
from handoff.core.events import (
    AgentAssigned,
    AgentReleased,
    AttachmentSettled,
    ConversationReopened,
    MessagePosted,
    QueueLeft,
    ReachLost,
    ReachRegained,
    TurnCompleted,
)
from handoff.core.fold import record
from handoff.core.tokens import button_of, standing_token, token_of
from handoff.core.values import (
    LEAVE_QUEUE,
    Attachment,
    AttachmentKind,
    Author,
    Button,
    Control,
    FileRef,
)
from tests.core.story import (
    CLERK,
    CLOSED,
    MARI,
    PERSON,
    QUEUED,
    STATUS,
    TAKEN,
    TOM,
    after,
    asks,
    given,
    pressed,
)
from tests.fakes.clock import NOON

WITH_BOT = given()
WAITING = given(asks(), QUEUED)
WITH_AGENT = given(asks(), QUEUED, TAKEN)
ENDED = given(asks(), QUEUED, TAKEN, CLOSED)
PHOTO = Attachment(AttachmentKind.PHOTO, ref="file-1")
PLACE = Attachment(AttachmentKind.LOCATION, latitude=35.5, longitude=-97.5)
TOO_BIG = Attachment(AttachmentKind.VIDEO, ref="file-2", refused="too_large")


def test_a_press_is_known_by_its_token() -> None:
    token = token_of(WITH_BOT.id, STATUS.payload)
    assert len(token.encode()) <= 64
    assert citizen.pressed(WITH_BOT, token, "Old.", ()) == [pressed(STATUS)]


def test_a_token_of_another_conversation_counts_for_nothing() -> None:
    assert button_of(WITH_BOT, token_of("c-2", STATUS.payload)) is None


def test_the_button_to_stop_waiting_counts_while_one_waits_and_only_in_this_conversation() -> None:
    token = token_of(WAITING.id, LEAVE_QUEUE)
    assert citizen.pressed(WAITING, token, "Old.", ()) == [QueueLeft()]
    assert citizen.pressed(WAITING, token_of("c-2", LEAVE_QUEUE), "Old.", ()) != [QueueLeft()]
    for over in (WITH_BOT, WITH_AGENT, ENDED):
        told = MessagePosted(Author.SYSTEM, "Old.", acted=True)
        assert citizen.pressed(over, token_of(over.id, LEAVE_QUEUE), "Old.", ()) == [told]


def test_a_button_that_stands_always_counts_as_offered() -> None:
    menu = Button("How to apply", "/apply_how")
    token = standing_token(menu.payload)
    assert citizen.pressed(WITH_BOT, token, "Old.", (), (menu,)) == [pressed(menu)]


def test_a_token_of_a_menu_reaches_what_stands_in_it_and_nothing_else() -> None:
    for token in (standing_token("/restart"), standing_token(STATUS.payload)):
        assert button_of(WITH_BOT, token, (PERSON,)) is None


@pytest.mark.parametrize("token", ["", "b:", "b:nonsense", "s:", STATUS.payload])
def test_a_stale_button_gets_a_kind_answer_and_no_turn(token: str) -> None:
    events = citizen.pressed(WITH_BOT, token, "That button is old.", (PERSON,))
    told = MessagePosted(Author.SYSTEM, "That button is old.", (PERSON,), acted=True)
    assert events == [told]
    assert not after(WITH_BOT, *events).owes_turn


@pytest.mark.parametrize("typed", ["1", " 1 ", "1.", "1)"])
def test_a_number_picks_from_choices_that_were_shown_numbered(typed: str) -> None:
    assert citizen.said(WITH_BOT, typed, numbered=True) == [pressed(STATUS)]


@pytest.mark.parametrize("typed", ["0", "3", "12", "1 2", "one", "01"])
def test_other_text_is_no_choice(typed: str) -> None:
    assert citizen.said(WITH_BOT, typed, numbered=True) == [asks(typed)]


def test_a_number_is_text_where_choices_are_buttons() -> None:
    assert citizen.said(WITH_BOT, "1") == [asks("1")]


def test_a_number_picks_only_from_the_newest_message() -> None:
    state = after(WITH_BOT, asks(), MessagePosted(Author.BOT, "How many children?"))
    assert citizen.said(state, "2", numbered=True) == [asks("2")]


def test_a_photo_alone_is_kept_and_owes_a_file_but_no_turn() -> None:
    events = citizen.sent(WITH_BOT, "", (PHOTO, PLACE, TOO_BIG), "Kept.", (PERSON,))
    state = after(WITH_BOT, *events)
    assert state.unfetched == (FileRef(3, 0),)
    assert not state.owes_turn
    assert events[-1] == MessagePosted(Author.SYSTEM, "Kept.", (PERSON,))


def test_a_photo_does_not_swallow_the_question_before_it() -> None:
    asked = after(WITH_BOT, asks("Did you get my papers?"))
    state = after(asked, *citizen.sent(asked, "", (PHOTO,), "Kept.", ()))
    assert state.owes_turn
    assert not after(state, TurnCompleted(asked.citizen_seq)).owes_turn


def test_words_under_a_photo_are_a_question_for_the_bot() -> None:
    state = after(WITH_BOT, *citizen.sent(WITH_BOT, "is this enough?", (PHOTO,), "Kept.", ()))
    assert state.owes_turn


def test_an_agent_says_what_happens_with_a_file_and_the_service_does_not() -> None:
    said = MessagePosted(Author.CITIZEN, "", attachments=(PHOTO,))
    assert citizen.sent(WITH_AGENT, "", (PHOTO,), "Kept.", (PERSON,)) == [said]


def test_no_person_is_offered_to_who_waits_for_one() -> None:
    notice = citizen.sent(WAITING, "", (PHOTO,), "Kept.", (PERSON,))[-1]
    assert notice == MessagePosted(Author.SYSTEM, "Kept.")


@pytest.mark.parametrize("settled", [{"mime": "image/png", "size": 9}, {"refused": "gone"}])
def test_a_file_is_owed_until_it_is_kept_or_refused(settled: dict[str, object]) -> None:
    state = after(WITH_BOT, *citizen.sent(WITH_BOT, "", (PHOTO, PHOTO), "Kept.", ()))
    settled_one = AttachmentSettled(3, 0, **settled)  # type: ignore[arg-type]
    assert after(state, settled_one).unfetched == (FileRef(3, 1),)


def test_an_edit_is_no_turn_and_the_same_words_are_no_edit() -> None:
    state = after(WITH_BOT, asks("where is it"), TurnCompleted(3))
    edit = citizen.edited(3, "where is it", "where is my card")
    assert not after(state, *edit).owes_turn
    assert citizen.edited(3, "where is it", " where is it ") == []


@pytest.mark.parametrize("state", [WAITING, WITH_AGENT])
def test_start_pressed_again_does_not_interrupt_people(state: Conversation) -> None:
    assert citizen.began(state, "Hello!", (STATUS,)) == []


def test_start_pressed_again_greets_again_and_reopens() -> None:
    hello = MessagePosted(Author.BOT, "Hello!", (STATUS,), acted=True)
    assert citizen.began(WITH_BOT, "Hello!", (STATUS,)) == [hello]
    assert citizen.began(ENDED, "Hello!", (STATUS,)) == [ConversationReopened(), hello]


def test_who_presses_something_has_acted_and_can_be_answered() -> None:
    silent = replace(WITH_BOT, citizen_at=NOON - timedelta(days=3), unreachable="blocked")
    for events in (
        citizen.began(silent, "Hello!", ()),
        citizen.pressed(silent, "b:old", "That button is old.", ()),
    ):
        state, entries = record(silent, events, NOON)
        assert (state.citizen_at, state.unreachable) == (entries[-1].at, None)
        assert not state.owes_turn


def test_reach_is_lost_once_and_regained_by_writing() -> None:
    lost = after(WITH_BOT, *citizen.unreachable(WITH_BOT, "blocked"))
    assert citizen.unreachable(lost, "blocked") == []
    assert citizen.reachable(lost) == [ReachRegained()]
    assert after(lost, asks()).unreachable is None
    assert citizen.reachable(WITH_BOT) == []
    assert lost.unreachable == "blocked"
    assert citizen.unreachable(WITH_BOT, "blocked") == [ReachLost("blocked")]


@pytest.mark.parametrize("state", [WITH_BOT, WAITING, ENDED])
def test_staff_who_answer_outside_of_the_desk_silence_the_bot(state: Conversation) -> None:
    taken = after(state, *handoff.clerk_said(state, CLERK, "We will call you."))
    assert (taken.control, taken.assignee) == (Control.AGENT, CLERK)
    assert not after(taken, asks("thanks")).owes_turn


def test_an_agent_of_the_desk_keeps_the_baton_when_a_clerk_interferes() -> None:
    events = handoff.clerk_said(WITH_AGENT, CLERK, "We will call you.")
    assert [type(e) for e in events] == [MessagePosted]
    assert after(WITH_AGENT, *events).assignee == MARI


def test_the_desk_can_take_what_staff_outside_hold_but_not_what_a_colleague_holds() -> None:
    outside = after(WITH_BOT, *handoff.clerk_said(WITH_BOT, CLERK, "Hello."))
    assert handoff.accept(outside, MARI) == [AgentAssigned(MARI)]
    with pytest.raises(AlreadyTaken):
        handoff.accept(WITH_AGENT, TOM)


def test_who_waits_for_staff_outside_goes_to_the_queue_and_nobody_else_does() -> None:
    outside = after(WITH_BOT, *handoff.clerk_said(WITH_BOT, CLERK, "Hello."))
    assert handoff.clerk_left(outside) == []
    asked = after(outside, asks("are you there?"))
    assert handoff.clerk_left(asked) == [AgentReleased(CLERK, reason="clerk_away")]
    assert handoff.clerk_left(after(WITH_AGENT, asks("hello?"))) == []
    assert after(asked, AgentReleased(CLERK)).control is Control.QUEUED


def test_tokens_differ_for_different_payloads() -> None:
    payloads = [f"/b{n}" for n in range(500)]
    assert len({token_of("c-1", payload) for payload in payloads}) == 500


def test_a_button_that_fell_out_of_the_offer_is_stale() -> None:
    many = tuple(Button(f"B{n}", f"/b{n}") for n in range(60))
    state = after(WITH_BOT, MessagePosted(Author.BOT, "Pick", many))
    assert button_of(state, token_of(state.id, "/b0")) is None
    assert button_of(state, token_of(state.id, "/b59")) == many[59]
