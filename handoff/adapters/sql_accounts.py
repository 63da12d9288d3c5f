"""The SQL of accounts: roles, teams, passwords, and closing one at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exc, insert, select, update

from handoff.adapters.database import Database, Work, storable
from handoff.adapters.schema_office import agent_teams, agents, sessions
from handoff.adapters.sql_agents import agent_of
from handoff.core.accounts import AccountChange
from handoff.core.agents import Agent, Presence, Role
from handoff.core.errors import LastAdmin, UnknownAgent, UnknownTeam

# Locked in one order, so that two who take a role away do not each count on the other's admin.
_ADMINS = (
    select(agents.c.id)
    .where(agents.c.role == Role.ADMIN.value, agents.c.disabled.is_(False))
    .order_by(agents.c.id)
    .with_for_update()
)
_CHANGE = update(agents).where(agents.c.id == bindparam("of_id"))
_END_SESSIONS = delete(sessions).where(sessions.c.agent_id == bindparam("of_id"))
_END_OTHERS = _END_SESSIONS.where(sessions.c.token_hash != bindparam("kept"))
_LEAVE_TEAMS = delete(agent_teams).where(agent_teams.c.agent_id == bindparam("of_id"))
_JOIN_TEAMS = insert(agent_teams)


class SqlAccounts:
    """Implements the port `Accounts`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def change(self, agent_id: str, change: AccountChange) -> Agent:
        """Change an account."""
        given = {
            "name": change.name,
            "role": change.role and change.role.value,
            "languages": list(change.languages) if change.languages is not None else None,
            "capacity": change.capacity,
        }
        columns = {column: value for column, value in given.items() if value is not None}

        def work(connection: Connection) -> Agent:
            if change.role not in (None, Role.ADMIN):
                _keep_an_admin(connection, agent_id)
            _update(connection, agent_id, columns)
            if change.teams is not None:
                _put_into(connection, agent_id, change.teams)
            return agent_of(connection, agent_id)

        try:
            return await self._write(agent_id, work)
        except exc.IntegrityError:
            raise UnknownTeam from None

    async def disable(self, agent_id: str) -> Agent:
        """Close an account and end its sessions."""

        def work(connection: Connection) -> Agent:
            _keep_an_admin(connection, agent_id)
            columns = {"disabled": True, "presence": Presence.OFFLINE.value}
            _update(connection, agent_id, columns)
            connection.execute(_END_SESSIONS, {"of_id": agent_id})
            return agent_of(connection, agent_id)

        return await self._write(agent_id, work)

    async def enable(self, agent_id: str) -> Agent:
        """Open an account again."""

        def work(connection: Connection) -> Agent:
            _update(connection, agent_id, {"disabled": False})
            return agent_of(connection, agent_id)

        return await self._write(agent_id, work)

    async def set_password(
        self, agent_id: str, password_hash: str, keep_session: str | None = None
    ) -> Agent:
        """Set a password and end the other sessions."""

        def work(connection: Connection) -> Agent:
            _update(connection, agent_id, {"password_hash": password_hash})
            connection.execute(_END_OTHERS, {"of_id": agent_id, "kept": keep_session or ""})
            return agent_of(connection, agent_id)

        return await self._write(agent_id, work)

    async def _write(self, agent_id: str, work: Work[Agent]) -> Agent:
        if not storable(agent_id):
            raise UnknownAgent
        return await self._database.write(work)


def _keep_an_admin(connection: Connection, leaving: str) -> None:
    if list(connection.execute(_ADMINS).scalars()) == [leaving]:
        raise LastAdmin


def _update(connection: Connection, agent_id: str, columns: dict[str, Any]) -> None:
    if columns:
        connection.execute(_CHANGE, {"of_id": agent_id, **columns})


def _put_into(connection: Connection, agent_id: str, teams: Sequence[str]) -> None:
    agent_of(connection, agent_id)
    connection.execute(_LEAVE_TEAMS, {"of_id": agent_id})
    if teams:
        rows = [{"agent_id": agent_id, "team_id": team} for team in teams]
        connection.execute(_JOIN_TEAMS, rows)
