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
    capacity: int = 3
    teams: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


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
        self.teams: list[Json] = []
        self.canned: list[Json] = []
        self.suggestions: dict[str, list[Json]] = {}
        self.earlier: dict[str, list[Json]] = {}
        self.steps: list[Json] = []
        self.returned: list[Json | None] = []
        self.calibration: Json = {"goal": 0.8, "whole": True, "all": None, "groups": []}
        self.pongs: list[str] = []
        self.signs: list[Json] = []
        self.version = 0
        self.down = False
        self.generation = 0

    def add_agent(self, username: str, name: str, presence: str = "offline", **more: Any) -> Agent:
        """An agent whose password is `secret-<username>`."""
        agent = Agent(f"agent-{username}", username, name, presence, **more)
        self.agents[agent.id] = agent
        return agent

    def add_conversation(
        self, conversation_id: str, *, waited: timedelta = timedelta(0), **fields: Any
    ) -> Conversation:
        """An empty conversation with the bot; `fields` overrides the summary's."""
        summary = _summary(conversation_id, self.stamp(-waited), fields)
        conversation = Conversation(conversation_id, summary, _brief(summary))
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
        who = ref(agent)
        summary = self.conversations[conversation_id].summary
        summary.update(control="agent", assignee=who, waiting_since=None, assigned_at=self.stamp())
        summary.update(offered_to=None, offered_until=None, awaiting_since=self.stamp())
        extra = {"by": ref(by)} if by else {}
        self.append(
            conversation_id, type="control", author="system", control="agent", agent=who, **extra
        )

    def release(self, conversation_id: str, reason: str) -> None:
        """The agent loses the conversation; it waits since it was handed over."""
        conversation = self.conversations[conversation_id]
        loser = conversation.summary["assignee"]
        since = conversation.brief["handed_over_at"] or self.stamp()
        conversation.summary.update(control="queued", assignee=None, waiting_since=since)
        conversation.summary.update(late=False, awaiting_since=None, helpers=[])
        lost: Json = {"control": "queued", "reason": reason, "name": loser["name"], "by": loser}
        self.append(conversation_id, type="control", author="system", **lost)

    def offer(self, conversation_id: str, agent: Agent, seconds: float = 20) -> None:
        """The conversation is offered to an agent for so long."""
        until = self.stamp(timedelta(seconds=seconds))
        summary = self.conversations[conversation_id].summary
        summary.update(offered_to=ref(agent), offered_until=until)
        self.append(conversation_id, type="offer", author="system", agent=ref(agent), until=until)

    def end_offer(self, conversation_id: str, reason: str) -> None:
        """The offer goes by: declined, lapsed or gone."""
        summary = self.conversations[conversation_id].summary
        asked = summary["offered_to"]
        summary.update(offered_to=None, offered_until=None)
        self.append(
            conversation_id, type="offer_ended", author="system", agent=asked, reason=reason
        )

    def call_in(self, conversation_id: str, colleague: Agent, by: Agent) -> None:
        """A colleague reads along from now on."""
        self.conversations[conversation_id].summary["helpers"].append(ref(colleague))
        both = {"by": ref(by), "colleague": ref(colleague)}
        self.append(conversation_id, type="help", author="system", **both)

    def change(self, conversation_id: str, **fields: Any) -> None:
        """Fields of the lists change without an event."""
        self.conversations[conversation_id].summary.update(fields)
        self.version += 1

    def load(self, agent: Agent) -> int:
        """How many conversations an agent holds or is offered."""
        rows = [one.summary for one in self.conversations.values()]
        held = [r for r in rows if r["control"] == "agent" and r["assignee"] == ref(agent)]
        return len(held) + len([r for r in rows if r["offered_to"] == ref(agent)])

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


def ref(agent: Agent) -> Json:
    """An agent as events name one."""
    return {"id": agent.id, "name": agent.name}


def _summary(conversation_id: str, started: str, fields: Json) -> Json:
    """What the lists say of a conversation that has just begun; `fields` overrides."""
    return {
        "id": conversation_id,
        "channel": "web",
        "address_name": None,
        "unreachable": None,
        "language": "en",
        "control": "bot",
        "reason": None,
        "returned": None,
        "topic": None,
        "priority": 0,
        "team": None,
        "waiting_since": None,
        "opens_at": None,
        "offered_to": None,
        "offered_until": None,
        "assignee": None,
        "assigned_at": None,
        "awaiting_since": None,
        "late": False,
        "helpers": [],
        "looking": [],
        "need": "",
        "last_seq": 0,
        "last_at": None,
        "citizen_at": started,
        "started_at": started,
        "closed_at": None,
        "disposition": None,
        "ces": None,
        **fields,
    }


def _brief(summary: Json) -> Json:
    """The brief while there is nothing to tell."""
    return {
        **{name: summary[name] for name in ("reason", "topic", "priority", "need")},
        "language": summary["language"],
        "channel": summary["channel"],
        "topics": [],
        "slots": [],
        "lookups": [],
        "form": None,
        "handed_over_at": None,
    }
