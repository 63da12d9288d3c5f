"""Ends process groups when the supervisor is gone, however it went: `-m scripts.watchdog SECONDS`.

The supervisor writes `+<group>` and `-<group>` lines to our standard input. When it ends, even by
SIGKILL, the pipe closes, and whatever groups are still listed are asked to end and, after
that many seconds, killed.
"""

from __future__ import annotations

import signal
import sys

from scripts.process_groups import end_groups


def watch(grace: float) -> None:
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
    end_groups(groups, grace, reap=lambda: None)


if __name__ == "__main__":
    watch(grace=float(sys.argv[1]))
