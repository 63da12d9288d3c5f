"""Chromium for the browser tests: the system's, Debian's package, Playwright's download."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.console import StepError
from scripts.find_chromium import driver_env, find_chromium
from scripts.workspace import Workspace
from tests.ops.fakes import FAILING_SHIM, ScriptedMachine, program, script

Python = Callable[[], str]


@pytest.fixture
def python(machine: ScriptedMachine, tmp_path: Path) -> Python:
    """A Python whose playwright names a browser that is not downloaded yet."""
    path = program(tmp_path / "python", str(tmp_path / "downloaded/chromium"))
    return lambda: str(path)


def test_a_chromium_of_the_system_is_used(
    machine: ScriptedMachine, workspace: Workspace, python: Python
) -> None:
    chrome = program(machine.programs / "google-chrome", "Google Chrome 140")
    assert find_chromium(machine, workspace, python) == str(chrome)


def test_a_chromium_that_does_not_start_counts_as_absent(
    machine: ScriptedMachine, workspace: Workspace, python: Python
) -> None:
    script(machine.programs / "chromium", FAILING_SHIM)
    with pytest.raises(StepError, match="install the package chromium"):
        find_chromium(machine, workspace, python)


def test_root_on_debian_gets_the_package(
    machine: ScriptedMachine, workspace: Workspace, python: Python
) -> None:
    machine.root = True
    program(machine.programs / "apt-get")
    machine.effects["Refreshing"] = lambda argv: None
    machine.effects["Installing chromium"] = lambda argv: _put(machine.programs / "chromium")
    assert find_chromium(machine, workspace, python) == str(machine.programs / "chromium")


def test_everybody_else_gets_the_download_of_playwright(
    machine: ScriptedMachine, workspace: Workspace, python: Python, tmp_path: Path
) -> None:
    program(machine.programs / "apt-get")
    machine.effects["Fetching Chromium"] = lambda argv: _put(tmp_path / "downloaded/chromium")
    assert find_chromium(machine, workspace, python) == str(tmp_path / "downloaded/chromium")
    assert machine.steps == ["Fetching Chromium"]


def test_a_driver_whose_own_node_does_not_run_gets_ours(
    machine: ScriptedMachine, tmp_path: Path
) -> None:
    broken = str(program(tmp_path / "broken", code=127))
    works = str(program(tmp_path / "works", "Version 1.65.2"))
    node = tmp_path / "node/bin"
    assert driver_env(machine, broken, node) == {"PLAYWRIGHT_NODEJS_PATH": str(node / "node")}
    assert driver_env(machine, works, node) == {}


def _put(path: Path) -> None:
    program(path, "Chromium 140")
