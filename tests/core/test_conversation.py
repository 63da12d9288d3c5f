"""The fold: what each event does to the conversation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handoff.core.conversation import Conversation
from handoff.core.events import (
    ConversationReopened,
    DeliveryFailed,
    Event,
    MessagePosted,
    NoteAdded,
    Recorded,
    TurnCompleted,
)
from handoff.core.fold import KEPT_BUTTONS, evolve, fold, record
from handoff.core.fold_turn import KEPT_TOPICS, NOT_UNDERSTOOD, SMALL_TALK
from handoff.core.values import (
    Author,
    Button,
    Control,
    FormStep,
    Intent,
    LookupResult,
    Origin,
    SlotValue,
    Topic,
)
from tests.core.story import (
    CLOSED,
    GREETED,
    MARI,
    PERSON,
    QUEUED,
    RELEASED,
    RETURNED,
    STARTED,
    STATUS,
    TAKEN,
    after,
    asks,
    given,
    minute,
    pressed,
    turn,
)

FORM = FormStep("application_status_form", "date_of_birth")


def offering(*payloads: str, title: str = "Press") -> MessagePosted:
    return MessagePosted(Author.BOT, "?", tuple(Button(title, payload) for payload in payloads))


def test_an_empty_log_is_a_conversation_in_which_nothing_happened() -> None:
    assert fold("c-1", []) == Conversation("c-1")


def test_recording_numbers_on_from_the_last_seq_and_agrees_with_the_fold() -> None:
    first, opening = record(Conversation("c-1"), [STARTED, GREETED], minute(1))
    second, more = record(first, [asks(), turn(3)], minute(2))
    assert [entry.seq for entry in (*opening, *more)] == [1, 2, 3, 4]
    assert fold("c-1", (*opening, *more)) == second


def test_recording_nothing_changes_nothing() -> None:
    state = given(asks())
    assert record(state, [], minute(9), "key") == (state, ())


@pytest.mark.parametrize(
    "events, keyed",
    [
        ([ConversationReopened(), asks()], 1),
        ([asks(), QUEUED], 0),
        ([asks(), NoteAdded(MARI, "n"), asks()], 0),
        ([NoteAdded(MARI, "n"), CLOSED], 0),
        ([TAKEN, RETURNED], 1),
        ([DeliveryFailed(2, "gone")], 0),
    ],
)
def test_the_key_goes_to_what_was_said_or_else_to_the_last_event(
    events: list[Event], keyed: int
) -> None:
    _, entries = record(given(), events, minute(9), "key")
    assert [entry.key for entry in entries] == [
        "key" if place == keyed else None for place in range(len(events))
    ]


@pytest.mark.parametrize("event", [NoteAdded(MARI, "n"), DeliveryFailed(2, "gone")])
def test_what_is_only_told_moves_nothing_but_the_last_seq(event: Event) -> None:
    before = given(asks(), QUEUED)
    moved = evolve(before, Recorded(5, minute(5), event))
    assert moved == replace(before, last_seq=5, last_at=minute(5))


def test_the_bot_owes_an_answer_from_the_moment_of_the_message() -> None:
    state = given(asks(), asks("and?"))
    assert (state.owes_turn, state.owed_since, state.citizen_seq) == (True, minute(3), 4)


def test_the_rest_is_owed_from_the_moment_of_the_last_answer() -> None:
    state = given(asks(), asks("and?"), turn(3))
    assert (state.owes_turn, state.owed_since, state.bot_seq) == (True, minute(5), 3)


def test_nothing_is_owed_after_the_last_answer() -> None:
    state = given(asks(), turn(3))
    assert (state.owes_turn, state.owed_since) == (False, None)


@pytest.mark.parametrize(
    "events",
    [
        (QUEUED,),
        (QUEUED, asks(), TAKEN),
        (QUEUED, TAKEN, asks()),
        (QUEUED, TAKEN, asks(), RELEASED),
    ],
)
def test_what_people_are_asked_is_not_owed_by_the_bot(events: tuple[Event, ...]) -> None:
    state = given(asks(), *events)
    assert (state.owes_turn, state.owed_since) == (False, None)


def test_who_waits_for_a_person_may_go_on_asking_the_bot() -> None:
    state = given(asks(), QUEUED, asks("and meanwhile?"))
    assert (state.owes_turn, state.owed_since) == (True, minute(5))


def test_the_bots_cursor_never_moves_back() -> None:
    state = given(asks(), asks(), turn(4), turn(3))
    assert state.bot_seq == 4


def test_a_notice_moves_the_told_cursor_and_answers_nothing() -> None:
    state = given(asks(), MessagePosted(Author.SYSTEM, "Slow.", about=3))
    assert (state.told_seq, state.bot_seq, state.owes_turn) == (3, 0, True)


def test_a_turn_leaves_topic_lookups_slots_form_and_language() -> None:
    completed = TurnCompleted(
        3,
        (Intent("application_status", 0.8), Intent("greet", 0.1)),
        {"application_number": "APP-1"},
        (LookupResult("cases", "APP-1", "found"),),
        FORM,
        "es",
    )
    state = given(asks(), completed)
    assert state.topics == (Topic("application_status", 0.8, 3),)
    assert state.slots == (SlotValue("application_number", "APP-1", Origin.CITIZEN, 3, minute(4)),)
    assert [(x.subject, x.at) for x in state.lookups] == [("APP-1", minute(4))]
    assert (state.form, state.language) == (FORM, "es")


def test_a_slot_keeps_its_seq_until_its_value_changes() -> None:
    state = given(asks(), turn(3, slots={"a": "1", "b": "2"}), asks(), turn(5, slots={"b": "9"}))
    assert [(s.name, s.value, s.seq) for s in state.slots] == [("a", "1", 3), ("b", "9", 5)]


def test_a_slot_the_bot_lets_go_of_stays_known() -> None:
    state = given(asks(), turn(3, slots={"date_of_birth": "1970-01-01"}), asks(), turn(5))
    assert [s.name for s in state.slots] == ["date_of_birth"]


def test_a_failed_turn_keeps_slots_and_form() -> None:
    state = given(asks(), turn(3, form=FORM, slots={"a": "1"}), asks(), turn(5, failed=True))
    assert (state.form, [s.name for s in state.slots], state.failed_turns) == (FORM, ["a"], 1)


def test_words_inside_a_form_are_no_topic() -> None:
    state = given(
        asks(), turn(3, "application_status", form=FORM), asks("1970"), turn(5, "office_hours")
    )
    assert [t.intent for t in state.topics] == ["application_status"]


def test_topics_and_lookups_keep_the_newest_ones() -> None:
    state = given()
    for seq in range(3, 3 + 2 * (KEPT_TOPICS + 5), 2):
        completed = TurnCompleted(
            seq, (Intent(f"topic_{seq}", 1.0),), lookups=(LookupResult("s", str(seq), "r"),)
        )
        state = after(state, asks(), completed)
    newest = list(range(3, 3 + 2 * (KEPT_TOPICS + 5), 2))[-KEPT_TOPICS:]
    assert [t.seq for t in state.topics] == newest
    assert [x.subject for x in state.lookups] == [str(seq) for seq in newest]


def test_what_was_tried_or_looked_up_twice_is_told_once_with_its_newest_answer() -> None:
    def looked_up(seq: int, intent: str, result: str) -> TurnCompleted:
        found = (LookupResult("cases", "APP-1", result),)
        return TurnCompleted(seq, (Intent(intent, 0.8),), lookups=found)

    state = given(
        asks(), looked_up(3, "application_status", "in review"),
        asks(), looked_up(5, "office_hours", "in review"),
        asks(), looked_up(7, "application_status", "approved"),
    )  # fmt: skip
    assert [(t.intent, t.seq) for t in state.topics] == [
        ("office_hours", 5),
        ("application_status", 7),
    ]
    assert [x.result for x in state.lookups] == ["approved"]


def test_the_need_is_the_first_message_until_a_topic_is_found() -> None:
    assert given(asks("hi"), asks("my card")).need_seq == 3
    assert given(asks("erm"), turn(3), asks("my card"), turn(5, "ebt_lost_card")).need_seq == 5


def test_the_newest_topic_is_the_need() -> None:
    state = given(asks(), turn(3, "office_hours"), asks(), turn(5, "ebt_balance"))
    assert state.need_seq == 5


def test_what_was_not_understood_is_the_need_but_no_topic() -> None:
    state = given(asks(), turn(3, "office_hours"), asks("evicted!"), turn(5, NOT_UNDERSTOOD))
    assert state.need_seq == 5
    assert [t.intent for t in state.topics] == ["office_hours"]


@pytest.mark.parametrize("intent", sorted(SMALL_TALK))
def test_small_talk_after_a_topic_is_not_the_need(intent: str) -> None:
    state = given(asks(), turn(3, "ebt_balance"), asks("thanks"), turn(5, intent))
    assert state.need_seq == 3
    assert [t.intent for t in state.topics] == ["ebt_balance"]


def test_a_greeting_is_not_the_need_once_more_was_said() -> None:
    greeted = given(asks("hi"), turn(3, "greet"))
    assert greeted.need_seq is None
    assert after(greeted, asks("my card is gone")).need_seq == 5
    both_at_once = given(asks("hi"), asks("my card is gone"), turn(3, "greet"))
    assert both_at_once.need_seq == 4


def test_the_words_of_who_asks_for_a_person_may_be_the_need() -> None:
    state = given(asks("a person please, my card is gone"), turn(3, "talk_to_person"), QUEUED)
    assert state.need_seq == 3


def test_pressing_for_a_person_is_not_the_need_but_what_is_written_in_the_queue_is() -> None:
    waiting = given(pressed(PERSON), QUEUED)
    assert waiting.need_seq is None
    assert after(waiting, asks("my card is gone")).need_seq == 5


def test_another_button_is_the_need() -> None:
    assert given(pressed(STATUS)).need_seq == 3


def test_a_reopened_conversation_has_a_need_of_its_own() -> None:
    ended = given(asks(), turn(3, "ebt_balance"), QUEUED, TAKEN, CLOSED)
    assert ended.need_seq == 3
    assert after(ended, ConversationReopened(), asks("another thing")).need_seq == 9


def test_reopening_gives_control_to_the_bot() -> None:
    state = given(asks(), QUEUED, TAKEN, CLOSED, ConversationReopened())
    assert (state.control, state.disposition, state.owes_turn) == (Control.BOT, None, False)


def test_buttons_of_earlier_messages_can_still_be_pressed() -> None:
    state = given(offering("/a"), offering("/b"))
    assert [b.payload for b in state.offered] == [STATUS.payload, PERSON.payload, "/a", "/b"]


def test_a_button_offered_again_counts_as_new_and_has_its_new_title() -> None:
    state = given(offering("/a"), offering(STATUS.payload, title="New"))
    assert [b.payload for b in state.offered] == [PERSON.payload, "/a", STATUS.payload]
    assert state.offered[-1].title == "New"


def test_no_more_buttons_are_kept_than_the_bound() -> None:
    state = given(*(offering(f"/{number}") for number in range(KEPT_BUTTONS + 10)))
    assert len(state.offered) == KEPT_BUTTONS
    assert state.offered[-1].payload == f"/{KEPT_BUTTONS + 9}"
    assert STATUS not in state.offered
