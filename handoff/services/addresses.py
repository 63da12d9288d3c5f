"""Which conversation an address has; the busy ones are remembered.

An address never changes its conversation, so what is remembered is right until the conversation is
deleted. It saves one of the two trips to the store that a message needs before it is answered.
"""

from __future__ import annotations

from collections import OrderedDict

from handoff.core.ports import Log

MOST = 10_000
"""Addresses remembered; beyond that the ones that were silent for longest are forgotten."""

Place = tuple[str, str]
"""A channel's name and an address on it."""


class Addresses:
    """Finds conversations by address."""

    def __init__(self, store: Log, most: int = MOST) -> None:
        self._log = store
        self._most = most
        self._known: OrderedDict[Place, str] = OrderedDict()

    async def find(self, place: Place) -> str | None:
        """Return the conversation's id, if there is one. Raises `Unavailable`."""
        known = self._known.get(place)
        if known is not None:
            self._known.move_to_end(place)
            return known
        found = await self._log.find_address(*place)
        if found is not None:
            self.remember(place, found)
        return found

    def remember(self, place: Place, conversation_id: str) -> None:
        """Keep what was found or opened."""
        self._known[place] = conversation_id
        if len(self._known) > self._most:
            self._known.popitem(last=False)

    def forget(self, place: Place) -> bool:
        """Forget a conversation that is gone; return whether it was remembered."""
        return self._known.pop(place, None) is not None
