"""What the bot may do: only while it has control, and once for each message."""

from __future__ import annotations

import pytest

from handoff.core import bot
from handoff.core.bot import BotMessage, HandoffWish, Reply
from handoff.core.conversation import Conversation
from handoff.core.events import (
    ConversationRouted,
    HandoffRequested,
    MessagePosted,
    TurnCompleted,
)
from handoff.core.values import Author, Button, Control, FormStep, Intent, LookupResult
from tests.core.story import (
    CLOSED,
    PERSON,
    QUEUED,
    RETURNED,
    TAKEN,
    after,
    asks,
    given,
    minute,
    turn,
)

OWING = given(asks())  # the citizen's message is seq 3
NOW = minute(9)
REPLY = Reply(messages=(BotMessage("Let me see."), BotMessage("Here it is.", (PERSON,))))
SILENT = [
    given(),
    given(asks(), turn(3)),
    given(asks(), QUEUED),
    given(asks(), QUEUED, TAKEN),
    given(asks(), QUEUED, TAKEN, RETURNED),
    given(asks(), QUEUED, TAKEN, CLOSED),
]


def test_a_reply_is_its_messages_and_the_end_of_the_turn() -> None:
    events = bot.replied(OWING, 3, REPLY, NOW)
    assert events == [
        MessagePosted(Author.BOT, "Let me see."),
        MessagePosted(Author.BOT, "Here it is.", (PERSON,)),
        TurnCompleted(3),
    ]
    assert not after(OWING, *events).owes_turn


@pytest.mark.parametrize("state", SILENT)
def test_the_bot_says_nothing_unless_it_owes_the_turn(state: Conversation) -> None:
    assert bot.replied(state, 3, REPLY, NOW) == []
    assert bot.failed(state, 3, "Sorry.", (PERSON,), NOW) == []
    assert bot.delayed(state, "Slow.", (PERSON,)) == []


def test_what_is_said_to_an_agent_is_not_answered_by_the_bot() -> None:
    state = given(asks(), QUEUED, TAKEN, asks("for people"))
    assert bot.replied(state, state.citizen_seq, REPLY, NOW) == []
    assert bot.failed(state, state.citizen_seq, "Sorry.", (PERSON,), NOW) == []


def test_who_waits_for_a_person_is_answered_what_helps() -> None:
    state = given(asks(), QUEUED, asks("and when is my card due?"))
    reply = Reply((BotMessage("On the 5th."),), intents=(Intent("ebt_schedule", 0.9),))
    said, turn_done = bot.replied(state, state.citizen_seq, reply, NOW)
    assert said == MessagePosted(Author.BOT, "On the 5th.")
    assert isinstance(turn_done, TurnCompleted)
    assert after(state, said, turn_done).control is Control.QUEUED


@pytest.mark.parametrize("intent", ["greet", "nlu_fallback", "talk_to_person", None])
def test_what_is_meant_for_the_person_leaves_the_bot_silent(intent: str | None) -> None:
    state = given(asks(), QUEUED, asks("are you there?"))
    intents = (Intent(intent, 0.9),) if intent else ()
    reply = Reply((BotMessage("Did you mean?"),), intents=intents)
    (turn_done,) = bot.replied(state, state.citizen_seq, reply, NOW)
    assert isinstance(turn_done, TurnCompleted)
    assert not after(state, turn_done).owes_turn


def test_who_waits_and_presses_a_button_is_answered() -> None:
    state = given(asks(), QUEUED, asks("More"))
    reply = Reply((BotMessage("Here is more."),), intents=(Intent("help", 1.0),))
    said, _ = bot.replied(state, state.citizen_seq, reply, NOW, pressed=True)
    assert said == MessagePosted(Author.BOT, "Here is more.")


def test_a_form_under_way_goes_on_while_one_waits() -> None:
    state = given(asks(), QUEUED, asks("APP-2041-7739"))
    reply = Reply((BotMessage("When were you born?"),), form=FormStep("form", "slot"))
    assert len(bot.replied(state, state.citizen_seq, reply, NOW)) == 2


def test_the_answer_that_ends_a_form_is_given_while_one_waits() -> None:
    state = given(asks(), turn(3, form=FormStep("form", "slot")), QUEUED, asks("April 12, 1987"))
    reply = Reply(
        (BotMessage("It is waiting for papers."),), intents=(Intent("nlu_fallback", 0.1),)
    )
    assert len(bot.replied(state, state.citizen_seq, reply, NOW)) == 2


def test_where_asking_for_a_person_stopped_a_form_stays_known_until_the_bot_is_back() -> None:
    state = given(asks(), turn(3, form=FormStep("form", "slot")), asks("a person please"))
    wish = Reply(handoff=HandoffWish("asked"))
    state = after(state, *bot.replied(state, state.citizen_seq, wish, NOW))
    stopped = FormStep("form", "slot", stopped=True)
    assert (state.form, state.in_form) == (stopped, False)
    state = after(state, asks("hello?"))
    small_talk = Reply((BotMessage("Hello."),), intents=(Intent("greet", 0.9),))
    answered = bot.replied(state, state.citizen_seq, small_talk, NOW)
    assert not [each for each in answered if isinstance(each, MessagePosted)]
    state = after(state, *answered, TAKEN)
    assert state.form == stopped
    state = after(state, RETURNED, asks("what are your hours"))
    assert after(state, turn(state.citizen_seq, "office_hours")).form is None


def test_a_form_is_over_once_an_agent_has_the_conversation() -> None:
    waits = given(asks(), turn(3, form=FormStep("form", "slot")), QUEUED)
    assert waits.in_form
    assert not after(waits, TAKEN).in_form


def test_a_crisis_heard_while_waiting_moves_the_citizen_up() -> None:
    state = given(asks(), QUEUED, asks("i cannot go on"))
    reply = Reply((BotMessage("Call 988."),), HandoffWish("crisis", "crisis", 10))
    events = bot.replied(state, state.citizen_seq, reply, NOW)
    assert events[-1] == ConversationRouted(team=None, priority=10, reason="crisis")
    assert after(state, *events).priority == 10


def test_who_waits_is_not_bothered_with_what_fails() -> None:
    state = given(asks(), QUEUED, asks("and?"))
    assert bot.failed(state, state.citizen_seq, "Sorry.", (PERSON,), NOW) == [
        TurnCompleted(turn_seq=state.citizen_seq, failed=True)
    ]
    assert bot.delayed(state, "Slow.", (PERSON,)) == []


def test_an_old_reply_does_not_answer_a_newer_message() -> None:
    state = given(asks(), turn(3), asks("and now?"))
    assert state.owes_turn
    assert bot.replied(state, 3, REPLY, NOW) == []
    assert bot.failed(state, 3, "Sorry.", (), NOW) == []


def test_the_answer_to_the_first_of_two_messages_leaves_the_second_owed() -> None:
    state = given(asks("one"), asks("two"))
    answered = after(state, *bot.replied(state, 3, REPLY, NOW))
    assert (answered.bot_seq, answered.citizen_seq, answered.owes_turn) == (3, 4, True)


def test_what_was_understood_is_kept_with_the_turn() -> None:
    intents, form = (Intent("ebt_balance", 0.8),), FormStep("f", "s")
    lookups = (LookupResult("cases", "APP-1", "found"),)
    reply = Reply((BotMessage("Ok"),), None, intents, {"a": "1"}, lookups, form, "es")
    assert bot.replied(OWING, 3, reply, NOW)[-1] == TurnCompleted(
        3, intents, {"a": "1"}, lookups, form, "es"
    )


def test_a_language_is_recorded_only_when_it_changes() -> None:
    (event,) = bot.replied(OWING, 3, Reply(language="en"), NOW)
    assert event == TurnCompleted(3, language=None)


def test_a_handoff_lands_together_with_the_reply_and_knows_what_it_found() -> None:
    wish = HandoffWish("form_failed", "application_status", 3)
    reply = Reply((BotMessage("Sorry."),), wish, (Intent("application_status", 1.0),), {"n": "7"})
    events = bot.replied(OWING, 3, reply, NOW)
    handoff = events[-1]
    assert isinstance(handoff, HandoffRequested)
    assert (handoff.reason, handoff.topic, handoff.priority, handoff.by) == (
        "form_failed",
        "application_status",
        3,
        Author.BOT,
    )
    assert handoff.brief is not None
    assert [(s.name, s.value, s.at) for s in handoff.brief.slots] == [("n", "7", NOW)]
    assert handoff.brief.need_seq == 3
    assert after(OWING, *events).control is Control.QUEUED


def test_a_failure_apologises_and_offers_a_person() -> None:
    assert bot.failed(OWING, 3, "Sorry.", (PERSON,), NOW) == [
        MessagePosted(Author.SYSTEM, "Sorry.", (PERSON,)),
        TurnCompleted(3, failed=True),
    ]


def test_so_many_failures_in_a_row_call_a_person() -> None:
    state = given(asks(), turn(3, failed=True), asks("again"))
    handoff = bot.failed(state, 5, "Sorry.", (PERSON,), NOW)[-1]
    assert isinstance(handoff, HandoffRequested)
    assert (handoff.reason, handoff.by) == ("assistant_failed", Author.SYSTEM)


def test_an_answer_between_two_failures_starts_the_count_again() -> None:
    state = given(asks(), turn(3, failed=True), asks(), turn(5), asks())
    assert bot.failed(state, 7, "Sorry.", (), NOW)[-1] == TurnCompleted(7, failed=True)


def test_failures_before_a_person_helped_do_not_count_afterwards() -> None:
    state = given(asks(), turn(3, failed=True), QUEUED, TAKEN, RETURNED, asks())
    assert len(bot.failed(state, 8, "Sorry.", (), NOW)) == 2


def test_a_waiting_citizen_is_told_once_of_a_delay() -> None:
    (notice,) = bot.delayed(OWING, "Slow.", (PERSON,))
    assert notice == MessagePosted(Author.SYSTEM, "Slow.", (PERSON,), about=3)
    told = after(OWING, notice)
    assert told.owes_turn
    assert bot.delayed(told, "Slow.", (PERSON,)) == []


def test_a_second_message_during_the_delay_is_not_told_of_again() -> None:
    told = after(OWING, *bot.delayed(OWING, "Slow.", ()), asks("hello?"))
    assert bot.delayed(told, "Slow.", ()) == []


def test_after_an_answer_a_new_delay_is_told_of_again() -> None:
    told = after(OWING, *bot.delayed(OWING, "Slow.", ()))
    asked_again = after(told, turn(3), asks("next"))
    assert len(bot.delayed(asked_again, "Slow.", ())) == 1


def test_the_button_of_a_notice_can_be_pressed() -> None:
    button = Button("A person", "/x")
    told = after(OWING, *bot.delayed(OWING, "Slow.", (button,)))
    assert button in told.offered
