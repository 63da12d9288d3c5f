"""The conversations of the fake service: logs of events and who follows them."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

type Event = dict[str, Any]

PAGE = 500
FIRST_DAY = datetime(2026, 3, 2, 14, 5, tzinfo=UTC)


@dataclass
class FakeConversation:
    """One log. `changed` is replaced each time something is added."""

    token: str
    events: list[Event] = field(default_factory=list)
    ephemeral: list[Event] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def append(self, event: Event) -> int:
        """Add an event and return its seq."""
        seq = len(self.events) + 1
        at = (FIRST_DAY + timedelta(seconds=20 * seq)).isoformat().replace("+00:00", "Z")
        self.events.append({"seq": seq, "at": at, **event})
        self.wake()
        return seq

    def whisper(self, frame: Event) -> None:
        """Send a frame without seq to everybody who follows."""
        self.ephemeral.append(frame)
        self.wake()

    def wake(self) -> None:
        """Let every follower look again."""
        old, self.changed = self.changed, asyncio.Event()
        old.set()

    def said(self, key: str) -> int | None:
        """The seq of the message that was sent with this key."""
        for event in self.events:
            if event.get("key") == key:
                return int(event["seq"])
        return None

    def title_of(self, payload: str) -> str | None:
        """The title of a button that was offered with this payload."""
        for event in self.events:
            for button in event.get("buttons", []):
                if button["payload"] == payload:
                    return str(button["title"])
        return None


@dataclass
class FakeLogs:
    """All conversations, by id."""

    all: dict[str, FakeConversation] = field(default_factory=dict)

    def create(self, language: str, greeting: Event) -> tuple[str, FakeConversation]:
        """Open a conversation that begins as the real ones do."""
        identity = secrets.token_hex(8)
        conversation = FakeConversation(token=secrets.token_hex(16))
        conversation.append(
            {"type": "started", "author": "system", "channel": "web", "language": language}
        )
        conversation.append({"type": "message", "author": "bot", **greeting})
        self.all[identity] = conversation
        return identity, conversation

    def page(self, conversation: FakeConversation, after: int) -> Event:
        """One answer of GET events."""
        events = conversation.events[after : after + PAGE]
        return {"events": events, "last_seq": len(conversation.events)}
