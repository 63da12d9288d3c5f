"""The access log in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handoff.core.access import Access, AccessQuery
from handoff.core.errors import Unavailable


class MemoryAccessLog:
    """Implements the port `AccessLog`; while `away` nothing can be kept."""

    def __init__(self) -> None:
        self.entries: list[Access] = []
        self.away = False

    async def add(self, access: Access) -> None:
        """Keep an entry. Raises `Unavailable`."""
        if self.away:
            raise Unavailable
        self.entries.append(replace(access, id=len(self.entries) + 1))

    async def find(self, query: AccessQuery, limit: int) -> Sequence[Access]:
        """Return entries, newest first."""
        newest = sorted(self.entries, key=lambda entry: (entry.at, entry.id), reverse=True)
        known = next((e for e in self.entries if e.id == query.before), None)
        chosen = [
            entry
            for entry in newest
            if query.agent_id in (None, entry.agent_id)
            and query.conversation_id in (None, entry.conversation_id)
            and query.act in (None, entry.act)
            and (query.since is None or entry.at >= query.since)
            and (query.until is None or entry.at < query.until)
            and (known is None or (entry.at, entry.id) < (known.at, known.id))
        ]
        return chosen[:limit]
