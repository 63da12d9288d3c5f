"""Python 3.10 and 3.12: any that works is used, otherwise uv fetches one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from scripts.console import StepError
from scripts.find_python import find_python
from scripts.workspace import Workspace
from tests.ops.fakes import FAILING_SHIM, ScriptedMachine, program, script


def _no_uv() -> str:
    pytest.fail("a Python was there, so uv must not be asked")


def test_the_interpreter_itself_is_used_and_not_the_shim_in_front_of_it(
    machine: ScriptedMachine, workspace: Workspace
) -> None:
    program(machine.programs / "python3.12", "3.12 /real/python3.12")
    assert find_python(machine, workspace, "3.12", _no_uv) == "/real/python3.12"


def test_a_failing_pyenv_shim_is_passed_over_for_the_version_pyenv_has(
    machine: ScriptedMachine, workspace: Workspace, tmp_path: Path
) -> None:
    script(machine.programs / "python3.10", FAILING_SHIM)
    machine.environ["PYENV_ROOT"] = str(tmp_path / "pyenv")
    real = tmp_path / "pyenv/versions/3.10.13/bin/python3.10"
    program(real, f"3.10 {real}")
    assert find_python(machine, workspace, "3.10", _no_uv) == str(real)


def test_a_python3_of_another_version_does_not_pass_for_the_one_asked_for(
    machine: ScriptedMachine, workspace: Workspace
) -> None:
    program(machine.programs / "python3.12", "3.11 /usr/bin/python3.11")
    program(machine.programs / "python3", "3.12 /opt/python3.12")
    assert find_python(machine, workspace, "3.12", _no_uv) == "/opt/python3.12"


def test_uv_fetches_a_python_into_tools_where_there_is_none(
    machine: ScriptedMachine, workspace: Workspace
) -> None:
    fetched = workspace.tools / "python/cpython-3.10.19-linux/bin/python3.10"

    def fetch(argv: Sequence[str]) -> None:
        program(fetched, f"3.10 {fetched}")

    machine.effects["Fetching Python 3.10"] = fetch
    assert find_python(machine, workspace, "3.10", lambda: "/tools/uv") == str(fetched)
    assert machine.commands[0][0] == "/tools/uv"


def test_a_python_that_cannot_be_fetched_is_named_in_one_sentence(
    machine: ScriptedMachine, workspace: Workspace
) -> None:
    with pytest.raises(StepError, match=r"Python 3\.10 is needed .* pyenv install 3\.10"):
        find_python(machine, workspace, "3.10", lambda: "/tools/uv")
