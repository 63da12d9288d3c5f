"""Sign-in to the desk: passwords are argon2 hashes, sessions opaque tokens stored hashed."""

from __future__ import annotations

from datetime import timedelta
from typing import Protocol

from handoff.core.agents import Agent, Role
from handoff.core.errors import InvalidRequest, NameTaken, NotSignedIn, WrongLogin
from handoff.core.ports import Agents, Clock
from handoff.services import secrets

FIRST_LOGIN = "admin"
MIN_PASSWORD = 10
"""Shortest password an operator may set, in characters."""
MAX_NAME = 60


class Passwords(Protocol):
    """Slow, salted password hashing."""

    async def hash(self, password: str) -> str:
        """Return the hash to store."""
        ...

    async def verify(self, stored_hash: str, password: str) -> bool:
        """Compare a password with a stored hash."""
        ...

    async def waste(self) -> None:
        """Take as long as `verify`, so that unknown user names are not told by time."""
        ...


class SignIn:
    """Agents, their passwords and their sessions."""

    def __init__(
        self, agents: Agents, passwords: Passwords, clock: Clock, session_hours: int
    ) -> None:
        self._agents = agents
        self._passwords = passwords
        self._clock = clock
        self.session_length = timedelta(hours=session_hours)

    async def add_agent(self, username: str, name: str, role: Role, password: str) -> Agent:
        """Add an agent.

        Raises:
            InvalidRequest: a user name or display name of no use, or too short a password.
            NameTaken: the user name exists.
        """
        username = username.strip().lower()
        visible = username.isprintable() and " " not in username
        if not username or len(username) > MAX_NAME or not visible:
            raise InvalidRequest(f"A user name has 1 to {MAX_NAME} characters and no spaces.")
        hashed = await self._passwords.hash(good_password(password))
        return await self._agents.add(secrets.new_id(), username, shown(name), role, hashed)

    async def first_login(self, password: str) -> tuple[str, str] | None:
        """Make the first login when there are no agents; return user name and password then."""
        if await self._agents.all():
            return None
        chosen = password or secrets.new_password()
        try:
            await self.add_agent(FIRST_LOGIN, "Admin", Role.ADMIN, chosen)
        except NameTaken:
            # Another process of the service was started at the same moment and was faster.
            return None
        return FIRST_LOGIN, chosen

    async def login(self, username: str, password: str) -> tuple[Agent, str]:
        """Return the agent and a new session token. Raises `WrongLogin`."""
        found = await self._agents.find(username.strip().lower())
        if found is None:
            await self._passwords.waste()
            raise WrongLogin
        right = await self._passwords.verify(found.password_hash, password)
        if not right or found.agent.disabled:
            raise WrongLogin(found.agent.ref)
        token = secrets.new_token()
        now = self._clock.now()
        await self._agents.drop_expired_sessions(now)
        await self._agents.open_session(
            secrets.token_hash(token), found.agent.id, now + self.session_length
        )
        return found.agent, token

    async def agent(self, token: str | None) -> Agent:
        """Return the agent of a session. Raises `NotSignedIn`."""
        if not token:
            raise NotSignedIn
        agent = await self._agents.session_agent(secrets.token_hash(token), self._clock.now())
        if agent is None:
            raise NotSignedIn
        return agent

    async def logout(self, token: str | None) -> Agent | None:
        """End a session; return the agent who is signed in nowhere any more, if it is so now.

        Ending a session that is over is fine.
        """
        if not token:
            return None
        token_hash, now = secrets.token_hash(token), self._clock.now()
        agent = await self._agents.session_agent(token_hash, now)
        await self._agents.close_session(token_hash)
        if agent is None or await self._agents.is_signed_in(agent.id, now):
            return None
        return agent


def good_password(password: str) -> str:
    """Return a password that may be set. Raises `InvalidRequest`."""
    if len(password) < MIN_PASSWORD:
        raise InvalidRequest(f"A password has at least {MIN_PASSWORD} characters.")
    return password


def shown(name: str) -> str:
    """Return a display name as it is kept. Raises `InvalidRequest`."""
    kept = " ".join(name.split())
    if not kept or len(kept) > MAX_NAME or not kept.isprintable():
        raise InvalidRequest(f"A display name has 1 to {MAX_NAME} printable characters.")
    return kept
