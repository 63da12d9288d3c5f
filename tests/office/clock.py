"""A clock that starts at a chosen moment and then runs as every clock does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class ShiftedClock:
    """Implements the port `Clock`: real time, moved to where the test begins."""

    def __init__(self, start: datetime) -> None:
        self.shift = start - datetime.now(UTC)

    def now(self) -> datetime:
        """Return the time in the test's world."""
        return datetime.now(UTC) + self.shift

    def leap(self, by: timedelta) -> None:
        """Let time pass without waiting for it."""
        self.shift += by
