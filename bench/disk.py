"""What one durable write costs on this disk: the store makes two a turn before it answers."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from time import perf_counter

from bench.stats import quantile

WRITES = 200
PAGE = b"\0" * 4096
"""SQLite's page: what a small transaction adds to its log at the least."""


def durable_write(folder: Path) -> float:
    """Median seconds of one page written and flushed (fdatasync) in `folder`."""
    times = []
    with tempfile.TemporaryFile(dir=folder) as file:
        for place in range(WRITES):
            start = perf_counter()
            os.pwrite(file.fileno(), PAGE, place * len(PAGE))
            os.fdatasync(file.fileno())
            times.append(perf_counter() - start)
    return quantile(times, 0.5)
