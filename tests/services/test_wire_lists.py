"""What the desk's lists and the brief say of a conversation."""

from __future__ import annotations

from handoff.core import brief
from handoff.core.conversation import Conversation
from handoff.core.events import (
    AgentAssigned,
    ConversationClosed,
    Event,
    MessagePosted,
    TurnCompleted,
)
from handoff.core.fold import record
from handoff.core.queue import Summary
from handoff.core.values import (
    Author,
    Disposition,
    FormStep,
)
from handoff.services import wire, wire_values
from tests.core.story import GREETED, STARTED
from tests.fakes.clock import NOON
from tests.services.test_wire import HANDOFF, MARI, MARI_FRAME, TURN


def story(*events: Event) -> Conversation:
    opened: list[Event] = [STARTED, GREETED, MessagePosted(Author.CITIZEN, "my card")]
    return record(Conversation("c-1"), [*opened, *events], NOON)[0]


def test_a_summary_has_its_documented_shape() -> None:
    waiting = story(TURN, HANDOFF)
    assert wire_values.summary(Summary(waiting, "my card")) == {
        "id": "c-1",
        "channel": "web",
        "address_name": None,
        "unreachable": None,
        "language": "es",
        "control": "queued",
        "reason": "crisis",
        "topic": "crisis",
        "priority": 10,
        "team": None,
        "waiting_since": "2026-03-02T12:00:00.000Z",
        "opens_at": None,
        "returned": None,
        "offered_to": None,
        "offered_until": None,
        "assignee": None,
        "assigned_at": None,
        "awaiting_since": None,
        "late": False,
        "helpers": [],
        "looking": [],
        "need": "my card",
        "last_seq": 5,
        "last_at": "2026-03-02T12:00:00.000Z",
        "citizen_at": "2026-03-02T12:00:00.000Z",
        "started_at": "2026-03-02T12:00:00.000Z",
        "closed_at": None,
        "disposition": None,
        "ces": None,
    }


def test_a_summary_names_the_holder_and_the_outcome() -> None:
    held = story(HANDOFF, AgentAssigned(MARI))
    assert wire_values.summary(Summary(held, ""))["assignee"] == MARI_FRAME
    closed = story(HANDOFF, AgentAssigned(MARI), ConversationClosed(MARI, Disposition.SPAM))
    frame = wire_values.summary(Summary(closed, ""))
    assert (frame["control"], frame["disposition"], frame["assignee"]) == ("closed", "spam", None)


def test_a_brief_has_its_documented_shape() -> None:
    card = brief.compose(story(TURN, HANDOFF))
    at = "2026-03-02T12:00:00.000Z"
    assert wire.brief(card, "my card") == {
        "reason": "crisis",
        "topic": "crisis",
        "priority": 10,
        "need": "my card",
        "language": "es",
        "channel": "web",
        "topics": [{"intent": "ebt_balance", "confidence": 0.9, "seq": 3}],
        "slots": [{"name": "number", "value": "APP-1", "origin": "citizen", "seq": 3, "at": at}],
        "lookups": [{"system": "cases", "subject": "APP-1", "result": "found", "at": at}],
        "form": {"name": "form", "requested_slot": "slot"},
        "handed_over_at": at,
    }


def test_a_form_without_an_open_question_says_null() -> None:
    card = brief.compose(story(TurnCompleted(3, form=FormStep("form"))))
    assert wire.brief(card, "")["form"] == {"name": "form", "requested_slot": None}
