"""Short words for conversations: given these events, the state is this."""

from __future__ import annotations

from datetime import datetime, timedelta

from handoff.core.conversation import Conversation
from handoff.core.events import (
    AgentAssigned,
    AgentReleased,
    ControlReturned,
    ConversationClosed,
    ConversationStarted,
    Event,
    HandoffRequested,
    MessagePosted,
    TurnCompleted,
)
from handoff.core.fold import record
from handoff.core.values import (
    TALK_TO_PERSON,
    AgentRef,
    Author,
    Button,
    Disposition,
    FormStep,
    Intent,
)
from tests.fakes.clock import NOON

MARI, TOM = AgentRef("a-1", "Mari"), AgentRef("a-2", "Tom")
CLERK = AgentRef("outside:messenger", "Page inbox")
STATUS = Button("Check my application", "/application_status")
PERSON = Button("Talk to a person", TALK_TO_PERSON)
STARTED = ConversationStarted("web", "en")
GREETED = MessagePosted(Author.BOT, "Hello!", (STATUS, PERSON))
OPENED: tuple[Event, ...] = (STARTED, GREETED)
QUEUED = HandoffRequested("asked", None, 0, Author.CITIZEN)
TAKEN = AgentAssigned(MARI)
RELEASED = AgentReleased(MARI)
RETURNED = ControlReturned(MARI)
CLOSED = ConversationClosed(MARI, Disposition.RESOLVED)


def minute(number: int) -> datetime:
    """Return the time at which event `number` of a story happens."""
    return NOON + timedelta(minutes=number)


def given(*events: Event) -> Conversation:
    """Return the state after the opening and these events, one a minute: seq n at minute n."""
    state = Conversation("c-1")
    for event in (*OPENED, *events):
        state, _ = record(state, [event], minute(state.last_seq + 1))
    return state


def after(state: Conversation, *events: Event) -> Conversation:
    """Return the state after further events, which all happen at once, a minute later."""
    return record(state, events, minute(state.last_seq + 1))[0]


def asks(text: str = "Where is my application?") -> MessagePosted:
    """Return a citizen's message."""
    return MessagePosted(Author.CITIZEN, text)


def pressed(button: Button) -> MessagePosted:
    """Return a citizen's message that came from a button."""
    return MessagePosted(Author.CITIZEN, button.title, payload=button.payload)


def turn(
    seq: int,
    intent: str | None = None,
    *,
    form: FormStep | None = None,
    slots: dict[str, str] | None = None,
    failed: bool = False,
) -> TurnCompleted:
    """Return the end of the turn that answers message `seq`."""
    intents = (Intent(intent, 0.9),) if intent else ()
    return TurnCompleted(seq, intents=intents, form=form, slots=slots or {}, failed=failed)
