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
    Brief,
    Button,
    Disposition,
    FormStep,
    Intent,
    LookupResult,
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
    `aside`: said to the survey and not to the bot, which owes no answer to it.
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
    aside: bool = False


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
    looked_up: tuple[str, ...] = ()
    """Names of the slots that come from one of the agency's systems, not from the citizen."""


@dataclass(frozen=True, slots=True)
class NoteAdded:
    """An agent wrote a note for colleagues. Its own type: a forgotten filter cannot leak it.

    `whisper`: it is said to the agent who holds the conversation, by somebody who reads along.
    """

    agent: AgentRef
    text: str
    whisper: bool = False


@dataclass(frozen=True, slots=True)
class HandoffRequested:
    """The conversation waits for a person from now on; higher `priority` is served first.

    `team` and `rule` are ids: who shall serve it and what said so. `opens_at` is when people are
    back, if it was asked for outside of office hours.
    """

    reason: str
    topic: str | None
    priority: int
    by: Author
    brief: Brief | None = None
    team: str | None = None
    rule: str | None = None
    opens_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ConversationRouted:
    """A waiting conversation changed its team or priority; `by` is nobody when the bot heard it."""

    team: str | None
    priority: int
    reason: str
    by: AgentRef | None = None


@dataclass(frozen=True, slots=True)
class OfferMade:
    """`agent` may take the waiting conversation first, until then."""

    agent: AgentRef
    until: datetime


@dataclass(frozen=True, slots=True)
class OfferEnded:
    """The offer went by; `reason` is declined, lapsed or gone (the agent left)."""

    agent: AgentRef
    reason: str


@dataclass(frozen=True, slots=True)
class AgentAssigned:
    """`agent` holds the baton; `by` names the colleague who passed it, if one did."""

    agent: AgentRef
    by: AgentRef | None = None


@dataclass(frozen=True, slots=True)
class AgentReleased:
    """`agent` put the conversation back into the queue, or lost it; the wait keeps its start.

    `reason`: transfer, agent_lost (no sign of life), no_answer, signed_out, shift_ended,
    account_disabled, clerk_away.
    """

    agent: AgentRef
    reason: str = "transfer"


@dataclass(frozen=True, slots=True)
class QueueLeft:
    """The citizen does not want to wait any more; the bot has control."""


@dataclass(frozen=True, slots=True)
class ControlReturned:
    """`agent` gave the conversation back to the bot, which goes on at `step`, if one was chosen."""

    agent: AgentRef
    step: Button | None = None


@dataclass(frozen=True, slots=True)
class SlotCorrected:
    """`agent` put a fact right; bot, brief and every next agent use this value."""

    agent: AgentRef
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class HelpAsked:
    """`agent` called `colleague` in, to read along and whisper."""

    agent: AgentRef
    colleague: AgentRef


@dataclass(frozen=True, slots=True)
class HelpEnded:
    """`colleague` does not read along any more."""

    colleague: AgentRef


@dataclass(frozen=True, slots=True)
class ConversationClosed:
    """`agent` ended the conversation with an outcome."""

    agent: AgentRef
    disposition: Disposition


@dataclass(frozen=True, slots=True)
class ConversationReopened:
    """The citizen wrote again after closing; the bot answers first."""


@dataclass(frozen=True, slots=True)
class SurveyAsked:
    """The citizen was asked how much effort it took; once in a conversation."""


@dataclass(frozen=True, slots=True)
class FeedbackGiven:
    """The citizen's answer: a score from 1 (very hard) to 7, or the word in message `words_seq`."""

    score: int | None = None
    words_seq: int | None = None


@dataclass(frozen=True, slots=True)
class SurveyEnded:
    """The citizen was about to add a word and did not; what is written now is a message again."""


@dataclass(frozen=True, slots=True)
class CitizenNamed:
    """What the channel's profile says of the citizen, learned after the opening; unchecked.

    `language` is a start for whoever has not written yet.
    """

    name: str | None = None
    language: str | None = None


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
    | ConversationRouted
    | OfferMade
    | OfferEnded
    | QueueLeft
    | SlotCorrected
    | HelpAsked
    | HelpEnded
    | SurveyAsked
    | FeedbackGiven
    | SurveyEnded
    | CitizenNamed
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
    ConversationRouted,
    OfferMade,
    OfferEnded,
    QueueLeft,
    SlotCorrected,
    HelpAsked,
    HelpEnded,
    SurveyAsked,
    FeedbackGiven,
    SurveyEnded,
    CitizenNamed,
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event with its place in the log: gap-free `seq` from 1, UTC time, idempotency key."""

    seq: int
    at: datetime
    event: Event
    key: str | None = None
