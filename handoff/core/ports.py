"""What the services need of the world: the log, hints, agents, the assistant, time.

Adapters implement these; tests have hand-written fakes or the real thing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from handoff.core.agents import Agent, Credentials, Presence, Role
from handoff.core.bot import Reply
from handoff.core.conversation import Conversation
from handoff.core.events import Event, Recorded
from handoff.core.queue import Summary
from handoff.core.values import Author, Button, Control

Decide = Callable[[Conversation], Sequence[Event]]
"""A decision with its arguments bound: pure, quick, may raise a `BatonError`."""


@dataclass(frozen=True, slots=True)
class Appended:
    """The outcome of an append: the state after it and the entries it added.

    `duplicate` means that the key was known: `events` then holds the entry that carries it.
    """

    conversation: Conversation
    events: tuple[Recorded, ...]
    duplicate: bool = False


@dataclass(frozen=True, slots=True)
class Missed:
    """What a citizen or an agent said while an agent had control."""

    author: Author
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An answer of the assistant's content that may fit a message, as a citizen would get it."""

    intent: str
    confidence: float
    title: str
    answer: str


@dataclass(frozen=True, slots=True)
class TurnRequest:
    """One citizen message for the assistant; exactly one of text and payload is set.

    `slots` are facts that agents put right since it last heard of the conversation, `missed` what
    citizen and agents said to each other meanwhile. `opens_at` is set while people are not in.
    """

    conversation_id: str
    turn_seq: int
    text: str | None
    payload: str | None
    language: str
    channel: str
    control: Control = Control.BOT
    slots: Mapping[str, str] = field(default_factory=dict)
    missed: tuple[Missed, ...] = ()
    opens_at: datetime | None = None

    @property
    def turn_id(self) -> str:
        """The name under which the assistant runs this turn at most once."""
        return f"{self.conversation_id}:{self.turn_seq}"


class Clock(Protocol):
    """The time."""

    def now(self) -> datetime:
        """Return the current time in UTC."""
        ...


class Log(Protocol):
    """The log of all conversations with one projected row each.

    Every method raises `Unavailable` when the store cannot be reached.
    """

    async def start(
        self,
        conversation_id: str,
        token_hash: str,
        events: Sequence[Event],
        at: datetime,
        key: str | None = None,
    ) -> Appended:
        """Open a conversation with its first events, in one transaction.

        Raises:
            AddressTaken: the address on this channel has a conversation, which it names.
            ValueError: a conversation with this id exists; nothing is changed.
        """
        ...

    async def find_address(self, channel: str, address: str) -> str | None:
        """Return the id of the conversation with this address on this channel, if there is one."""
        ...

    async def find_by_key(self, conversation_id: str, key: str) -> Recorded | None:
        """Return the entry that carries a key; None when there is none, or no conversation."""
        ...

    async def append(
        self, conversation_id: str, decide: Decide, *, at: datetime, key: str | None = None
    ) -> Appended:
        """Lock the row, decide on its state, append the events and the new row: one transaction.

        A known key decides nothing. `core.conversation.record` says which event gets the key; a
        decision of no events leaves no trace. `decide` may run again when the store retries.

        Raises:
            UnknownConversation: no such conversation.
            BatonError: whatever `decide` raises; nothing is written then.
        """
        ...

    async def read(self, conversation_id: str, *, after: int, limit: int) -> list[Recorded]:
        """Return up to `limit` entries with seq > `after`, in order; unknown id: an empty list."""
        ...

    async def load(self, conversation_id: str) -> Conversation:
        """Return the projected row. Raises `UnknownConversation`."""
        ...

    async def token_hash(self, conversation_id: str) -> str:
        """Return the stored hash of the citizen's token. Raises `UnknownConversation`."""
        ...

    async def owed_turns(self, limit: int) -> list[Conversation]:
        """Return conversations whose bot owes an answer, the longest owed first."""
        ...

    async def untold_turns(self, before: datetime, limit: int) -> list[str]:
        """Return ids whose bot has owed an answer since `before` without telling the citizen.

        Told is `told_seq > bot_seq`. The longest owed come first.
        """
        ...

    async def owed_files(self, limit: int) -> list[str]:
        """Return ids of conversations with files that are not settled, longest silent first."""
        ...

    async def left_outside(self, holders: Sequence[str], before: datetime, limit: int) -> list[str]:
        """Return ids that these agents hold and whose citizens wait for words since `before`.

        The longest wait comes first.
        """
        ...

    async def unsurveyed(
        self, control: Control, since: datetime, until: datetime, limit: int
    ) -> list[Conversation]:
        """Return conversations with the bot, or closed, that were not asked how it went.

        Their citizens said something, and nothing has happened after `until` or before `since`
        (both count); the longest silent come first.
        """
        ...

    async def commenting(self, before: datetime, limit: int) -> list[str]:
        """Return ids whose citizen announced a word to the survey at `before` or earlier."""
        ...

    async def summaries(
        self, *, control: Control | None = None, assignee_id: str | None = None, limit: int = 200
    ) -> list[Summary]:
        """List conversations: waiting ones in the order of the queue, others newest first."""
        ...

    async def standing(self) -> list[Summary]:
        """List every conversation that waits for a person or has one, in no order."""
        ...

    async def standing_seqs(self) -> dict[str, int]:
        """Return `last_seq` of every conversation that waits for a person or has one, by id.

        Much cheaper than `standing`, and enough to tell which of them have changed.
        """
        ...

    async def find(self, conversation_ids: Sequence[str]) -> list[Summary]:
        """List these conversations, in no order; what does not exist is left out."""
        ...

    async def need(self, conversation: Conversation) -> str:
        """Return the citizen's words that say what it is about (event `need_seq`), or ''."""
        ...

    async def position(self, conversation_id: str) -> int | None:
        """Return the place in the queue from 1, or None when the conversation does not wait."""
        ...

    async def ping(self) -> None:
        """Do nothing, on the store."""
        ...


class Subscription(Protocol):
    """A waiting reader. Hints coalesce: many while nobody waits wake it once."""

    async def wait(self, at_most_s: float) -> bool:
        """Wait for a hint, at most so many seconds; True when one came."""
        ...

    def taken(self) -> frozenset[str] | None:
        """Return the ids hinted at since the last call; None when some of them may be lost."""
        ...


class Wakeups(Protocol):
    """Hints that a conversation has new events. A lost hint costs a heartbeat, never an event."""

    async def publish(self, conversation_id: str) -> None:
        """Hint at a conversation. Never raises: the log has the event already."""
        ...

    def subscribe(self, conversation_id: str | None) -> AbstractAsyncContextManager[Subscription]:
        """Subscribe to one conversation, or with None to all of them.

        Every hint published after the context was entered wakes the subscription.
        """
        ...

    async def ping(self) -> None:
        """Raise an exception when the carrier cannot be reached."""
        ...


class Agents(Protocol):
    """Agents, their presence and their sessions. Raises `Unavailable` as `Log` does."""

    async def add(
        self, agent_id: str, username: str, name: str, role: Role, password_hash: str
    ) -> Agent:
        """Add an agent, offline. Raises `NameTaken`."""
        ...

    async def find(self, username: str) -> Credentials | None:
        """Return the agent with this user name (in lower case), if there is one."""
        ...

    async def get(self, agent_id: str) -> Agent:
        """Return an agent. Raises `UnknownAgent`."""
        ...

    async def all(self) -> list[Agent]:
        """Return all agents by display name."""
        ...

    async def set_presence(self, agent_id: str, presence: Presence) -> Agent:
        """Set presence. Raises `UnknownAgent`."""
        ...

    async def set_name(self, agent_id: str, name: str) -> Agent:
        """Set the display name. Raises `UnknownAgent`."""
        ...

    async def seen(self, agent_id: str, at: datetime) -> Agent:
        """Keep a sign of life of the agent's desk. Raises `UnknownAgent`."""
        ...

    async def open_session(self, token_hash: str, agent_id: str, expires_at: datetime) -> None:
        """Keep a session."""
        ...

    async def session_agent(self, token_hash: str, now: datetime) -> Agent | None:
        """Return the agent of a session that has not expired at `now`."""
        ...

    async def is_signed_in(self, agent_id: str, now: datetime) -> bool:
        """Return whether the agent has a session that has not expired at `now`."""
        ...

    async def close_session(self, token_hash: str) -> None:
        """Forget a session; unknown ones are fine."""
        ...

    async def drop_expired_sessions(self, now: datetime) -> None:
        """Forget the sessions that have expired at `now`."""
        ...


class Assistant(Protocol):
    """The bot's brain."""

    async def reply(self, turn: TurnRequest) -> Reply:
        """Run one turn; the same turn again gives the same reply and is not run twice.

        Raises:
            AssistantUnavailable: it cannot be asked now.
            AssistantTimedOut: it has not answered in time.
            AssistantFailed: it ran and failed; asking again is no use.
        """
        ...

    async def ping(self) -> None:
        """Raise an exception unless a model is loaded and ready."""
        ...


class Adviser(Protocol):
    """What the assistant's content offers to agents."""

    async def suggest(self, text: str, language: str) -> tuple[Suggestion, ...]:
        """Return answers that may fit a message, the best first. Raises as `Assistant.reply`."""
        ...

    async def steps(self, language: str) -> tuple[Button, ...]:
        """Return where the bot can go on after an agent. Raises as `Assistant.reply`."""
        ...
