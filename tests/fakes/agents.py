"""Agents and their sessions in memory. The contract suite runs over it as over the databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from handoff.core.agents import Agent, Credentials, Presence, Role
from handoff.core.errors import NameTaken, UnknownAgent


class FakeAgents:
    """Implements the port `Agents`."""

    def __init__(self) -> None:
        self._credentials: dict[str, Credentials] = {}
        self.sessions: dict[str, tuple[str, datetime]] = {}

    async def add(
        self, agent_id: str, username: str, name: str, role: Role, password_hash: str
    ) -> Agent:
        """Add an agent, offline; the user name is kept in lower case. Raises `NameTaken`."""
        if await self.find(username):
            raise NameTaken
        agent = Agent(agent_id, username.lower(), name, role, Presence.OFFLINE)
        self._credentials[agent_id] = Credentials(agent, password_hash)
        return agent

    async def find(self, username: str) -> Credentials | None:
        """Return the agent with this user name, in any case."""
        wanted = username.lower()
        found = (c for c in self._credentials.values() if c.agent.username == wanted)
        return next(found, None)

    async def get(self, agent_id: str) -> Agent:
        """Return an agent. Raises `UnknownAgent`."""
        if agent_id not in self._credentials:
            raise UnknownAgent
        return self._credentials[agent_id].agent

    async def all(self) -> list[Agent]:
        """Return all agents by display name."""
        agents = [c.agent for c in self._credentials.values()]
        return sorted(agents, key=lambda agent: (agent.name.casefold(), agent.id))

    async def set_presence(self, agent_id: str, presence: Presence) -> Agent:
        """Set presence. Raises `UnknownAgent`."""
        return self._keep(replace(await self.get(agent_id), presence=presence))

    async def seen(self, agent_id: str, at: datetime) -> Agent:
        """Keep a sign of life. Raises `UnknownAgent`."""
        return self._keep(replace(await self.get(agent_id), seen_at=at))

    async def set_name(self, agent_id: str, name: str) -> Agent:
        """Set the display name. Raises `UnknownAgent`."""
        return self._keep(replace(await self.get(agent_id), name=name))

    async def open_session(self, token_hash: str, agent_id: str, expires_at: datetime) -> None:
        """Keep a session. Raises `UnknownAgent`."""
        await self.get(agent_id)
        self.sessions[token_hash] = (agent_id, expires_at)

    async def session_agent(self, token_hash: str, now: datetime) -> Agent | None:
        """Return the agent of a session that has not expired at `now`."""
        agent_id, expires_at = self.sessions.get(token_hash, ("", now))
        return await self.get(agent_id) if expires_at > now else None

    async def close_session(self, token_hash: str) -> None:
        """Forget a session."""
        self.sessions.pop(token_hash, None)

    async def drop_expired_sessions(self, now: datetime) -> None:
        """Forget the sessions that have expired at `now`."""
        self.sessions = {h: s for h, s in self.sessions.items() if s[1] > now}

    def _keep(self, agent: Agent) -> Agent:
        credentials = self._credentials[agent.id]
        self._credentials[agent.id] = replace(credentials, agent=agent)
        return agent
