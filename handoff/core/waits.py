"""What is kept of waits: stays in the queue, and every forecast that was shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Protocol

from handoff.core.calibration import Outcome
from handoff.core.forecast import Range
from handoff.core.stays import Stay


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a citizen who waits is told: the place from 1 in the team's queue, and the range.

    No `wait`: it cannot be said yet, or nobody is there before `opens_at`.
    """

    position: int
    wait: Range | None = None
    opens_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A range as it was shown at `at` in the wait that began at `queued_at`, and what came true.

    `base` is the range before calibration. Beside it stand both naive rules: the mean wait of the
    last hour, and the place times the mean handling time. `wait_s` counts from `at`. A citizen who
    gave up did so at `left_at`: how long it would have taken nobody knows. Times in seconds.
    `first`: nothing was shown in this wait before, as far as its process knew.
    """

    conversation_id: str
    at: datetime
    queued_at: datetime
    team: str | None
    language: str
    place: int
    shown: Range
    base: Range
    naive_hour_s: float | None = None
    naive_place_s: float | None = None
    wait_s: float | None = None
    left_at: datetime | None = None
    first: bool = True

    def outcome(self, now: datetime, zone: tzinfo = UTC) -> Outcome:
        """Return what is known of it by now."""
        minute = minute_of_day(self.at, zone)
        if self.wait_s is not None:
            return Outcome(self.base, self.shown, self.wait_s, minute)
        waited = ((self.left_at or now) - self.at).total_seconds()
        return Outcome(self.base, self.shown, waited, minute, ended=False)


class WaitRecords(Protocol):
    """Stays and shown forecasts. Every method raises `Unavailable` as `ports.Log` does."""

    async def keep_stays(self, conversation_id: str, stays: Sequence[Stay]) -> None:
        """Replace a conversation's stays, and put down what came true of what was shown in them.

        A conversation that does not exist any more is fine.
        """
        ...

    async def stays_since(self, since: datetime, limit: int) -> list[Stay]:
        """Return the newest `limit` stays that began then or later, in the order of beginning."""
        ...

    async def told_until(self) -> datetime | None:
        """Return the latest time that any stay tells of; None when there is none."""
        ...

    async def touched_since(self, since: datetime, limit: int) -> list[str]:
        """Return ids of conversations in which something happened then or later, newest first."""
        ...

    async def keep_shown(self, shown: Sequence[Shown]) -> None:
        """Keep what was shown, with what has come true of it since, if it has.

        Conversations that do not exist any more are left out.
        """
        ...

    async def shown_since(
        self, since: datetime, limit: int, *, firsts: bool = False
    ) -> list[Shown]:
        """Return the newest `limit` forecasts shown then or later, in the order of being shown.

        `firsts`: only those that were the first of their wait.
        """
        ...


def minute_of_day(at: datetime, zone: tzinfo) -> int:
    """Return the minute of the day that the clocks there show."""
    local = at.astimezone(zone)
    return local.hour * 60 + local.minute


def first_of_each_wait(shown: Iterable[Shown]) -> list[Shown]:
    """Return the first forecast of each wait, of forecasts in the order of being shown."""
    firsts: dict[tuple[str, datetime], Shown] = {}
    for each in shown:
        firsts.setdefault((each.conversation_id, each.queued_at), each)
    return list(firsts.values())
