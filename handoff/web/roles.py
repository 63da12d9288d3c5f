"""Who may use a route: the signed-in agent, when the role is one of those it is for."""

from __future__ import annotations

from typing import Any

from fastapi import Depends
from starlette.requests import HTTPConnection

from handoff.core.agents import Agent, Role
from handoff.core.errors import NotAllowed
from handoff.web.session import Sessions

TALKERS = (Role.AGENT, Role.SUPERVISOR, Role.ADMIN)
"""Those who take conversations."""

EDITORS = (Role.EDITOR, Role.SUPERVISOR, Role.ADMIN)
"""Those who write what all use."""

SUPERVISORS = (Role.SUPERVISOR, Role.ADMIN)
"""Those who see all, assign, and edit teams and rules."""

ADMINS = (Role.ADMIN,)
"""Those who keep the accounts."""


class RoleGuard:
    """Finds the agent behind a request and lets in only certain roles."""

    def __init__(self, sessions: Sessions, *roles: Role) -> None:
        self._sessions = sessions
        self._roles = roles

    async def __call__(self, connection: HTTPConnection) -> Agent:
        """Return the signed-in agent. Raises `NotSignedIn`, `NotAllowed`."""
        agent = await self._sessions(connection)
        if agent.role not in self._roles:
            raise NotAllowed
        return agent


def only(sessions: Sessions, *roles: Role) -> Any:
    """Return what a route's agent parameter defaults to; call it once, outside of the signature."""
    return Depends(RoleGuard(sessions, *roles))
