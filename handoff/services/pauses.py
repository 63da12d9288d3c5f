"""Pauses: when work that met trouble may be tried again."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime, timedelta

from handoff.core.ports import Clock

FIRST_S = 1.0
LONGEST_S = 15.0
"""Pauses grow from the first to the longest, twice as long each time."""
MOST_ASKED_S = 3600.0
"""Whatever we are asked to wait, once an hour we look whether it still holds."""


PUT_BACK = timedelta(minutes=1)
"""A pause that began this far ahead of now is over: the clock was put back since."""


@dataclass(slots=True)
class _Pause:
    since: datetime
    until: datetime
    failures: int = 0


class Pauses:
    """One pause per key, in the memory of one process."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._pauses: dict[str, _Pause] = {}

    def resting(self, key: str) -> bool:
        """Whether the key is not to be tried yet."""
        pause = self._pauses.get(key)
        now = self._clock.now()
        return pause is not None and pause.until > now and pause.since <= now + PUT_BACK

    def failed(self, key: str) -> None:
        """Pause, longer with each failure since the key was last cleared."""
        pause = self._begin(key)
        # Past the longest pause nothing grows any more, so a long outage overflows nothing.
        length = min(LONGEST_S, FIRST_S * 2 ** min(pause.failures, 10))
        pause.failures += 1
        pause.until = pause.since + timedelta(seconds=length)

    def wait(self, key: str, seconds: float) -> None:
        """Pause for as long as we were asked to, at most `MOST_ASKED_S`."""
        pause = self._begin(key)
        pause.until = pause.since + timedelta(seconds=min(seconds, MOST_ASKED_S))

    def clear(self, key: str) -> None:
        """Forget the key's trouble: it went well, or is over."""
        self._pauses.pop(key, None)

    def clear_others(self, kept: Set[str]) -> None:
        """Forget all keys but these."""
        for key in self._pauses.keys() - kept:
            del self._pauses[key]

    def _begin(self, key: str) -> _Pause:
        now = self._clock.now()
        pause = self._pauses.setdefault(key, _Pause(now, now))
        pause.since = now
        return pause
