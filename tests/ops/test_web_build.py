"""The web parts are built when their sources changed, and only then."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.web_build import BUILT, build
from scripts.workspace import Workspace
from tests.ops.fakes import ScriptedMachine

INSTALL, BUILD = "Installing the web packages", "Building the web parts"


@pytest.fixture
def web(workspace: Workspace, machine: ScriptedMachine) -> Path:
    """A web folder on a machine where npm works."""
    folder = workspace.root / "web"
    (folder / "widget/src").mkdir(parents=True)
    for name in ("package.json", "package-lock.json", "widget/package.json", "widget/src/a.ts"):
        (folder / name).write_text("{}")

    def make_dist() -> None:
        for name in BUILT:
            (folder / "dist" / name).mkdir(parents=True, exist_ok=True)

    machine.effects[INSTALL] = lambda argv: (folder / "node_modules").mkdir(exist_ok=True)
    machine.effects[BUILD] = lambda argv: make_dist()
    return folder


def _build(machine: ScriptedMachine, workspace: Workspace) -> list[str]:
    machine.steps.clear()
    build(machine, workspace, lambda: Path("/node/bin"))
    return list(machine.steps)


@pytest.mark.usefixtures("web")
def test_a_fresh_checkout_installs_and_builds_once(
    machine: ScriptedMachine, workspace: Workspace
) -> None:
    assert _build(machine, workspace) == [INSTALL, BUILD]
    assert _build(machine, workspace) == []


def test_a_changed_source_builds_without_installing(
    machine: ScriptedMachine, workspace: Workspace, web: Path
) -> None:
    _build(machine, workspace)
    (web / "widget/src/a.ts").write_text("export {}")
    assert _build(machine, workspace) == [BUILD]


def test_a_changed_lock_file_installs_too(
    machine: ScriptedMachine, workspace: Workspace, web: Path
) -> None:
    _build(machine, workspace)
    (web / "package-lock.json").write_text('{"lockfileVersion": 3}')
    assert _build(machine, workspace) == [INSTALL, BUILD]


def test_a_build_folder_that_was_removed_is_built_again(
    machine: ScriptedMachine, workspace: Workspace, web: Path
) -> None:
    _build(machine, workspace)
    (web / "dist/desk").rmdir()
    assert _build(machine, workspace) == [BUILD]
