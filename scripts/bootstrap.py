"""Finds or makes what this checkout needs: `any-python -m scripts.bootstrap [part ...]`.

Parts: service, assistant, node, chromium; `tests` adds the test packages. Without a part,
everything that `make test` needs.
"""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from scripts import environments
from scripts.console import Console, StepError, report
from scripts.find_chromium import find_chromium
from scripts.find_node import find_node
from scripts.find_uv import find_uv
from scripts.machine import Machine
from scripts.workspace import Workspace, open_workspace

PARTS = ("service", "assistant", "node", "chromium")


class Bootstrap:
    """Gives each part of the tool chain, making it at first need."""

    def __init__(self, machine: Machine, workspace: Workspace) -> None:
        self.machine = machine
        self._workspace = workspace
        self._uv = lru_cache(maxsize=1)(lambda: find_uv(machine, workspace))

    def uv(self) -> str:
        """A uv that works."""
        return self._uv()

    def service(self, *, tests: bool = False) -> Path:
        """The Python of `.venv`."""
        return self._environment(environments.SERVICE, tests)

    def assistant(self, *, tests: bool = False) -> Path:
        """The Python of `.venv-assistant`."""
        return self._environment(environments.ASSISTANT, tests)

    def node(self) -> Path:
        """The folder with node and npm."""
        return find_node(self.machine, self._workspace, self.uv)

    def chromium(self) -> str:
        """The path of a Chromium for the browser tests."""
        python = environments.interpreter(self._workspace, environments.SERVICE)
        return find_chromium(self.machine, self._workspace, lambda: str(python))

    def _environment(self, environment: environments.Environment, tests: bool) -> Path:
        return environments.ensure(self.machine, self._workspace, environment, self.uv, tests=tests)


def open_bootstrap(
    workspace: Workspace, console: Console, environ: Mapping[str, str] = os.environ
) -> Bootstrap:
    """The bootstrap of the real machine."""
    return Bootstrap(Machine(console, workspace.logs, environ), workspace)


@contextmanager
def only_one(workspace: Workspace, console: Console) -> Iterator[None]:
    """Keeps two set-ups of one checkout from working at the same time; the second one waits."""
    workspace.tools.mkdir(exist_ok=True)
    with (workspace.tools / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            console.say("Another make is setting this checkout up; waiting for it ...")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main(arguments: list[str]) -> int:
    """Sets up the named parts; 0 when they are ready."""
    unknown = set(arguments) - {*PARTS, "tests"}
    if unknown:
        print(f"bootstrap: no such part: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    tests = "tests" in arguments
    parts = [name for name in arguments if name != "tests"]
    workspace, console = open_workspace(), Console()
    bootstrap = open_bootstrap(workspace, console)
    try:
        with only_one(workspace, console):
            _make_parts(bootstrap, parts or list(PARTS), tests=tests or not parts)
    except StepError as failure:
        report(failure)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _make_parts(bootstrap: Bootstrap, parts: list[str], *, tests: bool) -> None:
    if "service" in parts:
        bootstrap.service(tests=tests)
    if "node" in parts:
        bootstrap.node()
    if "chromium" in parts:
        bootstrap.chromium()
    if "assistant" in parts:
        bootstrap.assistant(tests=tests)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
