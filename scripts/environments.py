"""The two Python environments: made from locked requirements, synced only when those change."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from scripts.console import StepError
from scripts.find_python import find_python
from scripts.machine import Machine
from scripts.stamps import digest_of, read_stamp, write_stamp
from scripts.workspace import Workspace

GIB = 1024**3


@dataclass(frozen=True)
class Environment:
    """A virtual environment: for running (`base`) or for testing too (`full`, a superset)."""

    folder: str
    python: str
    base: str
    full: str
    needs_bytes: int


SERVICE = Environment(".venv", "3.12", "service", "dev", 1 * GIB)
ASSISTANT = Environment(".venv-assistant", "3.10", "assistant", "assistant-dev", 4 * GIB)


def interpreter(workspace: Workspace, environment: Environment) -> Path:
    """Where the environment's Python is."""
    return workspace.root / environment.folder / "bin" / "python"


def ensure(
    machine: Machine,
    workspace: Workspace,
    environment: Environment,
    uv: Callable[[], str],
    *,
    tests: bool,
) -> Path:
    """Makes or syncs the environment if it has to be; returns its Python.

    An environment that once had the test packages keeps them, so that `make run` and
    `make test` in turn do not install and remove the same things.
    """
    python = interpreter(workspace, environment)
    stamp_file = workspace.root / environment.folder / "baton-stamp.json"
    stamp = read_stamp(stamp_file)
    works = machine.answer([str(python), "-c", _PROBE]) == environment.python
    # One without a stamp was made by hand: nothing that may be wanted is removed from it.
    had_tests = stamp.get("tests", works)
    name = environment.full if tests or had_tests else environment.base
    wanted = _wanted(workspace, environment, name)
    if works and stamp == wanted:
        return python
    _check_space(machine, workspace, environment)
    if not works or stamp.get("folder", wanted["folder"]) != wanted["folder"]:
        _make(machine, workspace, environment, uv)
    # Should the installation be cut off, it is done again.
    write_stamp(stamp_file, {**wanted, "digest": None})
    machine.run(
        f"Installing {environment.folder} (requirements/{name}.txt)",
        [uv(), *_SYNC, str(python), str(workspace.requirements(name))],
        environment.folder.lstrip("."),
        append=True,
    )
    write_stamp(stamp_file, wanted)
    return python


# Compiled once here and not at every start: Rasa then starts in half the time, also where
# PYTHONDONTWRITEBYTECODE keeps Python from doing it itself.
_SYNC = ("pip", "sync", "--no-config", "--require-hashes", "--compile-bytecode", "--python")
_PROBE = "import sys; print('%d.%d' % sys.version_info[:2])"


def _wanted(workspace: Workspace, environment: Environment, name: str) -> dict[str, object]:
    return {
        "folder": str(workspace.root / environment.folder),
        "digest": digest_of(workspace.root, [workspace.requirements(name)]),
        "tests": name == environment.full,
        "sync": " ".join(_SYNC),
    }


def _make(
    machine: Machine, workspace: Workspace, environment: Environment, uv: Callable[[], str]
) -> None:
    base = find_python(machine, workspace, environment.python, uv)
    folder = workspace.root / environment.folder
    shutil.rmtree(folder, ignore_errors=True)
    command = [uv(), "venv", "--no-config", "--no-project", "--python", base, str(folder)]
    machine.run(f"Making {environment.folder}", command, environment.folder.lstrip("."))


def _check_space(machine: Machine, workspace: Workspace, environment: Environment) -> None:
    """Fails early: packages are unpacked into uv's cache and linked or copied from there."""
    cache = Path(machine.environ.get("XDG_CACHE_HOME") or machine.home / ".cache") / "uv"
    for place in (workspace.root, Path(machine.environ.get("UV_CACHE_DIR") or cache)):
        free = machine.free_bytes(place)
        if free < environment.needs_bytes:
            raise StepError(
                f"{environment.folder} needs {environment.needs_bytes / GIB:.0f} GiB of disk and "
                f"{free / GIB:.1f} GiB are free at {place}: free some space and try again."
            )
