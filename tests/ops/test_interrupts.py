"""Requests to end a command, and what counts as one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.interrupts import SIGNALS, Asked, Interrupts
from scripts.workspace import CHECKOUT
from tests.ops.parts import alive, wait_for

CHILD = """
import os, sys, time
from pathlib import Path
from scripts.interrupts import Interrupts
interrupts = Interrupts(os.getppid())
interrupts.listen()
Path(sys.argv[1]).write_text(str(os.getpid()))
while True:
    interrupts.check()
    time.sleep(0.02)
"""


def test_nothing_happens_while_nobody_asks() -> None:
    Interrupts(os.getppid()).check()


def test_a_signal_is_noticed_at_the_next_check() -> None:
    before = {number: signal.getsignal(number) for number in SIGNALS}
    interrupts = Interrupts()
    interrupts.listen()
    try:
        os.kill(os.getpid(), signal.SIGTERM)
        with pytest.raises(Asked):
            interrupts.check()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def test_a_command_ends_with_the_make_that_started_it(tmp_path: Path) -> None:
    # The shell stands for make: a process in between that can be killed.
    note = tmp_path / "pid"
    inner = f"{sys.executable} -c '{CHILD}' {note} & wait"
    shell = subprocess.Popen(["/bin/sh", "-c", inner], cwd=CHECKOUT, stderr=subprocess.DEVNULL)
    wait_for(lambda: note.exists() and bool(note.read_text()), "the command to start")
    shell.kill()
    shell.wait()
    wait_for(lambda: not alive(int(note.read_text())), "the command to end")
