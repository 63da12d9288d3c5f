"""Files in memory."""

from __future__ import annotations

import asyncio
from pathlib import Path

from handoff.core.channel import Download
from handoff.core.errors import FileTooLarge

Place = tuple[str, int, int]


class MemoryFiles:
    """Implements the port `Files`. `trouble` is raised instead of keeping anything."""

    def __init__(self, limit: int = 1000) -> None:
        self.limit = limit
        self.trouble: OSError | None = None
        self.kept: dict[Place, bytes] = {}

    async def keep(self, conversation_id: str, seq: int, number: int, download: Download) -> int:
        """Keep a file wholly or not at all."""
        data = b"".join([chunk async for chunk in download.chunks])
        if len(data) > self.limit:
            raise FileTooLarge
        if self.trouble is not None:
            raise self.trouble
        self.kept[conversation_id, seq, number] = data
        return len(data)

    async def find(self, conversation_id: str, seq: int, number: int) -> Path | None:
        """Return a path that says which file it is."""
        await asyncio.sleep(0)
        place = (conversation_id, seq, number)
        return Path(f"kept/{conversation_id}/{seq}-{number}") if place in self.kept else None

    async def forget(self, conversation_id: str) -> None:
        """Delete all files of a conversation."""
        await asyncio.sleep(0)
        self.kept = {
            place: data for place, data in self.kept.items() if place[0] != conversation_id
        }
