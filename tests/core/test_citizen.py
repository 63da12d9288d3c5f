"""What citizens may do, in every state of control."""

from __future__ import annotations

import pytest

from handoff.core import citizen
from handoff.core.conversation import Conversation
from handoff.core.errors import (
    EmptyText,
    InvalidRequest,
    InvalidText,
    TextTooLong,
    UnknownPayload,
)
from handoff.core.events import ConversationReopened, HandoffRequested
from handoff.core.text import MAX_TEXT
from handoff.core.values import Author, Control
from tests.core.story import (
    CLOSED,
    GREETED,
    PERSON,
    QUEUED,
    RETURNED,
    STARTED,
    STATUS,
    TAKEN,
    after,
    asks,
    given,
    pressed,
)

WITH_BOT = given()
WAITING = given(asks(), QUEUED)
WITH_AGENT = given(asks(), QUEUED, TAKEN)
ENDED = given(asks(), QUEUED, TAKEN, CLOSED)


def test_a_conversation_opens_with_a_greeting_of_the_bot() -> None:
    assert citizen.started("web", "en", "Hello!", GREETED.buttons) == [STARTED, GREETED]


@pytest.mark.parametrize("state", [WITH_BOT, WAITING, WITH_AGENT])
def test_a_message_is_kept_whoever_has_control(state: Conversation) -> None:
    assert citizen.said(state, "hello") == [asks("hello")]


def test_writing_to_a_closed_conversation_reopens_it_with_the_bot() -> None:
    events = citizen.said(ENDED, "one more thing")
    assert events == [ConversationReopened(), asks("one more thing")]
    state = after(ENDED, *events)
    assert (state.control, state.owes_turn, state.disposition) == (Control.BOT, True, None)


def test_text_is_kept_without_outer_white_space() -> None:
    assert citizen.said(WITH_BOT, "  hello\r\nthere \n") == [asks("hello\nthere")]


@pytest.mark.parametrize("text, payload", [(None, None), ("hello", "/application_status")])
def test_a_message_has_exactly_one_of_text_and_payload(
    text: str | None, payload: str | None
) -> None:
    with pytest.raises(InvalidRequest):
        citizen.said(WITH_BOT, text, payload)


@pytest.mark.parametrize(
    "text, error",
    [
        ("", EmptyText),
        (" \n\t", EmptyText),
        ("x" * (MAX_TEXT + 1), TextTooLong),
        ("a\x00b", InvalidText),
        ("\ud83d", InvalidText),
    ],
)
def test_text_that_cannot_be_kept_is_refused(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        citizen.said(WITH_BOT, text)


def test_a_button_that_was_offered_is_kept_with_its_title_as_text() -> None:
    assert citizen.said(WITH_BOT, payload=STATUS.payload) == [pressed(STATUS)]


@pytest.mark.parametrize("payload", ["/goodbye", "", "/application_status ", "baton:close"])
def test_a_payload_that_was_not_offered_is_refused(payload: str) -> None:
    with pytest.raises(UnknownPayload):
        citizen.said(WITH_BOT, payload=payload)


def test_a_literal_intent_as_text_stays_text() -> None:
    (event,) = citizen.said(WITH_BOT, text=STATUS.payload)
    assert event == asks(STATUS.payload)


@pytest.mark.parametrize("state", [WITH_BOT, given(asks(), QUEUED, TAKEN, RETURNED)])
def test_the_services_own_button_queues_in_the_same_step(state: Conversation) -> None:
    message, handoff = citizen.said(state, payload=PERSON.payload)
    assert message == pressed(PERSON)
    assert isinstance(handoff, HandoffRequested)
    assert (handoff.reason, handoff.priority, handoff.by) == ("asked", 0, Author.CITIZEN)
    reached = after(state, message, handoff)
    assert (reached.control, reached.owes_turn) == (Control.QUEUED, False)


@pytest.mark.parametrize("state", [WAITING, WITH_AGENT])
def test_the_services_own_button_queues_nobody_twice(state: Conversation) -> None:
    assert citizen.said(state, payload=PERSON.payload) == [pressed(PERSON)]


def test_the_services_own_button_reopens_a_closed_conversation_into_the_queue() -> None:
    events = citizen.said(ENDED, payload=PERSON.payload)
    kinds = [type(event).__name__ for event in events]
    assert kinds == ["ConversationReopened", "MessagePosted", "HandoffRequested"]
    assert after(ENDED, *events).control is Control.QUEUED
