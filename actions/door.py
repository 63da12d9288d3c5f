"""How often lookups may fail before they are refused for a while. Pure: no clock, no store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

MAX_FAILURES = 3
CLOSED_SECONDS = 15 * 60


@dataclass(frozen=True)
class Door:
    """The lookups of one conversation, or those for one application number.

    `failures` in a row, `last` the time of the latest one (seconds since the epoch). Three close
    the door for 15 minutes; 15 minutes without one forgive what was before. A lookup that finds
    something forgives nothing: with a case of one's own the door could be held open for guesses.
    """

    failures: int = 0
    last: float = 0.0

    def closed_for(self, now: float) -> float:
        """Seconds until lookups are answered again; 0 when they are."""
        if self.failures < MAX_FAILURES:
            return 0.0
        # A clock that was set back must not keep anybody out for longer than promised.
        return min(max(0.0, self.last + CLOSED_SECONDS - now), CLOSED_SECONDS)

    def after_failure(self, now: float) -> Door:
        """The door after one more failure."""
        recent = abs(now - self.last) < CLOSED_SECONDS
        return Door((self.failures if recent else 0) + 1, now)

    def without_one(self) -> Door:
        """The door when the latest failure turns out to be none."""
        return Door(max(0, self.failures - 1), self.last)

    def as_slot(self) -> dict[str, Any]:
        """JSON for a slot."""
        return {"failures": self.failures, "last": self.last}


def door_of(slot: Any) -> Door:
    """The door that a slot holds; an open one when it holds none."""
    if not isinstance(slot, dict):
        return Door()
    return Door(int(slot.get("failures", 0)), float(slot.get("last", 0.0)))
