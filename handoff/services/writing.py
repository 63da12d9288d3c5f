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


class Writing:
    """Keeps that an agent writes as a short lease, so that every process knows of it.

    Only who has let a citizen wait for almost `answer` could be taken for silent; of all others
    nothing has to be kept.
    """

    def __init__(self, offices: Offices, clock: Clock, answer: timedelta) -> None:
        self._offices = offices
        self._clock = clock
        self._answer = answer

    async def note(self, state: Conversation, agent_id: str) -> None:
        """Take note that the agent who holds it writes."""
        now, since = self._clock.now(), state.awaiting_since
        if since is not None and self._answer and now - since >= self._answer - 2 * LENGTH:
            await self._offices.hold(PREFIX + state.id, agent_id, now, LENGTH)

    async def now_in(self, now: datetime) -> dict[str, str]:
        """Return who writes now, by conversation."""
        held = await self._offices.held(PREFIX, now)
        return {name.removeprefix(PREFIX): agent_id for name, agent_id in held.items()}
