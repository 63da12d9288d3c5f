"""The people on the desk. Agents and presence are plain rows, not events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from handoff.core.channel import MOST_SKEW
from handoff.core.values import AgentRef

CAPACITY = 3
"""Conversations that somebody new is given at once."""


class Presence(StrEnum):
    """Whether an agent can be given work."""

    AVAILABLE = "available"
    AWAY = "away"
    OFFLINE = "offline"


class Role(StrEnum):
    """What somebody may do on the desk; each may do what those before may, but for the editor.

    An editor changes canned responses and content and takes no conversations.
    """

    AGENT = "agent"
    EDITOR = "editor"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"

    @property
    def supervises(self) -> bool:
        """Whether this role sees all, assigns, and edits teams and rules."""
        return self in (Role.SUPERVISOR, Role.ADMIN)

    @property
    def talks(self) -> bool:
        """Whether this role takes conversations."""
        return self is not Role.EDITOR


@dataclass(frozen=True, slots=True)
class Agent:
    """A person who signs in to the desk; `name` is the display name citizens see.

    `languages` are BCP 47 tags and `teams` ids; without any, an agent serves all of them.
    `capacity` is how many conversations an agent is given at once, `seen_at` the last sign of life
    of the agent's desk.
    """

    id: str
    username: str
    name: str
    role: Role
    presence: Presence
    languages: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    capacity: int = CAPACITY
    disabled: bool = False
    seen_at: datetime | None = None

    @property
    def ref(self) -> AgentRef:
        """The agent as events remember one."""
        return AgentRef(self.id, self.name)

    def is_alive(self, now: datetime, lease: timedelta) -> bool:
        """Whether the agent's desk gave a sign of life within the lease.

        A time ahead of now was written by a clock that was put back since, and says nothing.
        """
        seen = self.seen_at
        return not self.disabled and seen is not None and -MOST_SKEW <= now - seen < lease

    def is_on_duty(self, now: datetime, lease: timedelta) -> bool:
        """Whether the agent can be given work now."""
        talks = self.role.talks and self.presence is Presence.AVAILABLE
        return talks and self.is_alive(now, lease)


@dataclass(frozen=True, slots=True)
class Credentials:
    """An agent with the argon2 hash of the password; never leaves the sign-in service."""

    agent: Agent
    password_hash: str
