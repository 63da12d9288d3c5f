"""Hand over: everything an agent holds or is offered goes back to the queue, at once."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from functools import partial

from handoff.core import duty
from handoff.core.agents import Agent, Presence
from handoff.core.errors import Unavailable
from handoff.core.leases import SHIFT_ENDED
from handoff.core.ports import Agents, Log
from handoff.services.journal import Journal

SIGNED_OUT = "signed_out"
"""Reason of `AgentReleased`."""

log = logging.getLogger(__name__)


async def _nothing_to_read() -> None:
    return


class HandOver:
    """Ends shifts. What slips through here is found by the rounds (`services.duty`).

    `refresh` reads the office anew, so that nobody is given what comes in the same second.
    """

    def __init__(
        self,
        journal: Journal,
        store: Log,
        agents: Agents,
        refresh: Callable[[], Awaitable[object]] = _nothing_to_read,
    ) -> None:
        self._refresh = refresh
        self._journal = journal
        self._log = store
        self._agents = agents

    async def all_of(self, agent_id: str, reason: str) -> int:
        """Put back what the agent holds and end offers to the agent; return how many it were.

        One that fails does not stop the others. Raises `Unavailable`.
        """
        done = 0
        for summary in await self._log.standing():
            state = summary.conversation
            asked = state.offered_to is not None and state.offered_to.id == agent_id
            if asked or state.holds(agent_id):
                done += await self._release(state.id, agent_id, reason)
        return done

    async def set_presence(self, agent_id: str, presence: Presence) -> Agent:
        """Set presence; who goes offline ends the shift. Raises `UnknownAgent`."""
        agent = await self._agents.set_presence(agent_id, presence)
        await self._refresh()
        if presence is Presence.OFFLINE:
            await self.all_of(agent_id, SHIFT_ENDED)
        return agent

    async def signed_out(self, agent_id: str) -> None:
        """End the shift of somebody who is signed in nowhere any more."""
        # Offline first: what is accepted at this very moment is found by the rounds then.
        await self._agents.set_presence(agent_id, Presence.OFFLINE)
        await self._refresh()
        await self.all_of(agent_id, SIGNED_OUT)

    async def _release(self, conversation_id: str, agent_id: str, reason: str) -> int:
        decide = partial(duty.release, agent_id=agent_id, reason=reason)
        try:
            appended = await self._journal.append(conversation_id, decide)
        except Unavailable:
            raise
        except Exception:
            log.exception("cannot hand over", extra={"conversation": conversation_id})
            return 0
        return int(bool(appended.events))
