"""Who has which conversation open, in memory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime


class FakeWatching:
    """Implements the port `Watching`; it knows of no conversations and believes every id."""

    def __init__(self) -> None:
        self.until: dict[tuple[str, str], datetime] = {}

    async def look(self, agent_id: str, conversation_ids: Sequence[str], until: datetime) -> None:
        """Keep that an agent has these open."""
        self.until |= {(each, agent_id): until for each in conversation_ids}

    async def leave(self, agent_id: str, conversation_ids: Sequence[str]) -> None:
        """Forget that an agent has these open."""
        for each in conversation_ids:
            self.until.pop((each, agent_id), None)

    async def looking(self, now: datetime) -> dict[str, tuple[str, ...]]:
        """Return the ids of the agents who have a conversation open, by conversation, in order."""
        found: dict[str, tuple[str, ...]] = {}
        for (conversation_id, agent_id), until in sorted(self.until.items()):
            if until > now:
                found[conversation_id] = (*found.get(conversation_id, ()), agent_id)
        return found

    async def drop_lapsed(self, now: datetime) -> None:
        """Forget what has lapsed."""
        self.until = {key: until for key, until in self.until.items() if until > now}
