"""Who else is looking: which agents have which conversations open, in all processes.

Plain rows that lapse by themselves: what an agent looks at is in nobody's log.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from handoff.core.ports import Clock

LAPSE = timedelta(seconds=45)
"""For so long after the last sign of life an agent counts as looking: more than four pings."""


def citizen_types(conversation_id: str) -> str:
    """Return the name under which it is hinted that a conversation's citizen writes.

    An agent's writing is hinted under the conversation's own id.
    """
    return f"citizen {conversation_id}"


class Watching(Protocol):
    """Open conversations, until a time. Raises `Unavailable` as `Log` does."""

    async def look(self, agent_id: str, conversation_ids: Sequence[str], until: datetime) -> None:
        """Keep that an agent has these open; conversations that do not exist are left out."""
        ...

    async def leave(self, agent_id: str, conversation_ids: Sequence[str]) -> None:
        """Forget that an agent has these open; unknown ones are fine."""
        ...

    async def looking(self, now: datetime) -> dict[str, tuple[str, ...]]:
        """Return the ids of the agents who have a conversation open, by conversation, in order."""
        ...

    async def drop_lapsed(self, now: datetime) -> None:
        """Forget what has lapsed."""
        ...


class Lookers:
    """The agents at the desks of this process; one agent may have several desks open."""

    def __init__(self, table: Watching, clock: Clock) -> None:
        self._table = table
        self._clock = clock
        self._open: dict[str, Counter[str]] = {}

    async def opened(self, agent_id: str, conversation_id: str) -> None:
        """An agent opens a conversation at one of their desks. Raises `Unavailable`."""
        self._open.setdefault(agent_id, Counter())[conversation_id] += 1
        await self._look(agent_id, [conversation_id])

    async def closed(self, agent_id: str, conversation_ids: Sequence[str]) -> None:
        """One desk of the agent no longer shows these; another one may. Raises `Unavailable`."""
        mine = self._open.get(agent_id, Counter())
        mine.subtract(conversation_ids)
        left = [each for each in conversation_ids if mine[each] <= 0]
        for each in left:
            del mine[each]
        if not mine:
            self._open.pop(agent_id, None)
        if left:
            await self._table.leave(agent_id, left)

    async def renew(self, agent_id: str) -> None:
        """The agent's desk lives: go on counting the agent as looking. Raises `Unavailable`."""
        if open_now := self._open.get(agent_id):
            await self._look(agent_id, list(open_now))

    async def all(self) -> Mapping[str, tuple[str, ...]]:
        """Return who looks at what, in all processes. Raises `Unavailable`."""
        return await self._table.looking(self._clock.now())

    async def tidy(self) -> None:
        """Forget what has lapsed. Raises `Unavailable`."""
        await self._table.drop_lapsed(self._clock.now())

    async def _look(self, agent_id: str, conversation_ids: Sequence[str]) -> None:
        await self._table.look(agent_id, conversation_ids, self._clock.now() + LAPSE)
