"""Finds or makes each part of the tool chain at first need."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from scripts import environments
from scripts.find_chromium import find_chromium
from scripts.find_node import find_node
from scripts.find_uv import find_uv
from scripts.machine import Machine
from scripts.workspace import Workspace


class Bootstrap:
    """Gives the tools of a checkout, making those that are missing or out of date."""

    def __init__(self, machine: Machine, workspace: Workspace) -> None:
        self._machine = machine
        self._workspace = workspace
        self._uv = lru_cache(maxsize=1)(lambda: find_uv(machine, workspace))

    def uv(self) -> str:
        """A uv that works."""
        return self._uv()

    def service(self, *, tests: bool = False) -> Path:
        """The Python of `.venv`; `tests` adds the test packages."""
        return self._environment(environments.SERVICE, tests)

    def assistant(self, *, tests: bool = False) -> Path:
        """The Python of `.venv-assistant`; `tests` adds the test packages."""
        return self._environment(environments.ASSISTANT, tests)

    def node(self) -> Path:
        """The folder with node and npm."""
        return find_node(self._machine, self._workspace, self.uv)

    def chromium(self) -> str:
        """The path of a Chromium for the browser tests."""
        python = environments.interpreter(self._workspace, environments.SERVICE)
        return find_chromium(self._machine, self._workspace, lambda: str(python))

    def _environment(self, environment: environments.Environment, tests: bool) -> Path:
        return environments.ensure(
            self._machine, self._workspace, environment, self.uv, tests=tests
        )
