"""Ends process groups when the supervisor is gone, however it went: `-m scripts.watchdog`.

The supervisor writes `+<group>` and `-<group>` lines to our standard input. When it ends, even by
SIGKILL, the pipe closes, and whatever groups are still listed are asked to end and then killed.
"""

from __future__ import annotations

import signal
import sys

from scripts.process_groups import end_groups

GRACE_SECONDS = 5.0


def watch() -> None:
    """Follows the list until the pipe closes, then ends what is left on it."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    groups: set[int] = set()
    for line in sys.stdin:
        group = int(line[1:])
        if line.startswith("+"):
            groups.add(group)
        else:
            groups.discard(group)
    end_groups(groups, GRACE_SECONDS, reap=lambda: None)


if __name__ == "__main__":
    watch()
