"""A part for the supervisor's tests: writes its process id, and its child's, then sleeps.

Arguments: file for the ids, `stubborn` to ignore SIGTERM, `child` to start a child that ignores it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

SLEEP = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"


def main(ids: Path, *kinds: str) -> None:
    """Sleeps for longer than any test."""
    pids = [str(os.getpid())]
    if "stubborn" in kinds:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if "child" in kinds:
        pids.append(str(subprocess.Popen([sys.executable, "-c", SLEEP]).pid))
    draft = ids.with_suffix(".new")
    draft.write_text(" ".join(pids))
    draft.replace(ids)
    time.sleep(600)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
