"""`make test` and `make test-fast`: sets up what the tests need and runs all of them.

`--fast` leaves out what needs Rasa or a browser; paths run only these.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.command import Command, run_command
from scripts.find_chromium import driver_env
from scripts.suites import Suite, run_suites
from scripts.train_assistant import quiet_rasa, train
from scripts.web_build import build, install_packages, with_node
from scripts.workspace import Workspace

OF_ASSISTANT = ("tests/bot", "tests/actions")
"""Folders whose tests run in the assistant's environment."""

OF_BROWSER = ("tests/desk", "tests/e2e", "tests/office", "tests/widget")
"""Folders whose tests need a browser. Each is a run of its own: Playwright keeps an event loop
going for as long as the browser is open, beside which no other test could have one."""

MOST_WORKERS = 4
"""Each worker starts its own PostgreSQL and Redis."""


def paths_with_tests(workspace: Workspace) -> list[str]:
    """Every folder or file of tests right under tests/, as a path from the checkout's root."""
    return sorted(
        str(path.relative_to(workspace.root))
        for path in (workspace.root / "tests").iterdir()
        if path.match("test_*.py") or any(path.glob("**/test_*.py"))
    )


def pytest_suite(
    name: str, workspace: Workspace, python: Path, env: Mapping[str, str], paths: Sequence[str]
) -> list[Suite]:
    """One run of pytest over the paths; none when there is nothing to run."""
    argv = [str(python), "-m", "pytest", *paths]
    return [Suite(name, argv, workspace.root, env)] if paths else []


def service_suite(
    workspace: Workspace, python: Path, env: Mapping[str, str], paths: Sequence[str]
) -> list[Suite]:
    """What needs neither Rasa nor a browser, spread over the processors."""
    workers = str(min(MOST_WORKERS, os.cpu_count() or 1))
    spread = ["--numprocesses", workers, "--dist", "worksteal", *paths] if paths else []
    return pytest_suite("tests of the service", workspace, python, env, spread)


def prepare(command: Command, environ: Mapping[str, str], chosen: Sequence[str]) -> list[Suite]:
    """Sets up what the chosen tests need, everything when none are; quickest suites first."""
    workspace, machine, bootstrap = command.workspace, command.machine, command.bootstrap
    python = bootstrap.service(tests=True)
    node = bootstrap.node()
    env = with_node(environ, node)
    build(machine, workspace, lambda: node)
    env["CHROMIUM"] = bootstrap.chromium()
    env.update(driver_env(machine, str(python), node))
    assistant = bootstrap.assistant(tests=True)
    train(machine, workspace, assistant)
    paths = chosen or paths_with_tests(workspace)
    suites = [] if chosen else [web_suite(workspace, node, env)]
    of_assistant, of_browser, others = sort_out(paths)
    rasa_env = {**env, **quiet_rasa(workspace)}
    suites += pytest_suite("tests of the assistant", workspace, assistant, rasa_env, of_assistant)
    suites += service_suite(workspace, python, env, others)
    for folder in OF_BROWSER:
        there = [path for path in of_browser if path.startswith(folder)]
        suites += pytest_suite(f"{folder} in the browser", workspace, python, env, there)
    return suites


def sort_out(paths: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """The paths that need the assistant's environment, those that need a browser, the others."""
    of_assistant = [path for path in paths if path.startswith(OF_ASSISTANT)]
    of_browser = [path for path in paths if path.startswith(OF_BROWSER)]
    others = [path for path in paths if not path.startswith((*OF_ASSISTANT, *OF_BROWSER))]
    return of_assistant, of_browser, others


def prepare_fast(command: Command, environ: Mapping[str, str]) -> list[Suite]:
    """Sets up the little that the tests without Rasa and browser need."""
    workspace, bootstrap = command.workspace, command.bootstrap
    python = bootstrap.service(tests=True)
    node = bootstrap.node()
    install_packages(command.machine, workspace, node)
    env = with_node(environ, node)
    _, _, paths = sort_out(paths_with_tests(workspace))
    return [
        web_suite(workspace, node, env),
        *service_suite(workspace, python, env, paths),
    ]


def web_suite(workspace: Workspace, node: Path, env: Mapping[str, str]) -> Suite:
    """Vitest over the web parts."""
    npm = str(node / "npm")
    return Suite("tests of the web parts", [npm, "test"], workspace.root / "web", env)


def main(arguments: Sequence[str]) -> int:
    """0 when everything passed."""
    # Settings of a run in this shell must not reach the tests.
    environ = {name: value for name, value in os.environ.items() if name[:6] != "BATON_"}
    chosen = [argument for argument in arguments if argument != "--fast"]

    def body(command: Command) -> int:
        with command.only_one():
            fast = "--fast" in arguments
            suites = prepare_fast(command, environ) if fast else prepare(command, environ, chosen)
        return run_suites(command, suites)

    return run_command(body, environ)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
