"""What the fake service knows: agents, conversations and their logs, all in memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

Json = dict[str, Any]


@dataclass
class Agent:
    """Somebody who can sign in."""

    id: str
    username: str
    name: str
    presence: str = "offline"
    role: str = "agent"


@dataclass
class File:
    """A file that was fetched: what was found inside, and its bytes."""

    mime: str
    data: bytes
    name: str = "file"


@dataclass
class Conversation:
    """One conversation: its log, the fields the lists show, and whether its channel takes words.

    `closed` is the code that says why not; `files` are by seq and number.
    """

    id: str
    summary: Json
    brief: Json
    events: list[Json] = field(default_factory=list)
    keys: dict[str, int] = field(default_factory=dict)
    closed: str | None = None
    files: dict[tuple[int, int], File] = field(default_factory=dict)


class World:
    """State of the fake, moved by tests and HTTP side; `version` tells sockets to look."""

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.now = now
        self.agents: dict[str, Agent] = {}
        self.sessions: dict[str, str] = {}
        self.conversations: dict[str, Conversation] = {}
        self.typing: list[str] = []
        self.version = 0
        self.down = False
        self.generation = 0

    def add_agent(self, username: str, name: str, presence: str = "offline") -> Agent:
        """An agent whose password is `secret-<username>`."""
        agent = Agent(id=f"agent-{username}", username=username, name=name, presence=presence)
        self.agents[agent.id] = agent
        return agent

    def add_conversation(
        self, conversation_id: str, *, waited: timedelta = timedelta(0), **fields: Any
    ) -> Conversation:
        """An empty conversation with the bot; `fields` overrides the summary's."""
        started = self.stamp(-waited)
        summary: Json = {
            "id": conversation_id,
            "channel": "web",
            "address_name": None,
            "unreachable": None,
            "language": "en",
            "control": "bot",
            "reason": None,
            "topic": None,
            "priority": 0,
            "waiting_since": None,
            "assignee": None,
            "need": "",
            "last_seq": 0,
            "last_at": None,
            "started_at": started,
            "disposition": None,
            **fields,
        }
        brief: Json = {
            **{name: summary[name] for name in ("reason", "topic", "priority", "need")},
            "language": summary["language"],
            "channel": summary["channel"],
            "topics": [],
            "slots": [],
            "lookups": [],
            "form": None,
            "handed_over_at": None,
        }
        conversation = Conversation(conversation_id, summary, brief)
        self.conversations[conversation_id] = conversation
        self.append(
            conversation_id,
            type="started",
            author="system",
            channel=summary["channel"],
            language=summary["language"],
        )
        return conversation

    def append(self, conversation_id: str, **body: Any) -> int:
        """Adds one event to a log and answers its seq."""
        conversation = self.conversations[conversation_id]
        seq = len(conversation.events) + 1
        event = {"seq": seq, "at": self.stamp(), **body}
        conversation.events.append(event)
        conversation.summary.update(last_seq=seq, last_at=event["at"])
        self.version += 1
        return seq

    def queue(self, conversation_id: str, reason: str, waited: timedelta = timedelta(0)) -> None:
        """The bot hands the conversation to people."""
        conversation = self.conversations[conversation_id]
        summary = conversation.summary
        since = self.stamp(-waited)
        summary.update(control="queued", reason=reason, waiting_since=since, assignee=None)
        conversation.brief.update(reason=reason, handed_over_at=since)
        self.append(
            conversation_id,
            type="control",
            author="system",
            control="queued",
            reason=reason,
            topic=summary["topic"],
            priority=summary["priority"],
        )

    def assign(self, conversation_id: str, agent: Agent, by: Agent | None = None) -> None:
        """Control goes to an agent."""
        who = {"id": agent.id, "name": agent.name}
        summary = self.conversations[conversation_id].summary
        summary.update(control="agent", assignee=who, waiting_since=None)
        extra = {"by": {"id": by.id, "name": by.name}} if by else {}
        self.append(
            conversation_id, type="control", author="system", control="agent", agent=who, **extra
        )

    def fetched(self, conversation_id: str, seq: int, number: int, file: File) -> None:
        """A file has come from the channel."""
        self.conversations[conversation_id].files[seq, number] = file
        found: Json = {"mime": file.mime, "size": len(file.data), "refused": None}
        self.append(
            conversation_id, type="attachment", author="system", of_seq=seq, number=number, **found
        )

    def rows(self, keep: Callable[[Json], bool]) -> list[Json]:
        """Summaries that `keep` takes: highest priority first, then longest waiting."""
        rows = [one.summary for one in self.conversations.values() if keep(one.summary)]
        return sorted(rows, key=lambda row: (-row["priority"], row["waiting_since"] or ""))

    def restart(self) -> None:
        """Every websocket is closed, as by a restart of the service."""
        self.generation += 1

    def stamp(self, offset: timedelta = timedelta(0)) -> str:
        """Now plus `offset` as RFC 3339 UTC."""
        return (self.now() + offset).isoformat().replace("+00:00", "Z")
