"""Follow-ups: somebody looks again at what was hard for a citizen, within two working days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol

from handoff.core.hours import OfficeHours
from handoff.core.values import AgentRef

HARD = 3
"""Scores of the effort question up to this one open a follow-up."""

WORKING_DAYS = 2
"""Days on which the office opens until a follow-up is due."""


class Outcome(StrEnum):
    """What came of a follow-up."""

    HELPED = "helped"
    EXPLAINED = "explained"
    CORRECTED = "corrected"
    NOT_REACHED = "not_reached"
    NOTHING_TO_DO = "nothing_to_do"


class FollowUpState(StrEnum):
    """Which follow-ups are asked for."""

    OPEN = "open"
    OVERDUE = "overdue"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What is owed for a conversation with a low score; `note` is for colleagues only."""

    conversation_id: str
    score: int
    opened_at: datetime
    due_at: datetime
    owner: AgentRef | None = None
    outcome: Outcome | None = None
    note: str | None = None
    closed_at: datetime | None = None

    def is_overdue(self, now: datetime) -> bool:
        """Whether it should have been closed by now."""
        return self.closed_at is None and self.due_at <= now


class FollowUps(Protocol):
    """Keeps follow-ups, at most one for a conversation. Raises `Unavailable` as `ports.Log`."""

    async def missing(self, limit: int) -> Sequence[tuple[str, int]]:
        """Return conversations with a low score and no follow-up, with the score."""
        ...

    async def open(self, follow_up: FollowUp) -> bool:
        """Keep a new one; False, and nothing is changed, when the conversation has one."""
        ...

    async def find(self, state: FollowUpState, now: datetime, limit: int) -> Sequence[FollowUp]:
        """Return open ones by when they are due, or closed ones, the last closed first."""
        ...

    async def get(self, conversation_id: str) -> FollowUp:
        """Return one. Raises `UnknownFollowUp`."""
        ...

    async def save(self, follow_up: FollowUp) -> None:
        """Replace owner, outcome, note and closing of one. Raises `UnknownFollowUp`."""
        ...


def due(hours: OfficeHours | None, opened_at: datetime, days: int = WORKING_DAYS) -> datetime:
    """Return the end of the last of so many working days after the day of `opened_at`.

    A working day is one on which the office opens. Without hours every day is one.
    """
    if hours is None:
        return opened_at + timedelta(days=days)
    end = opened_at
    for _ in range(days):
        end = _end_of_next_day(hours, end)
    return end


def _end_of_next_day(hours: OfficeHours, at: datetime) -> datetime:
    """Return when the office closes for the day, on the first working day after that of `at`."""
    tomorrow = hours.local(at).date() + timedelta(days=1)
    opens = hours.next_opening(datetime.combine(tomorrow, time(), hours.zone))
    day = hours.local(opens).date()
    midnight = datetime.combine(day + timedelta(days=1), time(), hours.zone)
    last = opens
    while hours.local(opens).date() == day:
        # Who is open past midnight closes, for this, at midnight.
        last = min(hours.closing(opens) or midnight, midnight)
        if last == midnight:
            break
        opens = hours.next_opening(last)
    # Just before midnight, so that it is still this day's.
    return (last if last < midnight else last - timedelta(seconds=1)).astimezone(UTC)
