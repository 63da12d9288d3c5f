"""Signals to whole process groups, so that what a program started goes with it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterable

PAUSE_SECONDS = 0.02
GONE_SECONDS = 1.0


def send(group: int, number: int) -> bool:
    """Signals the group; whether there was anybody in it. Signal 0 only asks."""
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def end_groups(
    groups: Iterable[int],
    grace: float,
    reap: Callable[[], None],
    hurry: Callable[[], bool] = lambda: False,
) -> None:
    """SIGTERM to every group, SIGKILL to those still there after `grace` seconds.

    `reap` collects the caller's dead children: until then they count as members. `hurry` ends the
    wait early.
    """
    left = [group for group in groups if send(group, signal.SIGTERM)]
    left = _wait_for_end(left, grace, reap, hurry)
    for group in left:
        send(group, signal.SIGKILL)
    # Killed is not yet gone, and only then are its ports free.
    _wait_for_end(left, GONE_SECONDS, reap, lambda: False)


def _wait_for_end(
    groups: list[int], seconds: float, reap: Callable[[], None], hurry: Callable[[], bool]
) -> list[int]:
    """The groups that still have members after at most `seconds`."""
    end = time.monotonic() + seconds
    while groups and time.monotonic() < end and not hurry():
        reap()
        groups = [group for group in groups if send(group, 0)]
        time.sleep(PAUSE_SECONDS)
    return groups
