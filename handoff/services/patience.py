"""Patience: how long a delivery that met trouble is put off, and when it is given up."""

from __future__ import annotations

from datetime import datetime, timedelta

FIRST = timedelta(seconds=1)
LONGEST = timedelta(minutes=15)
"""Bounds of a pause after a call that was not taken."""

GIVE_UP_AFTER = timedelta(hours=24)
"""From the first failure of a part; whoever has waited so long has gone another way by then."""

CONFIRM_WITHIN = timedelta(seconds=20)
"""How long a platform that shows us what we sent may take to do so."""


def backoff(failing_since: datetime, now: datetime, chance: float) -> timedelta:
    """Return the pause before the next try: about as long as it has been failing already.

    So pauses double without a counter that would have to be kept. `chance` is a random number
    from 0 up to 1 that spreads the tries of many over the second half of the pause.
    """
    return max(FIRST, now - failing_since) * (0.5 + chance / 2)


def until_retry(
    failing_since: datetime, now: datetime, chance: float, retry_after: float | None
) -> datetime:
    """Return when a call that was not taken is made again; what the channel asked for goes first.

    Nobody waits past the time of giving up.
    """
    if retry_after is None:
        pause = min(LONGEST, backoff(failing_since, now, chance))
    else:
        # A platform may name any number; what is longer than our patience counts as that.
        pause = timedelta(seconds=min(max(retry_after, 0.0), GIVE_UP_AFTER.total_seconds()))
    return min(now + pause, max(now, failing_since + GIVE_UP_AFTER))


def gives_up(failing_since: datetime, now: datetime) -> bool:
    """Return whether it has been tried for long enough."""
    return now - failing_since >= GIVE_UP_AFTER
