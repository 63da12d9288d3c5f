"""Who and what an agent can pass a conversation to: colleagues at work, and teams there are."""

from __future__ import annotations

from handoff.core.agents import Agent, Presence
from handoff.core.errors import AgentOffDuty, UnknownTeam
from handoff.core.office import Team
from handoff.core.ports import Agents
from handoff.services.office import OfficeBook


class Colleagues:
    """Finds them."""

    def __init__(self, agents: Agents, book: OfficeBook) -> None:
        self._agents = agents
        self._book = book

    async def at_work(self, agent_id: str) -> Agent:
        """Return an agent who can be given a conversation.

        Whoever is away can: a colleague decides so. A desk that is closed is found by the rounds.

        Raises:
            UnknownAgent: nobody has this id.
            AgentOffDuty: the shift is over, the account disabled, or the role takes none.
        """
        agent = await self._agents.get(agent_id)
        if agent.disabled or agent.presence is Presence.OFFLINE or not agent.role.talks:
            raise AgentOffDuty(agent={"id": agent.id, "name": agent.name})
        return agent

    async def begin(self, agent: Agent) -> None:
        """Whoever takes a conversation is at work, even if nobody has said so yet."""
        if agent.presence is Presence.OFFLINE:
            await self._agents.set_presence(agent.id, Presence.AWAY)

    async def team(self, team_id: str) -> Team:
        """Return a team. Raises `UnknownTeam`."""
        team = self._book.current.team(team_id)
        if team is None:
            # Another process may have added it this very second.
            team = (await self._book.refresh()).team(team_id)
        if team is None:
            raise UnknownTeam
        return team
