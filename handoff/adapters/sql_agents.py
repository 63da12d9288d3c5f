"""The SQL of agents and their sessions: plain rows, no log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exc, insert, select, update

from handoff.adapters.database import Database, storable
from handoff.adapters.rows import AnyRow
from handoff.adapters.schema_office import agent_teams, agents, sessions
from handoff.core.agents import Agent, Credentials, Presence, Role
from handoff.core.errors import NameTaken, UnknownAgent

_AGENT = (
    agents.c.id,
    agents.c.username,
    agents.c.name,
    agents.c.role,
    agents.c.presence,
    agents.c.languages,
    agents.c.capacity,
    agents.c.disabled,
    agents.c.seen_at,
)
_TEAMS = (
    select(agent_teams.c.agent_id, agent_teams.c.team_id)
    .where(agent_teams.c.agent_id.in_(bindparam("ids", expanding=True)))
    .order_by(agent_teams.c.team_id)
)
_ALL = select(*_AGENT)
_BY_ID = _ALL.where(agents.c.id == bindparam("id"))
_BY_USERNAME = select(*_AGENT, agents.c.password_hash).where(
    agents.c.username == bindparam("username")
)
_BY_SESSION = (
    select(*_AGENT)
    .join(sessions, sessions.c.agent_id == agents.c.id)
    .where(sessions.c.token_hash == bindparam("token_hash"))
    .where(sessions.c.expires_at > bindparam("now", type_=sessions.c.expires_at.type))
    .where(agents.c.disabled.is_(False))
)
_ADD = insert(agents)
_CHANGE = update(agents).where(agents.c.id == bindparam("of_id")).returning(*_AGENT)
_SESSIONS_OF = (
    select(sessions.c.agent_id)
    .where(sessions.c.agent_id == bindparam("id"))
    .where(sessions.c.expires_at > bindparam("now", type_=sessions.c.expires_at.type))
    .limit(1)
)
_ADD_SESSION = insert(sessions)
_DROP_SESSION = delete(sessions).where(sessions.c.token_hash == bindparam("token_hash"))
_DROP_EXPIRED = delete(sessions).where(
    sessions.c.expires_at <= bindparam("now", type_=sessions.c.expires_at.type)
)


class SqlAgents:
    """Implements the port `Agents`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self, agent_id: str, username: str, name: str, role: Role, password_hash: str
    ) -> Agent:
        """Add an agent, offline; the user name is kept in lower case. Raises `NameTaken`."""
        agent = Agent(agent_id, username.lower(), name, role, Presence.OFFLINE)
        columns = {
            "id": agent.id,
            "username": agent.username,
            "name": agent.name,
            "role": agent.role.value,
            "presence": agent.presence.value,
            "password_hash": password_hash,
        }
        try:
            await self._execute(_ADD, columns)
        except exc.IntegrityError:
            raise NameTaken from None
        return agent

    async def find(self, username: str) -> Credentials | None:
        """Return the agent with this user name, in any case, if there is one."""
        if not storable(username):
            return None

        def work(connection: Connection) -> Credentials | None:
            row = connection.execute(_BY_USERNAME, {"username": username.lower()}).one_or_none()
            if row is None:
                return None
            (agent,) = _with_teams(connection, [row])
            return Credentials(agent, row.password_hash)

        return await self._database.read(work)

    async def get(self, agent_id: str) -> Agent:
        """Return an agent. Raises `UnknownAgent`."""
        agent = await self._one(_BY_ID, {"id": agent_id}) if storable(agent_id) else None
        if agent is None:
            raise UnknownAgent
        return agent

    async def all(self) -> list[Agent]:
        """Return all agents by display name, whatever its case."""

        def work(connection: Connection) -> list[Agent]:
            return _with_teams(connection, connection.execute(_ALL).all())

        known = await self._database.read(work)
        return sorted(known, key=lambda agent: (agent.name.casefold(), agent.id))

    async def set_presence(self, agent_id: str, presence: Presence) -> Agent:
        """Set presence. Raises `UnknownAgent`."""
        return await self._change(agent_id, {"presence": presence.value})

    async def seen(self, agent_id: str, at: datetime) -> Agent:
        """Keep a sign of life of the agent's desk. Raises `UnknownAgent`."""
        return await self._change(agent_id, {"seen_at": at})

    async def set_name(self, agent_id: str, name: str) -> Agent:
        """Set the display name. Raises `UnknownAgent`."""
        return await self._change(agent_id, {"name": name})

    async def open_session(self, token_hash: str, agent_id: str, expires_at: datetime) -> None:
        """Keep a session. Raises `UnknownAgent`."""
        session = {
            "token_hash": token_hash,
            "agent_id": agent_id,
            "expires_at": expires_at.astimezone(UTC),
        }
        try:
            await self._execute(_ADD_SESSION, session)
        except exc.IntegrityError:
            raise UnknownAgent from None

    async def session_agent(self, token_hash: str, now: datetime) -> Agent | None:
        """Return the agent of a session that has not expired at `now`."""
        return await self._one(_BY_SESSION, {"token_hash": token_hash, "now": now})

    async def is_signed_in(self, agent_id: str, now: datetime) -> bool:
        """Return whether the agent has a session that has not expired at `now`."""

        def work(connection: Connection) -> bool:
            found = connection.execute(_SESSIONS_OF, {"id": agent_id, "now": now})
            return found.one_or_none() is not None

        return storable(agent_id) and await self._database.read(work)

    async def close_session(self, token_hash: str) -> None:
        """Forget a session; unknown ones are fine."""
        await self._execute(_DROP_SESSION, {"token_hash": token_hash})

    async def drop_expired_sessions(self, now: datetime) -> None:
        """Forget the sessions that have expired at `now`."""
        await self._execute(_DROP_EXPIRED, {"now": now})

    async def _change(self, agent_id: str, columns: dict[str, object]) -> Agent:
        def work(connection: Connection) -> Agent | None:
            row = connection.execute(_CHANGE, {"of_id": agent_id, **columns}).one_or_none()
            return _with_teams(connection, [row])[0] if row else None

        agent = await self._database.write(work) if storable(agent_id) else None
        if agent is None:
            raise UnknownAgent
        return agent

    async def _one(self, query: Any, values: Mapping[str, object]) -> Agent | None:
        def work(connection: Connection) -> Agent | None:
            row = connection.execute(query, values).one_or_none()
            return _with_teams(connection, [row])[0] if row else None

        return await self._database.read(work)

    async def _execute(self, statement: Any, values: Mapping[str, object]) -> None:
        def work(connection: Connection) -> None:
            connection.execute(statement, values)

        await self._database.write(work)


def agent_of(connection: Connection, agent_id: str) -> Agent:
    """Return an agent within a transaction. Raises `UnknownAgent`."""
    row = connection.execute(_BY_ID, {"id": agent_id}).one_or_none()
    if row is None:
        raise UnknownAgent
    return _with_teams(connection, [row])[0]


def _with_teams(connection: Connection, rows: Sequence[AnyRow]) -> list[Agent]:
    teams: dict[str, list[str]] = {}
    for agent_id, team_id in connection.execute(_TEAMS, {"ids": [row.id for row in rows]}):
        teams.setdefault(agent_id, []).append(team_id)
    return [_agent(row, teams.get(row.id, ())) for row in rows]


def _agent(row: AnyRow, teams: Sequence[str]) -> Agent:
    return Agent(
        row.id,
        row.username,
        row.name,
        Role(row.role),
        Presence(row.presence),
        languages=tuple(row.languages),
        teams=tuple(teams),
        capacity=row.capacity,
        disabled=row.disabled,
        seen_at=row.seen_at,
    )
