"""`make check`: linters, formatters and type checkers of both languages."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from scripts.bootstrap import Bootstrap, only_one, open_bootstrap
from scripts.console import Console, StepError, report
from scripts.suites import Suite, run_suites
from scripts.web_build import install_packages, with_node
from scripts.workspace import Workspace, open_workspace


def prepare(workspace: Workspace, bootstrap: Bootstrap) -> list[Suite]:
    """Sets up what the checks need and returns them."""
    python = bootstrap.service(tests=True)
    node = bootstrap.node()
    install_packages(bootstrap.machine, workspace, node)
    env = with_node(os.environ, node)
    tools = python.parent
    commands = {
        "ruff": [str(tools / "ruff"), "check", "."],
        "ruff format": [str(tools / "ruff"), "format", "--check", "."],
        "mypy": [str(python), "-m", "mypy"],
        "import-linter": [str(tools / "lint-imports"), "--no-cache"],
    }
    suites = [Suite(name, argv, workspace.root, env) for name, argv in commands.items()]
    web: Path = workspace.root / "web"
    return [*suites, Suite("tsc and biome", [str(node / "npm"), "run", "check"], web, env)]


def main() -> int:
    """0 when nothing was found."""
    workspace, console = open_workspace(), Console()
    bootstrap = open_bootstrap(workspace, console)
    try:
        with only_one(workspace, console):
            suites = prepare(workspace, bootstrap)
        return run_suites(suites, console)
    except StepError as failure:
        report(failure)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
