"""Who is writing right now: an agent who takes long over an answer is not silent."""

from __future__ import annotations

from datetime import datetime, timedelta

from handoff.core.conversation import Conversation
from handoff.core.office_ports import Offices
from handoff.core.ports import Clock

PREFIX = "writing:"
"""Prefix of the leases' names; the conversation's id follows."""

LENGTH = timedelta(seconds=15)
"""An agent's desk says again and again that it writes; after so long without it nobody does."""

WORTH_KEEPING = timedelta(seconds=30)
"""Who has let the citizen wait for less than this is far from being silent: nothing is kept."""


class Writing:
    """Keeps that an agent writes as a short lease, so that every process knows of it."""

    def __init__(self, offices: Offices, clock: Clock) -> None:
        self._offices = offices
        self._clock = clock

    async def note(self, state: Conversation, agent_id: str) -> None:
        """Take note that the agent who holds it writes."""
        now = self._clock.now()
        if state.awaiting_since is not None and now - state.awaiting_since >= WORTH_KEEPING:
            await self._offices.hold(PREFIX + state.id, agent_id, now, LENGTH)

    async def now_in(self, now: datetime) -> dict[str, str]:
        """Return who writes now, by conversation."""
        held = await self._offices.held(PREFIX, now)
        return {name.removeprefix(PREFIX): agent_id for name, agent_id in held.items()}
