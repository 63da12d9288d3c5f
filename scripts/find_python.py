"""Finds a Python of a given version that works, or has uv fetch one into .tools/."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from scripts.console import StepError
from scripts.machine import Machine
from scripts.workspace import Workspace

PROBE = (
    "import sys, ssl, sqlite3, zlib, ctypes; print('%d.%d' % sys.version_info[:2], sys.executable)"
)
"""Imports what a Python built without its libraries would lack."""


def find_python(machine: Machine, workspace: Workspace, version: str, uv: Callable[[], str]) -> str:
    """The executable of a working Python `version` ("3.12"); `uv` is only asked when none is."""
    for candidate in _candidates(machine, workspace, version):
        found = _executable(machine, candidate, version)
        if found:
            return found
    _fetch(machine, workspace, version, uv())
    for candidate in _fetched(workspace, version):
        found = _executable(machine, candidate, version)
        if found:
            return found
    raise StepError(f"uv fetched Python {version}, but it does not run on this machine.")


def _candidates(machine: Machine, workspace: Workspace, version: str) -> list[str]:
    pyenv = Path(machine.environ.get("PYENV_ROOT") or machine.home / ".pyenv")
    from_pyenv = sorted(pyenv.glob(f"versions/{version}.*/bin/python{version}"), reverse=True)
    names = [f"python{version}", "python3", "python"]
    on_path = [hit for name in names for hit in machine.which_all(name)]
    return [*on_path, *map(str, from_pyenv), *_fetched(workspace, version)]


def _fetched(workspace: Workspace, version: str) -> list[str]:
    folder = workspace.tools / "python"
    return sorted(map(str, folder.glob(f"cpython-{version}*/bin/python{version}")), reverse=True)


def _executable(machine: Machine, candidate: str, version: str) -> str | None:
    found, _, executable = (machine.answer([candidate, "-c", PROBE]) or "").partition(" ")
    return executable if found == version else None


def _fetch(machine: Machine, workspace: Workspace, version: str, uv: str) -> None:
    folder = workspace.tools / "python"
    try:
        machine.run(
            f"Fetching Python {version}",
            [uv, "python", "install", "--no-config", version],
            f"python-{version}",
            env={"UV_PYTHON_INSTALL_DIR": str(folder), "UV_PYTHON_INSTALL_BIN": "0"},
        )
    except StepError as failure:
        raise StepError(
            f"Python {version} is needed and was neither found nor could be fetched: "
            f"install it (with pyenv: pyenv install {version}) and try again.",
            failure.log,
        ) from failure
