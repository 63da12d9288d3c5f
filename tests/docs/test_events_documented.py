"""Every event, in the log and as citizens and agents see it, field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

import pytest

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
    Recorded,
    SlotCorrected,
    SurveyAsked,
    SurveyEnded,
    TurnCompleted,
)
from handoff.core.values import (
    AgentRef,
    Attachment,
    AttachmentKind,
    Author,
    Button,
    Control,
    Disposition,
)
from handoff.services import wire, wire_values
from tests.docs import pages

HTTP_API = "docs/http-api.md"
ALWAYS = {"seq", "at", "type", "author"}
MARI = AgentRef("a1", "Mari")
EVENTS: tuple[Event, ...] = (
    ConversationStarted("web", "en"),
    MessagePosted(Author.CITIZEN, "hello"),
    MessagePosted(Author.BOT, "hello", (Button("More", "/more"),)),
    MessagePosted(Author.CITIZEN, "", attachments=(Attachment(AttachmentKind.PHOTO, "ref"),)),
    MessagePosted(Author.AGENT, "hello", agent=MARI),
    MessagePosted(Author.AGENT, "hello", agent=MARI, outside=True),
    TurnCompleted(1),
    TurnCompleted(2, language="es"),
    NoteAdded(MARI, "a note"),
    HandoffRequested("asked", "apply_how", 0, Author.BOT),
    AgentAssigned(MARI),
    AgentReleased(MARI),
    ControlReturned(MARI),
    ConversationClosed(MARI, Disposition.RESOLVED),
    ConversationReopened(),
    DeliveryFailed(1, "blocked"),
    MessageEdited(2, "hello again"),
    AttachmentSettled(3, 0, "image/png", 10),
    ReachLost("blocked"),
    ReachRegained(),
    ConversationRouted("t1", 5, "asked", MARI),
    OfferMade(MARI, datetime(2026, 11, 22, tzinfo=UTC)),
    OfferEnded(MARI, "lapsed"),
    QueueLeft(),
    SlotCorrected(MARI, "application_number", "APP-1"),
    HelpAsked(MARI, AgentRef("a2", "Tom")),
    HelpEnded(MARI),
    SurveyAsked(),
    FeedbackGiven(score=3),
    SurveyEnded(),
    CitizenNamed("Ana"),
    CitizenNamed(None, "es"),
)
LOG = tuple(
    Recorded(seq, datetime(2026, 11, 22, tzinfo=UTC), event, key=f"citizen:{seq}")
    for seq, event in enumerate(EVENTS, 1)
)
Seen = Callable[[Recorded], wire_values.Frame]
SEEN: tuple[tuple[str, Seen], ...] = (
    ("As citizens see them", wire.for_citizen),
    ("As agents see them", lambda entry: wire.for_agent(entry, "c-1")),
)


def fields(frames: Iterable[wire_values.Frame]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for frame in frames:
        found.setdefault(frame["type"], set()).update(frame.keys() - ALWAYS)
    return found


def test_there_is_an_example_of_every_event() -> None:
    assert {type(event) for event in EVENTS} == set(EVENT_TYPES)


def test_every_event_of_the_log_is_documented() -> None:
    rows = pages.table(pages.read("docs/how-it-works.md"), "Events of the log")
    assert [pages.spans(row[0])[0] for row in rows] == [kind.__name__ for kind in EVENT_TYPES]


@pytest.mark.parametrize(("title", "seen"), SEEN)
def test_every_field_that_is_sent_is_documented_and_no_other(title: str, seen: Seen) -> None:
    rows = pages.table(pages.read(HTTP_API), title)
    documented = {pages.spans(row[0])[0]: set(pages.spans(row[2])) for row in rows}
    assert documented == fields(seen(entry) for entry in LOG)


@pytest.mark.parametrize(("title", "seen"), SEEN)
def test_every_type_names_the_events_it_stands_for(title: str, seen: Seen) -> None:
    rows = pages.table(pages.read(HTTP_API), title)
    documented = {pages.spans(row[0])[0]: set(pages.spans(row[1])) for row in rows}
    real: dict[str, set[str]] = {}
    for entry in LOG:
        real.setdefault(seen(entry)["type"], set()).add(type(entry.event).__name__)
    assert documented == real


def test_every_control_is_documented() -> None:
    part = pages.section(pages.read(HTTP_API), "As citizens see them")
    assert pages.first_spans(pages.tables(part)[1]) == {control.value for control in Control}
