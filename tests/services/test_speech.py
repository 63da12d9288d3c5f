"""What events say to citizens on channels that are pushed to."""

from __future__ import annotations

import pytest

from handoff.core.channel import Outgoing
from handoff.core.conversation import Conversation
from handoff.core.events import (
    EVENT_TYPES,
    AgentAssigned,
    AgentReleased,
    AttachmentSettled,
    ControlReturned,
    ConversationClosed,
    ConversationReopened,
    ConversationStarted,
    DeliveryFailed,
    Event,
    HandoffRequested,
    MessageEdited,
    MessagePosted,
    NoteAdded,
    ReachLost,
    ReachRegained,
    TurnCompleted,
)
from handoff.core.handoff import OUTSIDE
from handoff.core.text import checked
from handoff.core.values import AgentRef, Author, Button, Disposition
from handoff.services import control_texts
from handoff.services.control_texts import control_text
from handoff.services.speech import speaks, spoken, tells_place
from handoff.services.texts import LANGUAGES

MARI = AgentRef("a1", "Mari {x}")
CLERK = AgentRef(f"{OUTSIDE}messenger", "Department of Tests")
EN = Conversation(id="c1", language="en")
ES = Conversation(id="c1", language="es-MX")
ASKED = HandoffRequested("asked", None, 0, Author.CITIZEN)
CLOSED = ConversationClosed(MARI, Disposition.RESOLVED)

TOLD: list[Event] = [
    MessagePosted(Author.BOT, "hello"),
    MessagePosted(Author.SYSTEM, "it takes longer"),
    MessagePosted(Author.AGENT, "hello", agent=MARI),
    ASKED,
    AgentAssigned(MARI),
    AgentReleased(MARI),
    AgentReleased(CLERK, "clerk_away"),
    ControlReturned(MARI),
    CLOSED,
]
INTERNAL: list[Event] = [
    ConversationStarted("telegram", "en"),
    MessagePosted(Author.CITIZEN, "hello"),
    MessagePosted(Author.AGENT, "said on the platform itself", agent=CLERK, outside=True),
    MessagePosted(Author.AGENT, "", agent=CLERK),
    TurnCompleted(3),
    NoteAdded(MARI, "difficult"),
    HandoffRequested("answered_outside", None, 0, Author.AGENT),
    AgentAssigned(CLERK),
    ConversationReopened(),
    DeliveryFailed(3, "blocked"),
    MessageEdited(3, "hello!"),
    AttachmentSettled(3, 0, refused="too_large"),
    ReachLost("blocked"),
    ReachRegained(),
]


def said(event: Event, state: Conversation = EN, place: int | None = None) -> str:
    message = spoken(state, event, place=place)
    assert message is not None
    return message.says


def test_every_kind_of_event_is_decided_on() -> None:
    assert {type(event) for event in TOLD + INTERNAL} == set(EVENT_TYPES)


@pytest.mark.parametrize("event", INTERNAL, ids=repr)
def test_what_is_internal_or_there_already_is_never_said(event: Event) -> None:
    assert not speaks(event)
    assert spoken(EN, event, place=1) is None


@pytest.mark.parametrize("event", TOLD, ids=repr)
@pytest.mark.parametrize("place", [None, 4])
def test_what_is_said_is_whole_in_every_language(event: Event, place: int | None) -> None:
    assert speaks(event)
    for state in (EN, ES):
        words = said(event, state, place)
        assert checked(words) == words
        assert "None" not in words


def test_what_the_bot_says_is_said_as_it_is_with_its_buttons() -> None:
    buttons = (Button("Yes", "/affirm"), Button("No", "/deny"))
    message = spoken(EN, MessagePosted(Author.BOT, "Is that right?", buttons))
    assert message == Outgoing("Is that right?", Author.BOT, buttons)


def test_an_agents_words_begin_with_the_agents_name() -> None:
    message = spoken(EN, MessagePosted(Author.AGENT, "Good day.\nHow are you?", agent=MARI))
    assert message == Outgoing("Mari {x}: Good day.\nHow are you?", Author.AGENT)


def test_the_service_speaks_of_itself_as_the_system() -> None:
    message = spoken(EN, ASKED, late=True)
    assert message is not None
    assert (message.author, message.buttons, message.late) == (Author.SYSTEM, (), True)


def test_who_waits_is_told_the_place_in_line() -> None:
    assert "number 3" in said(ASKED, place=3)
    assert "lugar 3" in said(ASKED, ES, 3)
    assert "number 1" in said(AgentReleased(MARI), place=1)
    assert [event for event in TOLD if tells_place(event)] == [TOLD[3], TOLD[5], TOLD[6]]


def test_who_is_not_in_line_any_more_is_told_no_place() -> None:
    assert "number" not in said(ASKED)
    assert "number" not in said(AgentReleased(MARI))


@pytest.mark.parametrize(
    "event", [AgentAssigned(MARI), AgentReleased(MARI), ControlReturned(MARI), CLOSED], ids=repr
)
def test_a_person_is_named_when_control_changes(event: Event) -> None:
    assert all(MARI.name in said(event, state) for state in (EN, ES))


def test_staff_outside_of_the_desk_are_not_named_when_they_leave() -> None:
    assert said(AgentReleased(CLERK, "clerk_away"), place=2) == said(ASKED, place=2)


def test_a_citizen_who_is_back_with_the_bot_is_told_that_it_is_no_person() -> None:
    assert "automated" in said(ControlReturned(MARI))
    assert "automático" in said(ControlReturned(MARI), ES)


def test_a_closed_conversation_can_be_gone_on_with() -> None:
    assert "write here again" in said(CLOSED)
    assert "escriba aquí otra vez" in said(CLOSED, ES)


def test_a_language_we_do_not_speak_gets_english() -> None:
    assert said(CLOSED, Conversation(id="c1", language="et")) == said(CLOSED)


def test_no_language_has_sentences_that_another_lacks() -> None:
    names = sorted(control_texts._SENTENCES["en"])
    for language in LANGUAGES:
        assert sorted(control_texts._SENTENCES[language]) == names
    for name in names:
        own = {control_text(name, language, name="Mari", place=2) for language in LANGUAGES}
        assert len(own) == len(LANGUAGES)
