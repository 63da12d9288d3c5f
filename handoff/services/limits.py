"""Rate limits: so many in any minute, per key. Kept in the memory of one process."""

from __future__ import annotations

import math
from collections import OrderedDict, deque
from datetime import datetime, timedelta

from handoff.core.errors import TooMany
from handoff.core.ports import Clock

WINDOW = timedelta(minutes=1)
MAX_KEYS = 50_000
"""Keys remembered; beyond that the ones idle for longest are forgotten."""


class Limit:
    """A sliding window per key: at most `per_minute` in any 60 seconds."""

    def __init__(self, clock: Clock, per_minute: int, error: type[TooMany]) -> None:
        self._clock = clock
        self._most = per_minute
        self._error = error
        self._seen: OrderedDict[str, deque[datetime]] = OrderedDict()

    def check(self, key: str) -> None:
        """Raise the limit's `TooMany` error, with the seconds to wait, when the key is at it."""
        times = self._recent(key)
        if len(times) >= self._most:
            wait = (times[0] + WINDOW - self._clock.now()).total_seconds()
            raise self._error(max(1, math.ceil(wait)))

    def hit(self, key: str) -> None:
        """Check, and count one. What is refused is not counted."""
        self.check(key)
        self._seen.setdefault(key, deque()).append(self._clock.now())
        self._seen.move_to_end(key)
        if len(self._seen) > MAX_KEYS:
            self._seen.popitem(last=False)

    def _recent(self, key: str) -> deque[datetime]:
        times = self._seen.get(key, deque())
        now = self._clock.now()
        # What lies ahead was counted before the clock was set back; it would lock out for hours.
        while times and not now - WINDOW < times[0] <= now:
            times.popleft()
        return times
