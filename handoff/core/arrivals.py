"""What a channel brings, in our own words: the outcome of a channel's `parse`.

A channel parses bytes into arrivals and does nothing else; `services.reception` acts on them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handoff.core.values import Attachment


@dataclass(frozen=True, slots=True)
class Wrote:
    """The citizen wrote `text`, sent `attachments`, or both; at least one is not empty."""

    text: str = ""
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Pressed:
    """The citizen pressed a button; `token` is what we gave the platform for it.

    `title` is what the button said, as far as the platform tells.
    """

    token: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """The citizen changed the words of the message that came with key `of_key`."""

    of_key: str
    text: str


@dataclass(frozen=True, slots=True)
class Began:
    """The citizen opened the thread or pressed Start; `ref` is the payload of the link."""

    ref: str | None = None


@dataclass(frozen=True, slots=True)
class ClerkWrote:
    """Staff answered on the platform itself, past our desk."""

    text: str
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The platform shows us what we sent: the mark that part of an event went out with."""

    mark: str


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The citizen blocked us, or the account is gone; `reason` is fit for an agent's eyes."""

    reason: str


@dataclass(frozen=True, slots=True)
class Reachable:
    """The citizen can be written to again."""


@dataclass(frozen=True, slots=True)
class Ignored:
    """Nothing a conversation cares for, such as a receipt; `reason` is for the log."""

    reason: str


What = Wrote | Pressed | Edited | Began | ClerkWrote | Confirmed | Unreachable | Reachable | Ignored


@dataclass(frozen=True, slots=True)
class Arrival:
    """One thing that came over a channel.

    `address` is where the channel reaches the citizen: one thread on one account, never merged
    with another. `key` is the platform's own id of it, the same when it is delivered again.
    `language` is the platform's hint (a BCP 47 tag), `name` how citizens call themselves there,
    `at` the platform's time, only good for the order within a batch.
    """

    address: str
    key: str
    what: What
    language: str | None = None
    name: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A piece of a batch that makes no sense to us; it is kept raw with the reason."""

    raw: bytes
    reason: str


Parsed = tuple[Arrival | Unreadable, ...]
"""A batch, in the order in which things happened; no piece of it is ever dropped silently."""
