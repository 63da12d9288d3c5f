"""Everything that can happen in a conversation: past-tense facts, appended and never changed.

Stored events outlive the code, so a class only gains optional fields (see `codec`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from handoff.core.values import (
    AgentRef,
    Attachment,
    Author,
    Button,
    Disposition,
    FormStep,
    Intent,
    Lookup,
    LookupResult,
    SlotValue,
    Topic,
)


@dataclass(frozen=True, slots=True)
class ConversationStarted:
    """A citizen opened a conversation on `channel`, in `language` (a BCP 47 tag).

    `address` is where the channel reaches the citizen, `ref` the payload of the link that brought
    them, `name` how they call themselves there: nobody has checked it.
    """

    channel: str
    language: str
    address: str | None = None
    ref: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class MessagePosted:
    """A participant said something to the citizen, or the citizen did.

    `payload` is set when the citizen pressed a button. `about` is the seq of the citizen message
    that a system notice speaks of ("the assistant is slow"); such a notice is no answer.
    `outside` marks what staff said on the channel itself: it is there already. `acted`: this
    answers what the citizen has just done without words, such as pressing Start or an old button.
    """

    author: Author
    text: str
    buttons: tuple[Button, ...] = ()
    payload: str | None = None
    agent: AgentRef | None = None
    about: int | None = None
    attachments: tuple[Attachment, ...] = ()
    outside: bool = False
    acted: bool = False


@dataclass(frozen=True, slots=True)
class MessageEdited:
    """The citizen changed the words of message `of_seq`; the first words stay in the log."""

    of_seq: int
    text: str


@dataclass(frozen=True, slots=True)
class AttachmentSettled:
    """File `number` of message `of_seq` is kept, or `refused` says why it never will be.

    `mime` was found by looking into the file, `size` is in bytes.
    """

    of_seq: int
    number: int
    mime: str | None = None
    size: int | None = None
    refused: str | None = None


@dataclass(frozen=True, slots=True)
class TurnCompleted:
    """The bot is done with citizen message `turn_seq`; what it understood is for agents only."""

    turn_seq: int
    intents: tuple[Intent, ...] = ()
    slots: Mapping[str, str] = field(default_factory=dict)
    lookups: tuple[LookupResult, ...] = ()
    form: FormStep | None = None
    language: str | None = None
    failed: bool = False


@dataclass(frozen=True, slots=True)
class NoteAdded:
    """An agent wrote a note for colleagues. Its own type: a forgotten filter cannot leak it."""

    agent: AgentRef
    text: str


@dataclass(frozen=True, slots=True)
class Brief:
    """What an agent needs to know in ten seconds.

    `need_seq` is the seq of the citizen message that says what it is about; the words themselves
    stay in that one event, so that redacting it redacts them everywhere.
    """

    reason: str | None
    topic: str | None
    priority: int
    need_seq: int | None
    language: str
    channel: str
    topics: tuple[Topic, ...] = ()
    slots: tuple[SlotValue, ...] = ()
    lookups: tuple[Lookup, ...] = ()
    form: FormStep | None = None
    handed_over_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class HandoffRequested:
    """The conversation waits for a person from now on; higher `priority` is served first."""

    reason: str
    topic: str | None
    priority: int
    by: Author
    brief: Brief | None = None


@dataclass(frozen=True, slots=True)
class AgentAssigned:
    """`agent` holds the baton; `by` names the colleague who passed it, if one did."""

    agent: AgentRef
    by: AgentRef | None = None


@dataclass(frozen=True, slots=True)
class AgentReleased:
    """`agent` put the conversation back into the queue."""

    agent: AgentRef
    reason: str = "transfer"


@dataclass(frozen=True, slots=True)
class ControlReturned:
    """`agent` gave the conversation back to the bot."""

    agent: AgentRef


@dataclass(frozen=True, slots=True)
class ConversationClosed:
    """`agent` ended the conversation with an outcome."""

    agent: AgentRef
    disposition: Disposition


@dataclass(frozen=True, slots=True)
class ConversationReopened:
    """The citizen wrote again after closing; the bot answers first."""


@dataclass(frozen=True, slots=True)
class DeliveryFailed:
    """The channel refused event `failed_seq` for good; `reason` is told to the agent."""

    failed_seq: int
    reason: str


@dataclass(frozen=True, slots=True)
class ReachLost:
    """The channel no longer takes messages for this citizen: blocked us, or is gone."""

    reason: str


@dataclass(frozen=True, slots=True)
class ReachRegained:
    """The channel takes messages for this citizen again."""


Event = (
    ConversationStarted
    | MessagePosted
    | TurnCompleted
    | NoteAdded
    | HandoffRequested
    | AgentAssigned
    | AgentReleased
    | ControlReturned
    | ConversationClosed
    | ConversationReopened
    | DeliveryFailed
    | MessageEdited
    | AttachmentSettled
    | ReachLost
    | ReachRegained
)

EVENT_TYPES: tuple[type[Event], ...] = (
    ConversationStarted,
    MessagePosted,
    TurnCompleted,
    NoteAdded,
    HandoffRequested,
    AgentAssigned,
    AgentReleased,
    ControlReturned,
    ConversationClosed,
    ConversationReopened,
    DeliveryFailed,
    MessageEdited,
    AttachmentSettled,
    ReachLost,
    ReachRegained,
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event with its place in the log: gap-free `seq` from 1, UTC time, idempotency key."""

    seq: int
    at: datetime
    event: Event
    key: str | None = None
