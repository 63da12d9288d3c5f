"""`make test` and `make test-fast`: sets up what the tests need and runs all of them.

`--fast` leaves out what needs Rasa or a browser.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from scripts.command import Command, run_command
from scripts.suites import Suite, run_suites
from scripts.train_assistant import quiet_rasa, train
from scripts.web_build import build, install_packages, with_node
from scripts.workspace import Workspace

OF_ASSISTANT = ("tests/bot", "tests/actions")
"""Folders whose tests run in the assistant's environment."""

SLOW = ("tests/e2e",)
"""Folders that need Rasa or a browser, besides those above."""


def service_suite(workspace: Workspace, python: Path, env: dict[str, str], fast: bool) -> Suite:
    """Everything that runs in the service's environment."""
    left_out = (*OF_ASSISTANT, *SLOW) if fast else OF_ASSISTANT
    folders = sorted(
        str(folder.relative_to(workspace.root))
        for folder in (workspace.root / "tests").iterdir()
        if folder.is_dir() and any(folder.glob("**/test_*.py"))
    )
    chosen = [folder for folder in folders if folder not in left_out]
    argv = [str(python), "-m", "pytest", *chosen]
    return Suite("tests of the service", argv, workspace.root, env)


def assistant_suite(workspace: Workspace, python: Path, env: dict[str, str]) -> Suite:
    """Everything that runs beside Rasa."""
    chosen = [folder for folder in OF_ASSISTANT if (workspace.root / folder).is_dir()]
    argv = [str(python), "-m", "pytest", *chosen]
    env = {**env, **quiet_rasa(workspace)}
    return Suite("tests of the assistant", argv, workspace.root, env)


def prepare(command: Command, environ: Mapping[str, str], *, fast: bool) -> list[Suite]:
    """Sets up what the suites need and returns them, quickest first."""
    workspace, machine, bootstrap = command.workspace, command.machine, command.bootstrap
    service = bootstrap.service(tests=True)
    node = bootstrap.node()
    env = with_node(environ, node)
    web = Suite("tests of the web parts", [str(node / "npm"), "test"], workspace.root / "web", env)
    if fast:
        install_packages(machine, workspace, node)
        return [web, service_suite(workspace, service, env, fast)]
    build(machine, workspace, lambda: node)
    env["CHROMIUM"] = bootstrap.chromium()
    assistant = bootstrap.assistant(tests=True)
    train(machine, workspace, assistant)
    return [
        web,
        assistant_suite(workspace, assistant, env),
        service_suite(workspace, service, env, fast),
    ]


def main(arguments: list[str]) -> int:
    """0 when everything passed."""
    # Settings of a run in this shell must not reach the tests.
    environ = {name: value for name, value in os.environ.items() if name[:6] != "BATON_"}

    def body(command: Command) -> int:
        with command.only_one():
            suites = prepare(command, environ, fast="--fast" in arguments)
        return run_suites(command, suites)

    return run_command(body, environ)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
