"""What agents see of conversations: lists, and one of them in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from handoff.core.agents import Agent
from handoff.core.brief import compose
from handoff.core.conversation import Conversation
from handoff.core.events import Recorded
from handoff.core.leases import is_late
from handoff.core.ports import Clock, Log
from handoff.core.queue import Summary
from handoff.core.values import Brief, Control
from handoff.services.reach import Reach

PAGE = 500
"""Events given at once."""


@dataclass(frozen=True, slots=True)
class View:
    """A conversation as an agent opens it; `closed` is why nothing can be sent now, if so."""

    summary: Summary
    closed: str | None
    brief: Brief
    events: Sequence[Recorded]


class DeskLists:
    """Views of the desk. Every method raises `Unavailable` when the store cannot be reached."""

    def __init__(self, log: Log, reach: Reach, clock: Clock, reminder: timedelta) -> None:
        self._log = log
        self._reach = reach
        self._clock = clock
        self._reminder = reminder

    async def queue(self) -> list[Summary]:
        """List the conversations that wait, in the order in which they are served."""
        return await self._log.summaries(control=Control.QUEUED)

    async def mine(self, agent: Agent) -> list[Summary]:
        """List the conversations the agent holds."""
        return await self._log.summaries(control=Control.AGENT, assignee_id=agent.id)

    async def find(self, control: Control | None, assignee_id: str | None) -> list[Summary]:
        """List conversations with this control and assignee; None stands for any."""
        return await self._log.summaries(control=control, assignee_id=assignee_id)

    async def summary(self, conversation_id: str) -> Summary:
        """Return one conversation as lists show it. Raises `UnknownConversation`."""
        return await self.of(await self._log.load(conversation_id))

    async def view(self, conversation_id: str, after: int) -> View:
        """Open a conversation; up to `PAGE` events after `after`. Raises `UnknownConversation`."""
        state = await self._log.load(conversation_id)
        events = await self._log.read(conversation_id, after=after, limit=PAGE)
        return View(await self.of(state), self._reach.closed(state), compose(state), events)

    async def of(self, state: Conversation) -> Summary:
        """Return a conversation as lists show it."""
        return Summary(state, await self._log.need(state))

    def is_late(self, summary: Summary) -> bool:
        """Whether its agent is to be reminded that the citizen waits."""
        return is_late(summary.conversation, self._clock.now(), self._reminder)
