"""Accounts: what an admin keeps of the people on the desk, and the port that keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from handoff.core.agents import Agent, Role

MOST_CAPACITY = 20
"""Most conversations that anybody is given at once."""


@dataclass(frozen=True, slots=True)
class AccountChange:
    """What becomes different of an account; None leaves it as it is. `teams` are ids."""

    name: str | None = None
    role: Role | None = None
    languages: tuple[str, ...] | None = None
    capacity: int | None = None
    teams: tuple[str, ...] | None = None


class Accounts(Protocol):
    """Changes accounts, each in one transaction. Raises `Unavailable` as `ports.Agents` does.

    An office without an admin who may sign in could not be administered any more, so the last one
    stays: every method that would take the role or the account away raises `LastAdmin`, also when
    two processes are asked at once.
    """

    async def change(self, agent_id: str, change: AccountChange) -> Agent:
        """Change an account. Raises `UnknownAgent`, `UnknownTeam`, `LastAdmin`."""
        ...

    async def disable(self, agent_id: str) -> Agent:
        """Close an account and end its sessions; it is offline then.

        Raises `UnknownAgent`, `LastAdmin`.
        """
        ...

    async def enable(self, agent_id: str) -> Agent:
        """Open an account again. Raises `UnknownAgent`."""
        ...

    async def set_password(
        self, agent_id: str, password_hash: str, keep_session: str | None = None
    ) -> Agent:
        """Set a password and end the sessions, but for the one with this token's hash.

        Raises `UnknownAgent`.
        """
        ...
