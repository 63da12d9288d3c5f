"""A supervisor of sleepers, run as a process of its own so that tests can end it by signal."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from scripts.interrupts import Asked, Interrupts
from scripts.parts import Part
from scripts.supervisor import Supervisor
from scripts.workspace import CHECKOUT
from tests.ops.parts import sleeper


def main(folder: Path) -> None:
    """Keeps a sleeper that ignores SIGTERM and one with a child until a signal asks for the end."""
    interrupts = Interrupts()
    interrupts.listen()
    parts: list[Part] = [sleeper(folder, "one", "stubborn"), sleeper(folder, "two", "child")]
    supervisor = Supervisor(parts, CHECKOUT, print, print, grace=0.3)
    supervisor.start()
    try:
        while True:
            interrupts.check()
            supervisor.tick()
            time.sleep(0.05)
    except Asked:
        pass
    finally:
        supervisor.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
