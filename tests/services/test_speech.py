"""What events say to citizens on channels that are pushed to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from handoff.core.channel import Outgoing
from handoff.core.conversation import Conversation
from handoff.core.events import (
    EVENT_TYPES,
    AgentAssigned,
    AgentReleased,
    AttachmentSettled,
    CitizenNamed,
    ControlReturned,
    ConversationClosed,
    ConversationReopened,
    ConversationRouted,
    ConversationStarted,
    DeliveryFailed,
    Event,
    FeedbackGiven,
    HandoffRequested,
    HelpAsked,
    HelpEnded,
    MessageEdited,
    MessagePosted,
    NoteAdded,
    OfferEnded,
    OfferMade,
    QueueLeft,
    ReachLost,
    ReachRegained,
    SlotCorrected,
    SurveyAsked,
    SurveyEnded,
    TurnCompleted,
)
from handoff.core.forecast import Range
from handoff.core.handoff import OUTSIDE
from handoff.core.text import checked
from handoff.core.values import LEAVE_QUEUE, AgentRef, Author, Button, Control, Disposition
from handoff.core.waits import Forecast
from handoff.services import control_texts
from handoff.services.control_texts import control_text
from handoff.services.speech import speaks, spoken, tells_wait
from handoff.services.texts import LANGUAGES

MARI = AgentRef("a1", "Mari {x}")
BEN = AgentRef("a2", "Ben")
CLERK = AgentRef(f"{OUTSIDE}messenger", "Department of Tests")
NOW = datetime(2026, 11, 23, 8, 30, tzinfo=ZoneInfo("America/Chicago"))
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
    QueueLeft(),
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
    ConversationRouted("benefits", 3, "transfer", by=MARI),
    OfferMade(MARI, NOW),
    OfferEnded(MARI, "lapsed"),
    SlotCorrected(MARI, "application_number", "APP-1"),
    HelpAsked(MARI, BEN),
    HelpEnded(BEN),
    SurveyAsked(),
    FeedbackGiven(score=7),
    SurveyEnded(),
    CitizenNamed("Ana", "es"),
]


def said(event: Event, state: Conversation = EN, wait: Forecast | None = None) -> str:
    return heard(event, state, wait).says


def heard(event: Event, state: Conversation = EN, wait: Forecast | None = None) -> Outgoing:
    """What is said of an event; who is told of a wait still waits."""
    now = replace(state, control=Control.QUEUED) if tells_wait(event) else state
    message = spoken(now, event, NOW, forecast=wait)
    assert message is not None
    return message


def test_every_kind_of_event_is_decided_on() -> None:
    assert {type(event) for event in TOLD + INTERNAL} == set(EVENT_TYPES)


@pytest.mark.parametrize("event", INTERNAL, ids=repr)
def test_what_is_internal_or_there_already_is_never_said(event: Event) -> None:
    assert not speaks(event)
    assert spoken(EN, event, NOW, forecast=Forecast(1)) is None


@pytest.mark.parametrize("event", TOLD, ids=repr)
@pytest.mark.parametrize("wait", [None, Forecast(4), Forecast(1, Range(300, 600))], ids=repr)
def test_what_is_said_is_whole_in_every_language(event: Event, wait: Forecast | None) -> None:
    assert speaks(event)
    for state in (EN, ES):
        words = said(event, state, wait)
        assert checked(words) == words
        assert "None" not in words


def test_what_the_bot_says_is_said_as_it_is_with_its_buttons() -> None:
    buttons = (Button("Yes", "/affirm"), Button("No", "/deny"))
    message = spoken(EN, MessagePosted(Author.BOT, "Is that right?", buttons), NOW)
    assert message == Outgoing("Is that right?", Author.BOT, buttons)


def test_an_agents_words_begin_with_the_agents_name() -> None:
    message = spoken(EN, MessagePosted(Author.AGENT, "Good day.\nHow are you?", agent=MARI), NOW)
    assert message == Outgoing("Mari {x}: Good day.\nHow are you?", Author.AGENT)


def test_the_service_speaks_of_itself_as_the_system() -> None:
    message = spoken(EN, CLOSED, NOW, late=True)
    assert message is not None
    assert (message.author, message.buttons, message.late) == (Author.SYSTEM, (), True)


def test_who_waits_is_told_the_place_in_line_and_how_long() -> None:
    wait = Forecast(3, Range(300, 600))
    assert "number 3" in said(ASKED, EN, wait)
    assert "about 5 to 10 minutes" in said(ASKED, EN, wait)
    assert "lugar 3" in said(ASKED, ES, wait)
    assert "next in line" in said(AgentReleased(MARI), EN, Forecast(1))
    assert "cannot say yet" in said(ASKED, EN, Forecast(3))
    assert {type(event) for event in TOLD if tells_wait(event)} == {HandoffRequested, AgentReleased}


def test_who_waits_can_stop_waiting_and_is_told_when_that_is_done() -> None:
    assert heard(ASKED).buttons == (Button("I don't want to wait", LEAVE_QUEUE),)
    assert heard(ASKED, ES).buttons == (Button("No quiero esperar", LEAVE_QUEUE),)
    assert "not waiting for a person any more" in said(QueueLeft())
    assert heard(QueueLeft()).buttons == ()


def test_a_wait_that_is_over_is_not_told_any_more() -> None:
    for event in (ASKED, AgentReleased(MARI)):
        assert spoken(EN, event, NOW, forecast=Forecast(1)) is None
        assert spoken(replace(EN, control=Control.AGENT), event, NOW) is None


@pytest.mark.parametrize(
    ("opens_at", "english", "spanish"),
    [
        (datetime(2026, 11, 23, 15, 0, tzinfo=UTC), "today at 9:00 AM", "hoy a las 9:00 a. m."),
        (datetime(2026, 11, 24, 19, 5, tzinfo=UTC), "on Tuesday at 1:05 PM", "el martes a la 1:05"),
        (
            datetime(2026, 12, 7, 15, 0, tzinfo=UTC),
            "on Monday, December 7, at 9:00 AM",
            "el lunes 7 de diciembre a las 9:00 a. m.",
        ),
    ],
)
def test_outside_of_office_hours_one_is_told_when_people_are_back(
    opens_at: datetime, english: str, spanish: str
) -> None:
    wait = Forecast(2, None, opens_at)
    assert english in said(ASKED, EN, wait)
    assert spanish in said(ASKED, ES, wait)
    assert "cannot say" not in said(ASKED, EN, wait)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("transfer", "Mari {x} has passed your conversation on."),
        ("agent_lost", "Your conversation with Mari {x} was interrupted."),
        ("no_answer", "Mari {x} could not answer in time."),
        ("signed_out", "Mari {x} had to leave."),
        ("shift_ended", "Mari {x} had to leave."),
        ("account_disabled", "Mari {x} had to leave."),
    ],
)
def test_who_lost_the_agent_is_told_why_and_that_nothing_is_lost(reason: str, words: str) -> None:
    told = said(AgentReleased(MARI, reason), EN, Forecast(1))
    assert told.startswith(f"{words} What you wrote is kept. You are next in line")


def test_a_reason_that_is_newer_than_these_words_tells_the_wait_all_the_same() -> None:
    assert said(AgentReleased(MARI, "moon"), EN, Forecast(2)) == said(ASKED, EN, Forecast(2))


def test_who_came_back_is_told_so() -> None:
    back = HandoffRequested("came_back", None, 0, Author.CITIZEN)
    assert said(back, EN, Forecast(1)).startswith("We are taking you back to a person.")


@pytest.mark.parametrize(
    "event", [AgentAssigned(MARI), AgentReleased(MARI), ControlReturned(MARI), CLOSED], ids=repr
)
def test_a_person_is_named_when_control_changes(event: Event) -> None:
    assert all(MARI.name in said(event, state) for state in (EN, ES))


def test_staff_outside_of_the_desk_are_not_named_when_they_leave() -> None:
    wait = Forecast(2)
    assert said(AgentReleased(CLERK, "clerk_away"), EN, wait) == said(ASKED, EN, wait)


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
        filled = partial(control_text, name, name="Mari", place=2, opening="9")
        own = {filled(language) for language in LANGUAGES}
        assert len(own) == len(LANGUAGES)
