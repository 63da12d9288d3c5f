"""Agents, accounts and sessions in memory. The contract suite runs over it as over databases."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime

from handoff.core.accounts import AccountChange
from handoff.core.agents import Agent, Credentials, Presence, Role
from handoff.core.errors import LastAdmin, NameTaken, UnknownAgent, UnknownTeam


class FakeAgents:
    """Implements the ports `Agents` and `Accounts`; `teams` are the ids that exist."""

    def __init__(self) -> None:
        self.teams: set[str] = set()
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
        agent = await self.get(agent_id) if expires_at > now else None
        return None if agent is None or agent.disabled else agent

    async def is_signed_in(self, agent_id: str, now: datetime) -> bool:
        """Return whether the agent has a session that lasts."""
        return any(s[0] == agent_id and s[1] > now for s in self.sessions.values())

    async def close_session(self, token_hash: str) -> None:
        """Forget a session."""
        self.sessions.pop(token_hash, None)

    async def drop_expired_sessions(self, now: datetime) -> None:
        """Forget the sessions that have expired at `now`."""
        self.sessions = {h: s for h, s in self.sessions.items() if s[1] > now}

    async def change(self, agent_id: str, change: AccountChange) -> Agent:
        """Change an account. Raises `UnknownAgent`, `UnknownTeam`, `LastAdmin`."""
        agent = await self.get(agent_id)
        if change.role not in (None, Role.ADMIN):
            self._keep_an_admin(agent_id)
        if not self.teams.issuperset(change.teams or ()):
            raise UnknownTeam
        given = {name: value for name, value in asdict(change).items() if value is not None}
        if "teams" in given:
            given["teams"] = tuple(sorted(given["teams"]))
        return self._keep(replace(agent, **given))

    async def disable(self, agent_id: str) -> Agent:
        """Close an account and end its sessions. Raises `UnknownAgent`, `LastAdmin`."""
        agent = await self.get(agent_id)
        self._keep_an_admin(agent_id)
        self.sessions = {h: s for h, s in self.sessions.items() if s[0] != agent_id}
        return self._keep(replace(agent, disabled=True, presence=Presence.OFFLINE))

    async def enable(self, agent_id: str) -> Agent:
        """Open an account again. Raises `UnknownAgent`."""
        return self._keep(replace(await self.get(agent_id), disabled=False))

    async def set_password(
        self, agent_id: str, password_hash: str, keep_session: str | None = None
    ) -> Agent:
        """Set a password and end the other sessions. Raises `UnknownAgent`."""
        agent = await self.get(agent_id)
        self._credentials[agent_id] = Credentials(agent, password_hash)
        self.sessions = {
            h: s for h, s in self.sessions.items() if s[0] != agent_id or h == keep_session
        }
        return agent

    def _keep_an_admin(self, leaving: str) -> None:
        admins = [
            c.agent.id
            for c in self._credentials.values()
            if c.agent.role is Role.ADMIN and not c.agent.disabled
        ]
        if admins == [leaving]:
            raise LastAdmin

    def _keep(self, agent: Agent) -> Agent:
        credentials = self._credentials[agent.id]
        self._credentials[agent.id] = replace(credentials, agent=agent)
        return agent
