"""`make check`: linters, formatters and type checkers of both languages."""

from __future__ import annotations

import os
import sys

from scripts.command import Command, run_command
from scripts.suites import Suite, run_suites
from scripts.web_build import install_packages, with_node


def prepare(command: Command) -> list[Suite]:
    """Sets up what the checks need and returns them."""
    root = command.workspace.root
    python = command.bootstrap.service(tests=True)
    node = command.bootstrap.node()
    install_packages(command.machine, command.workspace, node)
    env = with_node(os.environ, node)
    tools = python.parent
    commands = {
        "ruff": [str(tools / "ruff"), "check", "."],
        "ruff format": [str(tools / "ruff"), "format", "--check", "."],
        "mypy": [str(python), "-m", "mypy"],
        "import-linter": [str(tools / "lint-imports"), "--no-cache"],
    }
    suites = [Suite(name, argv, root, env) for name, argv in commands.items()]
    return [*suites, Suite("tsc and biome", [str(node / "npm"), "run", "check"], root / "web", env)]


def _check(command: Command) -> int:
    with command.only_one():
        suites = prepare(command)
    return run_suites(command, suites)


if __name__ == "__main__":
    sys.exit(run_command(_check))
