"""What leaves the service: citizens and agents see the same seqs, and not the same things."""

from __future__ import annotations

import json
from datetime import timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.core import brief
from handoff.core.conversation import Conversation
from handoff.core.events import (
    AgentAssigned,
    AgentReleased,
    CitizenNamed,
    ControlReturned,
    ConversationClosed,
    ConversationReopened,
    ConversationRouted,
    DeliveryFailed,
    Event,
    FeedbackGiven,
    HandoffRequested,
    HelpAsked,
    HelpEnded,
    MessagePosted,
    NoteAdded,
    OfferEnded,
    OfferMade,
    QueueLeft,
    Recorded,
    SlotCorrected,
    SurveyAsked,
    SurveyEnded,
    TurnCompleted,
)
from handoff.core.fold import record
from handoff.core.values import (
    AgentRef,
    Author,
    Button,
    Disposition,
    FormStep,
    Intent,
    LookupResult,
)
from handoff.services import keys, wire, wire_values
from tests.core.anything import EVENTS
from tests.core.story import GREETED, STARTED
from tests.fakes.clock import NOON

MARI, TOM = AgentRef("id-mari", "Mari"), AgentRef("id-tom", "Tom")
MARI_FRAME, TOM_FRAME = {"id": "id-mari", "name": "Mari"}, {"id": "id-tom", "name": "Tom"}
TURN = TurnCompleted(
    3,
    (Intent("ebt_balance", 0.9),),
    {"number": "APP-1"},
    (LookupResult("cases", "APP-1", "found"),),
    FormStep("form", "slot"),
    "es",
)
HANDOFF = HandoffRequested("crisis", "crisis", 10, Author.BOT)

# event, what citizens see, what agents see besides
SHAPES: list[tuple[Event, dict[str, Any], dict[str, Any]]] = [
    (
        STARTED,
        {"type": "started", "author": "system", "channel": "web", "language": "en"},
        {},
    ),
    (
        MessagePosted(Author.BOT, "Hi", (Button("Yes", "/affirm"),)),
        {
            "type": "message",
            "author": "bot",
            "text": "Hi",
            "buttons": [{"title": "Yes", "payload": "/affirm"}],
        },
        {},
    ),
    (
        MessagePosted(Author.CITIZEN, "Yes", payload="/affirm"),
        {"type": "message", "author": "citizen", "text": "Yes"},
        {},
    ),
    (
        MessagePosted(Author.AGENT, "Hello", agent=MARI),
        {"type": "message", "author": "agent", "text": "Hello", "name": "Mari"},
        {"agent": MARI_FRAME, "key": None},
    ),
    (
        MessagePosted(Author.SYSTEM, "Slow.", about=3),
        {"type": "message", "author": "system", "text": "Slow."},
        {},
    ),
    (
        HANDOFF,
        {"type": "control", "author": "system", "control": "queued"}
        | {"reason": "crisis", "opens_at": None},
        {"topic": "crisis", "priority": 10, "by": "bot", "team": None, "rule": None},
    ),
    (
        AgentReleased(MARI),
        {"type": "control", "author": "system", "control": "queued"}
        | {"reason": "transfer", "name": "Mari"},
        {"by": MARI_FRAME},
    ),
    (
        AgentAssigned(MARI),
        {"type": "control", "author": "system", "control": "agent", "name": "Mari"},
        {"agent": MARI_FRAME, "by": None},
    ),
    (
        AgentAssigned(TOM, by=MARI),
        {"type": "control", "author": "system", "control": "agent", "name": "Tom"},
        {"agent": TOM_FRAME, "by": MARI_FRAME},
    ),
    (
        ControlReturned(MARI),
        {"type": "control", "author": "system", "control": "bot"},
        {"by": MARI_FRAME, "step": None},
    ),
    (
        ConversationReopened(),
        {"type": "control", "author": "system", "control": "bot"},
        {},
    ),
    (
        ConversationClosed(MARI, Disposition.REFERRED),
        {"type": "control", "author": "system", "control": "closed"},
        {"disposition": "referred", "name": "Mari", "by": MARI_FRAME},
    ),
    (
        NoteAdded(MARI, "be kind"),
        {"type": "internal", "author": "system"},
        {
            "type": "note",
            "author": "agent",
            "name": "Mari",
            "text": "be kind",
            "whisper": False,
            "agent": MARI_FRAME,
            "key": None,
        },
    ),
    (
        TURN,
        {"type": "language", "author": "bot", "language": "es"},
        {
            "type": "turn",
            "author": "bot",
            "turn_seq": 3,
            "intents": [{"name": "ebt_balance", "confidence": 0.9}],
            "slots": {"number": "APP-1"},
            "lookups": [{"system": "cases", "subject": "APP-1", "result": "found"}],
            "form": {"name": "form", "requested_slot": "slot"},
            "failed": False,
            "looked_up": [],
        },
    ),
    (
        TurnCompleted(turn_seq=3),
        {"type": "internal", "author": "system"},
        {
            "type": "turn",
            "author": "bot",
            "turn_seq": 3,
            "intents": [],
            "slots": {},
            "lookups": [],
            "form": None,
            "failed": False,
            "language": None,
            "looked_up": [],
        },
    ),
    (
        DeliveryFailed(2, "blocked"),
        {"type": "internal", "author": "system"},
        {"type": "delivery_failed", "author": "system", "failed_seq": 2, "reason": "blocked"},
    ),
    (
        QueueLeft(),
        {"type": "control", "author": "system", "control": "bot", "reason": "left_queue"},
        {},
    ),
    (
        ConversationRouted("t-1", 5, "asked", MARI),
        {"type": "internal", "author": "system"},
        {"type": "routed", "team": "t-1", "priority": 5, "reason": "asked", "by": MARI_FRAME},
    ),
    (
        OfferMade(MARI, NOON),
        {"type": "internal", "author": "system"},
        {"type": "offer", "agent": MARI_FRAME, "until": "2026-03-02T12:00:00.000Z"},
    ),
    (
        OfferEnded(MARI, "lapsed"),
        {"type": "internal", "author": "system"},
        {"type": "offer_ended", "agent": MARI_FRAME, "reason": "lapsed"},
    ),
    (
        SlotCorrected(MARI, "number", "APP-2"),
        {"type": "internal", "author": "system"},
        {"type": "slot", "by": MARI_FRAME, "name": "number", "value": "APP-2"},
    ),
    (
        HelpAsked(MARI, TOM),
        {"type": "internal", "author": "system"},
        {"type": "help", "by": MARI_FRAME, "colleague": TOM_FRAME},
    ),
    (
        HelpEnded(TOM),
        {"type": "internal", "author": "system"},
        {"type": "help_ended", "colleague": TOM_FRAME},
    ),
    (SurveyAsked(), {"type": "internal", "author": "system"}, {"type": "survey"}),
    (SurveyEnded(), {"type": "internal", "author": "system"}, {}),
    (
        FeedbackGiven(score=2),
        {"type": "feedback", "author": "citizen", "score": 2, "words_seq": None},
        {},
    ),
    (
        CitizenNamed("Ana", "es"),
        {"type": "language", "author": "system", "language": "es"},
        {"type": "named", "name": "Ana"},
    ),
]
NAMES = [type(event).__name__ for event, _, _ in SHAPES]


def for_agent(entry: Recorded) -> wire_values.Frame:
    return wire.for_agent(entry, "c-1")


def recorded(event: Event, key: str | None = None) -> Recorded:
    return Recorded(7, NOON, event, key)


@pytest.mark.parametrize("event, citizens, agents", SHAPES, ids=NAMES)
def test_each_event_has_its_documented_shape(
    event: Event, citizens: dict[str, Any], agents: dict[str, Any]
) -> None:
    common = {"seq": 7, "at": "2026-03-02T12:00:00.000Z"}
    assert wire.for_citizen(recorded(event)) == common | citizens
    assert for_agent(recorded(event)) == common | citizens | agents


@pytest.mark.parametrize(
    "said", [NoteAdded(MARI, "n"), MessagePosted(Author.AGENT, "m", agent=MARI)]
)
def test_the_desk_knows_its_own_words_by_the_key_it_sent(said: Event) -> None:
    entry = recorded(said, keys.of_agent(MARI.id, "k-1"))
    assert for_agent(entry)["key"] == "k-1"
    assert "key" not in wire.for_citizen(entry)


@given(EVENTS, st.integers(1, 2**31))
def test_citizens_and_agents_get_the_same_seqs_and_json_can_say_it(event: Event, seq: int) -> None:
    entry = Recorded(seq, NOON, event, "citizen:k")
    for frame in (wire.for_citizen(entry), for_agent(entry)):
        assert json.loads(json.dumps(frame)) == frame
        assert {"seq", "at", "type", "author"} <= frame.keys()
        assert frame["seq"] == seq


def test_citizens_never_see_notes_turns_or_ids() -> None:
    agent = AgentRef("SECRET-id", "Mari")
    card = brief.compose(record(Conversation("c"), [STARTED, GREETED], NOON)[0])
    told: list[Event] = [
        NoteAdded(agent, "SECRET"),
        TurnCompleted(3, (Intent("SECRET", 0.9),), {"SECRET": "SECRET"}),
        DeliveryFailed(2, "SECRET"),
        MessagePosted(Author.AGENT, "Hello", agent=agent),
        MessagePosted(Author.CITIZEN, "Yes", payload="SECRET"),
        HandoffRequested("asked", "SECRET", 10, Author.BOT, card),
        AgentAssigned(agent, by=AgentRef("SECRET", "SECRET")),
        AgentReleased(agent),
        ControlReturned(agent),
        ConversationClosed(agent, Disposition.SPAM),
    ]
    for event in told:
        frame = wire.for_citizen(recorded(event, key="agent:SECRET:k"))
        assert "SECRET" not in json.dumps(frame)
        assert "spam" not in json.dumps(frame)


def test_a_citizens_message_carries_the_key_it_was_sent_with() -> None:
    event = MessagePosted(Author.CITIZEN, "hello")
    assert wire.for_citizen(recorded(event, "citizen:citizen:7"))["key"] == "citizen:7"
    assert "key" not in wire.for_citizen(recorded(event))


@pytest.mark.parametrize(
    "event", [MessagePosted(Author.AGENT, "hello", agent=MARI), NoteAdded(MARI, "be kind")]
)
def test_the_desk_gets_back_the_key_it_sent_and_citizens_do_not_see_it(event: Event) -> None:
    entry = recorded(event, "agent:id-mari:k")
    assert for_agent(entry)["key"] == "k"
    assert for_agent(recorded(event, "agent:id-tom:k"))["key"] is None
    assert "key" not in wire.for_citizen(entry)


def test_only_a_citizens_words_carry_the_citizens_key() -> None:
    greeting = recorded(MessagePosted(Author.BOT, "Hello."), "citizen:start-1")
    assert "key" not in wire.for_citizen(greeting)


def test_times_are_utc_with_milliseconds() -> None:
    tallinn = NOON.astimezone(timezone(timedelta(hours=2)))
    assert wire_values.instant(tallinn) == "2026-03-02T12:00:00.000Z"
    assert wire_values.instant(NOON + timedelta(microseconds=123_999)) == "2026-03-02T12:00:00.123Z"
    assert wire_values.instant(None) is None
