"""uv: tried, not just looked for, and made when there is none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from scripts.console import StepError
from scripts.find_uv import find_uv
from scripts.workspace import Workspace
from tests.ops.fakes import FAILING_SHIM, ScriptedMachine, program, script


def _target(argv: Sequence[str]) -> Path:
    return Path(argv[list(argv).index("--target") + 1])


def _install_into_target(argv: Sequence[str]) -> None:
    program(_target(argv) / "bin" / "uv", "uv 0.13.9")


def test_a_working_uv_on_the_path_is_used(machine: ScriptedMachine, workspace: Workspace) -> None:
    uv = program(machine.programs / "uv", "uv 0.13.9 (linux)")
    assert find_uv(machine, workspace) == str(uv)
    assert machine.steps == []


def test_a_shim_that_fails_is_passed_over_for_the_next_uv_on_the_path(
    machine: ScriptedMachine, workspace: Workspace
) -> None:
    script(machine.programs / "shims" / "uv", FAILING_SHIM)
    uv = program(machine.programs / "uv", "uv 0.13.9")
    machine.environ["PATH"] = f"{machine.programs}/shims:{machine.environ['PATH']}"
    assert find_uv(machine, workspace) == str(uv)


def test_a_uv_too_old_for_the_steps_is_passed_over(
    machine: ScriptedMachine, workspace: Workspace
) -> None:
    program(machine.programs / "uv", "uv 0.1.44")
    machine.effects["Installing uv"] = _install_into_target
    assert find_uv(machine, workspace) == str(workspace.tools / "uv/bin/uv")


def test_pip_installs_the_pinned_uv_by_hash_when_the_only_one_is_a_failing_shim(
    machine: ScriptedMachine, workspace: Workspace
) -> None:
    script(machine.programs / "uv", FAILING_SHIM)
    machine.effects["Installing uv"] = _install_into_target
    assert find_uv(machine, workspace) == str(workspace.tools / "uv/bin/uv")
    assert "--require-hashes" in machine.commands[0]
    assert str(workspace.requirements("uv")) in machine.commands[0]


def test_a_uv_made_before_is_used_again(machine: ScriptedMachine, workspace: Workspace) -> None:
    uv = program(workspace.tools / "uv/bin/uv", "uv 0.13.9")
    assert find_uv(machine, workspace) == str(uv)
    assert machine.steps == []


def test_a_virtual_environment_serves_where_this_python_has_no_pip(
    machine: ScriptedMachine, workspace: Workspace
) -> None:
    machine.refused = lambda argv: list(argv[1:]) == ["-m", "pip", "--version"]

    def install_beside_python(argv: Sequence[str]) -> None:
        program(Path(argv[0]).parent / "uv", "uv 0.13.9")

    machine.effects["Installing uv"] = install_beside_python
    assert find_uv(machine, workspace) == str(workspace.tools / "uv-venv/bin/uv")


def _without_pip_and_venv(argv: Sequence[str]) -> bool:
    return list(argv[1:3]) in (["-m", "pip"], ["-m", "venv"])


def test_root_on_debian_installs_pip_first_where_python_has_neither_pip_nor_venv(
    machine: ScriptedMachine, workspace: Workspace
) -> None:
    machine.refused = _without_pip_and_venv
    machine.root = True
    program(machine.programs / "apt-get")
    machine.effects["Refreshing"] = lambda argv: None
    machine.effects["Installing python3-pip"] = lambda argv: None
    machine.effects["Installing uv"] = _install_into_target
    assert find_uv(machine, workspace) == str(workspace.tools / "uv/bin/uv")
    assert machine.commands[1][-2:] == ["python3-pip", "python3-venv"]


def test_without_any_way_to_a_uv_one_sentence_says_what_to_install(
    machine: ScriptedMachine, workspace: Workspace
) -> None:
    machine.refused = _without_pip_and_venv
    with pytest.raises(StepError, match="install python3-pip and python3-venv"):
        find_uv(machine, workspace)
