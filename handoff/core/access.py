"""Who read or did what on the desk, and when: entries that are written once and never changed.

An entry says what was opened or done and never what stood there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

UNKNOWN = "unknown"
"""In place of an agent's id: somebody tried to sign in under a name that nobody has."""

OPERATOR = "operator"
"""In place of an agent's id: somebody with a shell on the service's machine."""


@dataclass(frozen=True, slots=True)
class Access:
    """One reading or act. `name` is the agent's as it was then; `id` is 0 until it is stored."""

    at: datetime
    agent_id: str
    name: str
    act: str
    conversation_id: str | None = None
    detail: str | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class AccessQuery:
    """Which entries are wanted; None stands for any. `until` is the first moment left out.

    `before` is the id of the last entry that is known already.
    """

    agent_id: str | None = None
    conversation_id: str | None = None
    act: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None


class AccessLog(Protocol):
    """The access log; it only grows. Raises `Unavailable` as `ports.Log` does."""

    async def add(self, access: Access) -> None:
        """Keep an entry; it is durable when this returns."""
        ...

    async def find(self, query: AccessQuery, limit: int) -> Sequence[Access]:
        """Return up to `limit` entries, newest first."""
        ...
