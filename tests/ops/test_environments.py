"""Environments: installed when their requirements changed, and only then."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from scripts.console import StepError
from scripts.environments import ASSISTANT, SERVICE, Environment, ensure
from scripts.workspace import Workspace
from tests.ops.fakes import GIB, ScriptedMachine, program


@pytest.fixture
def ready(machine: ScriptedMachine) -> ScriptedMachine:
    """A machine with both Pythons, a uv and a registry."""
    for version in ("3.10", "3.12"):
        program(machine.programs / f"python{version}", f"{version} /usr/bin/python{version}")

    def make(argv: Sequence[str]) -> None:
        folder = Path(argv[-1])
        version = "3.10" if folder.name == ".venv-assistant" else "3.12"
        program(folder / "bin" / "python", version)

    machine.effects["Making"] = make
    machine.effects["Installing"] = lambda argv: None
    return machine


def _ensure(
    machine: ScriptedMachine,
    workspace: Workspace,
    environment: Environment = SERVICE,
    *,
    tests: bool = False,
) -> list[str]:
    """Ensures the environment; what steps that took."""
    machine.steps.clear()
    ensure(machine, workspace, environment, lambda: "uv", tests=tests)
    return list(machine.steps)


def test_a_fresh_checkout_makes_the_environment_and_installs_by_hash(
    ready: ScriptedMachine, workspace: Workspace
) -> None:
    assert _ensure(ready, workspace) == [
        "Making .venv",
        "Installing .venv (requirements/service.txt)",
    ]
    assert "--require-hashes" in ready.commands[-1]


def test_nothing_is_done_again_while_the_requirements_stay_the_same(
    ready: ScriptedMachine, workspace: Workspace
) -> None:
    _ensure(ready, workspace)
    assert _ensure(ready, workspace) == []


def test_changed_requirements_are_installed_into_the_same_environment(
    ready: ScriptedMachine, workspace: Workspace
) -> None:
    _ensure(ready, workspace)
    workspace.requirements("service").write_text("httpx==1\n")
    assert _ensure(ready, workspace) == ["Installing .venv (requirements/service.txt)"]


def test_an_environment_with_the_test_packages_keeps_them_when_only_running(
    ready: ScriptedMachine, workspace: Workspace
) -> None:
    _ensure(ready, workspace)
    assert _ensure(ready, workspace, tests=True) == ["Installing .venv (requirements/dev.txt)"]
    assert _ensure(ready, workspace) == []


def test_an_installation_that_was_cut_off_is_done_again(
    ready: ScriptedMachine, workspace: Workspace
) -> None:
    _ensure(ready, workspace)
    workspace.requirements("service").write_text("httpx==1\n")
    del ready.effects["Installing"]
    with pytest.raises(StepError):
        _ensure(ready, workspace)
    ready.effects["Installing"] = lambda argv: None
    assert _ensure(ready, workspace) == ["Installing .venv (requirements/service.txt)"]


def test_an_environment_made_by_hand_keeps_its_test_packages(
    ready: ScriptedMachine, workspace: Workspace
) -> None:
    program(workspace.root / ".venv/bin/python", "3.12")
    assert _ensure(ready, workspace) == ["Installing .venv (requirements/dev.txt)"]


def test_an_environment_whose_python_is_gone_is_made_anew(
    ready: ScriptedMachine, workspace: Workspace
) -> None:
    _ensure(ready, workspace)
    (workspace.root / ".venv/bin/python").unlink()
    assert _ensure(ready, workspace)[0] == "Making .venv"


def test_a_checkout_that_was_moved_makes_its_environment_anew(
    ready: ScriptedMachine, workspace: Workspace, tmp_path: Path
) -> None:
    _ensure(ready, workspace)
    moved = workspace.root.rename(tmp_path / "moved")
    assert _ensure(ready, Workspace(moved, moved / "var"))[0] == "Making .venv"


def test_too_little_disk_is_said_before_anything_is_installed(
    ready: ScriptedMachine, workspace: Workspace
) -> None:
    ready.free = 2 * GIB
    with pytest.raises(StepError, match=r"\.venv-assistant needs 4 GiB .* 2\.0 GiB are free"):
        _ensure(ready, workspace, ASSISTANT)
    assert ready.steps == []
