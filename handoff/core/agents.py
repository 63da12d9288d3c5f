"""The people on the desk. Agents and presence are plain rows, not events."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from handoff.core.values import AgentRef


class Presence(StrEnum):
    """Whether an agent can be given work."""

    AVAILABLE = "available"
    AWAY = "away"
    OFFLINE = "offline"


class Role(StrEnum):
    """What an agent may do on the desk."""

    AGENT = "agent"
    SUPERVISOR = "supervisor"


@dataclass(frozen=True, slots=True)
class Agent:
    """A person who signs in to the desk; `name` is the display name citizens see."""

    id: str
    username: str
    name: str
    role: Role
    presence: Presence

    @property
    def ref(self) -> AgentRef:
        """The agent as events remember one."""
        return AgentRef(self.id, self.name)


@dataclass(frozen=True, slots=True)
class Credentials:
    """An agent with the argon2 hash of the password; never leaves the sign-in service."""

    agent: Agent
    password_hash: str
