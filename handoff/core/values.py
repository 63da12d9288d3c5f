"""The small values that events and the projected conversation are made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

TALK_TO_PERSON = "baton:talk_to_person"
"""Payload of the service's own button: a handoff that works while the assistant is down."""

LEAVE_QUEUE = "baton:leave_queue"
"""Payload with which a citizen stops waiting for a person; it counts whenever one waits."""

CES = "baton:ces:"
"""Payloads of the effort question: this and a score from 1 to 7, or `CES_COMMENT`, `CES_NO`."""

CES_COMMENT = CES + "comment"
"""The citizen wants to add a word: what is written next is it."""

CES_NO = CES + "no"
"""The citizen does not want to add anything."""

CES_SCORES = range(1, 8)
"""1: it was very hard, 7: it was very easy (customer effort score)."""


class Author(StrEnum):
    """The participant who said or did something."""

    CITIZEN = "citizen"
    BOT = "bot"
    AGENT = "agent"
    SYSTEM = "system"


class Control(StrEnum):
    """Who must answer: exactly one party holds the baton."""

    BOT = "bot"
    QUEUED = "queued"
    AGENT = "agent"
    CLOSED = "closed"


class Disposition(StrEnum):
    """The outcome an agent chooses at closing."""

    RESOLVED = "resolved"
    INFORMATION_GIVEN = "information_given"
    REFERRED = "referred"
    CITIZEN_LEFT = "citizen_left"
    NO_ANSWER = "no_answer"
    SPAM = "spam"


class Origin(StrEnum):
    """Where the value of a slot comes from."""

    CITIZEN = "citizen"
    LOOKUP = "lookup"
    AGENT = "agent"


@dataclass(frozen=True, slots=True)
class AgentRef:
    """An agent as the log remembers one: id, and the display name citizens saw at that time."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Button:
    """A next step offered to the citizen; `payload` is accepted only after we issued it."""

    title: str
    payload: str


class AttachmentKind(StrEnum):
    """What a citizen sent along with, or instead of, words."""

    PHOTO = "photo"
    DOCUMENT = "document"
    VOICE = "voice"
    AUDIO = "audio"
    VIDEO = "video"
    STICKER = "sticker"
    LOCATION = "location"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Attachment:
    """What came with a message. `ref` is the channel's own reference to a file, for us alone.

    Files have a `ref` and are fetched after the message is durable; a location has `latitude` and
    `longitude` in degrees instead. `mime` and `size` (bytes) are the channel's word, not checked.
    `refused` says why the file will not be fetched at all.
    """

    kind: AttachmentKind
    ref: str | None = None
    name: str | None = None
    mime: str | None = None
    size: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    refused: str | None = None


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file that is owed: attachment `number` (from 0) of the message at `seq`."""

    seq: int
    number: int


@dataclass(frozen=True, slots=True)
class Intent:
    """What the assistant took a message for; `confidence` is between 0 and 1."""

    name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class FormStep:
    """A form and the slot it is asking for; `stopped` when it ended there, for a person."""

    name: str
    requested_slot: str | None = None
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class LookupResult:
    """A question the assistant put to one of the agency's systems, and its answer in words."""

    system: str
    subject: str
    result: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic that was tried: the intent of the turn that answers citizen message `seq`."""

    intent: str
    confidence: float
    seq: int


@dataclass(frozen=True, slots=True)
class SlotValue:
    """A fact the bot collected, with where it comes from and the turn that set it."""

    name: str
    value: str
    origin: Origin
    seq: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Lookup:
    """A `LookupResult` with the time at which the log learned of it."""

    system: str
    subject: str
    result: str
    at: datetime


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
