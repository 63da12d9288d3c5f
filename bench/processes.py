"""Memory and processor time of processes, from Linux's /proc (see proc(5))."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_UTIME, _STIME = 13, 14
"""Fields of /proc/PID/stat, counted from 0."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process and its descendants take: resident bytes now, processor seconds so far."""

    resident: int
    processor: float


def find_child(argv: Sequence[str]) -> int:
    """The process of ours that was started with exactly these arguments.

    Raises:
        ProcessLookupError: there is none.
    """
    wanted = b"".join(arg.encode() + b"\0" for arg in argv)
    for pid in _children(os.getpid()):
        if Path(f"/proc/{pid}/cmdline").read_bytes() == wanted:
            return pid
    raise ProcessLookupError(f"nothing runs as {' '.join(argv)}")


def usage(pid: int) -> Usage:
    """What the process and its descendants take."""
    own = Usage(_resident(pid), _processor(pid))
    for child in _children(pid):
        more = usage(child)
        own = Usage(own.resident + more.resident, own.processor + more.processor)
    return own


def _children(pid: int) -> list[int]:
    threads = Path(f"/proc/{pid}/task").iterdir()
    return [int(child) for thread in threads for child in (thread / "children").read_text().split()]


def _resident(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    kib = next(line.split()[1] for line in lines if line.startswith("VmRSS:"))
    return int(kib) * 1024


def _processor(pid: int) -> float:
    # The name, in parentheses, may hold spaces: count from behind it.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[_UTIME - 2]) + int(fields[_STIME - 2])) / _TICKS
