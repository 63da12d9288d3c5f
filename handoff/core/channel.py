"""What a channel that events are pushed to must be able to do (widget and desk pull instead).

A channel is three things: what it allows (`caps`), how a message looks on it (`render`, pure), and
how one call is made (`send`, one try). Order, retries, leases and what is owed are `Delivery`'s.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol, runtime_checkable

from handoff.core.conversation import Conversation
from handoff.core.values import Author, Button


@dataclass(frozen=True, slots=True)
class Caps:
    """What a channel allows. Lengths are in Unicode code points, as its platform counts them.

    `window` is how long after the citizen's last words anybody may write, `agent_window` how long
    a person may; None means always. `inline_buttons` hang under a message (0: it has none),
    `quick_replies` are chips that vanish; what fits neither becomes a numbered list.
    """

    text_max: int
    inline_buttons: int
    inline_title: int
    quick_replies: int
    quick_title: int
    window: timedelta | None = None
    agent_window: timedelta | None = None
    typing_every_s: float | None = None
    shows_what_we_sent: bool = False
    """The platform brings back what we sent (`arrivals.Confirmed`), so doubt can be cleared."""

    def numbers(self, buttons: Sequence[Button]) -> bool:
        """Whether these buttons have to be shown as a numbered list."""
        if not buttons:
            return False
        return not (self._fit(buttons, self.inline_buttons, self.inline_title)) and not (
            self._fit(buttons, self.quick_replies, self.quick_title)
        )

    @staticmethod
    def _fit(buttons: Sequence[Button], most: int, longest: int) -> bool:
        return len(buttons) <= most and all(len(b.title) <= longest for b in buttons)

    def closed(self, state: Conversation, author: Author, now: datetime) -> str | None:
        """Return why `author` cannot write to the citizen now, or None: a code for the desk.

        `blocked` and the like when the citizen cannot be reached at all, `window_closed` when the
        time to answer is over for everybody, `window_closed_for_bot` when a person still may.
        """
        if state.unreachable is not None:
            return state.unreachable
        if self.window is None or state.citizen_at is None:
            return None
        silent = now - state.citizen_at
        if silent < self.window:
            return None
        if self.agent_window is None or silent >= self.agent_window:
            return "window_closed"
        return None if author is Author.AGENT else "window_closed_for_bot"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message to the citizen in the service's words, before the channel gives it its form.

    `says` is never empty and complete: an agent's words begin with the agent's name already.
    `late` means that only a person may still write (see `Caps.window`).
    """

    says: str
    author: Author
    buttons: tuple[Button, ...] = ()
    late: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """One call on the platform: `method` as the platform names it, and its parameters, plain JSON.

    The recipient stands in it already. A long message is several calls, the buttons with the last.
    """

    method: str
    body: dict[str, object]


@dataclass(frozen=True, slots=True)
class Download:
    """A file that is being fetched: chunks of bytes and what the platform says it is."""

    chunks: AsyncIterator[bytes]
    mime: str | None = None
    size: int | None = None


class Channel(Protocol):
    """A channel that events are pushed to."""

    @property
    def name(self) -> str:
        """The name conversations carry."""
        ...

    @property
    def caps(self) -> Caps:
        """What it allows."""
        ...

    def render(self, state: Conversation, message: Outgoing) -> Sequence[Call]:
        """Return the calls that show a message, in order. Pure and total."""
        ...

    async def send(self, call: Call, mark: str) -> None:
        """Make one call, once. `mark` names it for `Confirmed`, where the platform keeps it.

        Raises:
            DeliveryDelayed: not taken; try again, after `retry_after` seconds if it says so.
            DeliveryUnclear: it may have been taken or not.
            DeliveryRefused: it will never be taken; go on with the next.
            CitizenUnreachable: nothing will be taken for this citizen until it says otherwise.
            ChannelDown: nothing will be taken for anybody, an operator must act (dead token).
        """
        ...

    async def show_typing(self, state: Conversation) -> None:
        """Show for a few seconds that somebody writes. Best effort; raises nothing."""
        ...

    def fetch(self, ref: str) -> AbstractAsyncContextManager[Download]:
        """Fetch a file that came with a message.

        Raises:
            DeliveryDelayed: it cannot be had now; try again after `retry_after` seconds.
            FileGone: it never can.
        """
        ...

    async def ping(self) -> None:
        """Raise an exception, fit for the log, unless the platform takes and brings messages."""
        ...


@dataclass(frozen=True, slots=True)
class Profile:
    """What a platform knows of a citizen, unchecked; `language` is a BCP 47 tag or a locale."""

    name: str | None = None
    language: str | None = None


@runtime_checkable
class KnowsCitizens(Protocol):
    """What a channel may be able to do besides: tell who a citizen is, when it is asked."""

    async def profile(self, address: str) -> Profile | None:
        """Return what the platform tells of the citizen at an address; None: it never will.

        Raises:
            DeliveryDelayed, DeliveryUnclear: it cannot be asked now.
        """
        ...


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the delivery of one conversation is: parts of event `seq` before `part` are sent.

    `tried_at` is set while a call is under way, and stays when its outcome never became known.
    `failing_since` is when the channel first did not take this part, for giving up in the end.
    """

    seq: int
    part: int = 0
    tried_at: datetime | None = None
    failing_since: datetime | None = None


MOST_SKEW = timedelta(minutes=1)
"""A lease that began this far ahead of now is void: somebody's clock was put back since."""


class Deliveries(Protocol):
    """The delivery cursor of each conversation and the lease on moving it; durable.

    One process at a time pushes a conversation. Progress never moves back, whoever writes: what
    `confirm` knows is not undone by a holder that has not heard of it. Every method raises
    `Unavailable` as `Log` does.
    """

    async def claim(
        self, conversation_id: str, holder: str, now: datetime, lease: timedelta
    ) -> Progress | None:
        """Take or renew the lease; None while another holder's lasts, and while it is put off.

        The progress is that of the event that was tried last, while the cursor is before it: who
        tries an event has found that those before it need nothing. Else it is that of the event
        after the cursor, whatever is there yet. Raises `UnknownConversation`.
        """
        ...

    async def trying(self, conversation_id: str, holder: str, progress: Progress) -> bool:
        """Keep, before a call is made, that it is.

        False: do not send, the lease is lost or the part is known to be taken; claim again.
        """
        ...

    async def sent(self, conversation_id: str, holder: str, progress: Progress) -> bool:
        """Keep that the parts before `progress.part` of `progress.seq` are sent.

        False: the lease is lost.
        """
        ...

    async def delivered(self, conversation_id: str, holder: str, seq: int) -> bool:
        """Move the cursor to `seq`: that event needs nothing more. False: the lease is lost.

        It never moves back, nor past the last event.
        """
        ...

    async def put_off(
        self, conversation_id: str, holder: str, progress: Progress, now: datetime, until: datetime
    ) -> None:
        """Let go of the lease; nobody claims it before `until`.

        `progress.tried_at` is None when the call was not taken, and stays set when nobody knows.
        When the part was confirmed meanwhile, there is nothing to wait for.
        """
        ...

    async def confirm(self, conversation_id: str, seq: int, part: int) -> None:
        """Keep that the platform showed part `part` of event `seq` to us: it was taken.

        Only the part whose call is under way, or in doubt, is news; all else changes nothing.
        """
        ...

    async def release(self, conversation_id: str, holder: str, now: datetime) -> None:
        """Let go of the lease; not holding it is fine."""
        ...

    async def owed(self, channels: Sequence[str], now: datetime, limit: int) -> list[str]:
        """Return ids with events after `delivered_seq` that can be claimed.

        Who was let go longest ago comes first (new ones by their start), so that nobody starves:
        whoever is served goes to the end, and who is leased or put off takes up no place.
        """
        ...


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A piece of inbound traffic that made no sense, as it came."""

    id: str
    channel: str
    at: datetime
    reason: str
    raw: bytes


class DeadLetters(Protocol):
    """Where unreadable pieces are kept. Raises `Unavailable` as `Log` does."""

    async def add(self, channel: str, raw: bytes, reason: str, at: datetime) -> None:
        """Keep one; the same bytes on the same channel are kept once."""
        ...

    async def count(self, channel: str | None = None) -> int:
        """Return how many are kept."""
        ...

    async def list(self, limit: int) -> list[DeadLetter]:
        """Return the newest ones first."""
        ...

    async def find(self, letter_id: str) -> DeadLetter | None:
        """Return one."""
        ...

    async def drop(self, letter_id: str) -> bool:
        """Forget one; False when it is not there."""
        ...

    async def drop_before(self, at: datetime) -> int:
        """Forget what was kept before `at`; return how many."""
        ...


class Files(Protocol):
    """Where fetched files are kept, below the data folder."""

    async def keep(self, conversation_id: str, seq: int, number: int, download: Download) -> int:
        """Write a file, all or nothing, and return its size in bytes.

        Raises:
            FileTooLarge: it is larger than the limit; nothing is left behind.
            OSError: the disk does not take it.
        """
        ...

    async def find(self, conversation_id: str, seq: int, number: int) -> Path | None:
        """Return where a kept file is, or None."""
        ...

    async def forget(self, conversation_id: str) -> None:
        """Delete all files of a conversation; none is fine."""
        ...
