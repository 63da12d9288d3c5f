"""`make format`: writes the formatting that `make check` asks for."""

from __future__ import annotations

import os
import sys

from scripts.command import Command, run_command
from scripts.suites import Suite, run_suites
from scripts.web_build import install_packages, with_node


def _format(command: Command) -> int:
    root = command.workspace.root
    with command.only_one():
        ruff = str(command.bootstrap.service(tests=True).parent / "ruff")
        node = command.bootstrap.node()
        install_packages(command.machine, command.workspace, node)
    env = with_node(os.environ, node)
    commands = {
        "import order": [ruff, "check", "--select", "I", "--fix", "."],
        "Python": [ruff, "format", "."],
    }
    suites = [Suite(name, argv, root, env) for name, argv in commands.items()]
    biome = [str(node / "npm"), "exec", "biome", "--", "check", "--write", "."]
    return run_suites(command, [*suites, Suite("web", biome, root / "web", env)])


if __name__ == "__main__":
    sys.exit(run_command(_format))
