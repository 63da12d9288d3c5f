"""Follow-ups: opened for low scores by a chore, kept by supervisors."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from handoff.core.errors import InvalidRequest, Unavailable
from handoff.core.follow_ups import FollowUp, FollowUps, FollowUpState, Outcome, due
from handoff.core.hours import OfficeHours
from handoff.core.ports import Agents, Clock
from handoff.core.text import checked

PAGE = 200
"""Follow-ups given at once, and opened at once."""

EVERY = timedelta(minutes=1)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FollowUpChange:
    """What becomes different; None leaves it as it is, an empty owner or note takes it away."""

    owner_id: str | None = None
    outcome: Outcome | None = None
    note: str | None = None
    closed: bool | None = None


class FollowUpBook:
    """Opens follow-ups and keeps them."""

    def __init__(
        self,
        kept: FollowUps,
        agents: Agents,
        hours: Callable[[], OfficeHours | None],
        clock: Clock,
    ) -> None:
        self._kept = kept
        self._agents = agents
        self._hours = hours
        self._clock = clock
        self._next: datetime | None = None

    async def open_missing(self) -> None:
        """Open one for each low score that has none: a chore, done once a minute.

        Two processes that do so at once open one between them.
        """
        now = self._clock.now()
        if self._next is not None and self._next - EVERY <= now < self._next:
            return
        for conversation_id, score in await self._kept.missing(PAGE):
            try:
                at = due(self._hours(), now)
                await self._kept.open(FollowUp(conversation_id, score, now, at))
            except Unavailable:
                raise
            except Exception:
                log.exception("cannot open a follow-up", extra={"conversation": conversation_id})
        self._next = now + EVERY

    async def find(self, state: FollowUpState) -> Sequence[FollowUp]:
        """Return open ones by when they are due, or closed ones, the last closed first."""
        return await self._kept.find(state, self._clock.now(), PAGE)

    async def change(self, conversation_id: str, change: FollowUpChange) -> FollowUp:
        """Change owner, outcome and note; close it, or open it again.

        Raises:
            UnknownFollowUp: the conversation has none.
            UnknownAgent: nobody has this id.
            InvalidRequest: it is to be closed without an outcome.
            InvalidText, TextTooLong: see `text.checked`.
        """
        found = await self._kept.get(conversation_id)
        if change.owner_id is not None:
            owner = (await self._agents.get(change.owner_id)).ref if change.owner_id else None
            found = replace(found, owner=owner)
        if change.outcome is not None:
            found = replace(found, outcome=change.outcome)
        if change.note is not None:
            found = replace(found, note=checked(change.note) if change.note.strip() else None)
        if change.closed:
            if found.outcome is None:
                raise InvalidRequest("A follow-up is closed with an outcome.")
            found = replace(found, closed_at=found.closed_at or self._clock.now())
        elif change.closed is False:
            found = replace(found, closed_at=None)
        await self._kept.save(found)
        return found

    def is_overdue(self, follow_up: FollowUp) -> bool:
        """Whether it should have been closed by now."""
        return follow_up.is_overdue(self._clock.now())
