"""The one place where events come into being: append, and after the commit say so, once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from handoff.core.conversation import Conversation
from handoff.core.events import Event
from handoff.core.ports import Appended, Clock, Decide, Log, Wakeups

Shape = Callable[[Conversation, Sequence[Event], datetime], Sequence[Event]]
"""What the office adds to a decision (`core.routing.shaped`), with the office bound: pure."""


def _as_decided(_: Conversation, events: Sequence[Event], __: datetime) -> Sequence[Event]:
    return events


class Journal:
    """Writes to the log, each decision in its shape, and wakes those who follow it."""

    def __init__(
        self, log: Log, wakeups: Wakeups, clock: Clock, shape: Shape = _as_decided
    ) -> None:
        self._log = log
        self._wakeups = wakeups
        self._clock = clock
        self._shape = shape
        self._listeners: list[Callable[[Appended], None]] = []

    def tell(self, listener: Callable[[Appended], None]) -> None:
        """Call `listener` after each commit of this process; it is quick and raises nothing."""
        self._listeners.append(listener)

    async def start(
        self,
        conversation_id: str,
        token_hash: str,
        events: Sequence[Event],
        key: str | None = None,
    ) -> Appended:
        """Open a conversation. Raises as `ports.Log.start`."""
        now = self._clock.now()
        appended = await self._log.start(conversation_id, token_hash, events, now, key)
        await self._announce(appended)
        return appended

    async def append(
        self, conversation_id: str, decide: Decide, key: str | None = None
    ) -> Appended:
        """Append what `decide` decides; see `ports.Log.append` for keys and errors."""
        now = self._clock.now()

        def shaped(state: Conversation) -> Sequence[Event]:
            return self._shape(state, decide(state), now)

        appended = await self._log.append(conversation_id, shaped, at=now, key=key)
        if appended.events and not appended.duplicate:
            await self._announce(appended)
        return appended

    async def _announce(self, appended: Appended) -> None:
        for listener in self._listeners:
            listener(appended)
        await self._wakeups.publish(appended.conversation.id)
