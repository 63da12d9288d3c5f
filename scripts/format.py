"""`make format`: writes the formatting that `make check` asks for."""

from __future__ import annotations

import os
import sys

from scripts.bootstrap import only_one, open_bootstrap
from scripts.console import Console, StepError, report
from scripts.suites import Suite, run_suites
from scripts.web_build import install_packages, with_node
from scripts.workspace import open_workspace


def main() -> int:
    """0 when everything could be formatted."""
    workspace, console = open_workspace(), Console()
    bootstrap = open_bootstrap(workspace, console)
    web = workspace.root / "web"
    try:
        with only_one(workspace, console):
            ruff = str(bootstrap.service(tests=True).parent / "ruff")
            node = bootstrap.node()
            install_packages(bootstrap.machine, workspace, node)
    except StepError as error:
        report(error)
        return 1
    env = with_node(os.environ, node)
    commands = {
        "import order": [ruff, "check", "--select", "I", "--fix", "."],
        "Python": [ruff, "format", "."],
    }
    suites = [Suite(name, argv, workspace.root, env) for name, argv in commands.items()]
    biome = [str(node / "npm"), "exec", "biome", "--", "check", "--write", "."]
    return run_suites([*suites, Suite("web", biome, web, env)], console)


if __name__ == "__main__":
    sys.exit(main())
