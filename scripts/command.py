"""What every `make` command has in common: one workspace, one console, one way to fail."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from scripts.bootstrap import Bootstrap
from scripts.console import Console, StepError, report
from scripts.interrupts import Asked, Interrupts
from scripts.machine import Machine
from scripts.workspace import Workspace, open_workspace

ENDED_BY_REQUEST = 130
PAUSE_SECONDS = 0.2


@dataclass(frozen=True)
class Command:
    """The tools of a running command."""

    workspace: Workspace
    console: Console
    machine: Machine
    bootstrap: Bootstrap
    interrupts: Interrupts

    @contextmanager
    def only_one(self) -> Iterator[None]:
        """Keeps two set-ups of one checkout from working at the same time; the second waits."""
        self.workspace.tools.mkdir(exist_ok=True)
        with (self.workspace.tools / "lock").open("w") as lock:
            step = None
            while not _locked(lock.fileno()):
                step = step or self.console.step("Waiting for another make in this checkout")
                self.interrupts.check()
                time.sleep(PAUSE_SECONDS)
                step.tick("")
            yield


def _locked(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def run_command(body: Callable[[Command], int], environ: Mapping[str, str] = os.environ) -> int:
    """Runs `body` and returns its exit code; failures become one sentence and code 1."""
    # A make that was killed leaves nobody who could end this command.
    interrupts = Interrupts(os.getppid() if "MAKELEVEL" in environ else None)
    interrupts.listen()
    workspace, console = open_workspace(environ), Console()
    machine = Machine(console, workspace.logs, environ, interrupts.check)
    bootstrap = Bootstrap(machine, workspace)
    try:
        return body(Command(workspace, console, machine, bootstrap, interrupts))
    except StepError as error:
        report(error)
    except OSError as error:
        report(StepError(f"{error.filename or 'a file'} cannot be used: {error.strerror}."))
    except Asked:
        console.say("Ended.")
        return ENDED_BY_REQUEST
    return 1
