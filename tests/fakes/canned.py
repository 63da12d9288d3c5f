"""Canned responses in memory. The contract suite runs over it as over databases."""

from __future__ import annotations

from collections.abc import Sequence

from handoff.core.canned import Canned
from handoff.core.errors import ShortcutTaken, UnknownCanned, UnknownTeam


class MemoryCanned:
    """Implements the port `CannedResponses`; `teams` are the ids that exist."""

    def __init__(self) -> None:
        self.teams: set[str] = set()
        self._kept: dict[str, Canned] = {}

    async def usable(self, agent_id: str) -> Sequence[Canned]:
        """Return all that are shared, and this agent's own, by shortcut."""
        found = (c for c in self._kept.values() if c.owner_id in (None, agent_id))
        return sorted(found, key=lambda canned: (canned.shortcut, canned.language, canned.id))

    async def get(self, canned_id: str) -> Canned:
        """Return one. Raises `UnknownCanned`."""
        if canned_id not in self._kept:
            raise UnknownCanned
        return self._kept[canned_id]

    async def save(self, canned: Canned) -> None:
        """Add or replace one. Raises `ShortcutTaken`, `UnknownTeam`."""
        if canned.team_id is not None and canned.team_id not in self.teams:
            raise UnknownTeam
        others = (c for c in self._kept.values() if c.id != canned.id)
        if any(_place(other) == _place(canned) for other in others):
            raise ShortcutTaken
        self._kept[canned.id] = canned

    async def drop(self, canned_id: str) -> bool:
        """Forget one; False when there is none."""
        return self._kept.pop(canned_id, None) is not None


def _place(canned: Canned) -> tuple[str | None, str | None, str, str]:
    return (canned.team_id, canned.owner_id, canned.language, canned.shortcut)
