"""Finds a uv that works, or makes one in .tools/."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from scripts.console import StepError
from scripts.debian import install_packages
from scripts.machine import Machine
from scripts.workspace import Workspace

OLDEST_UV = (0, 5)
"""Older ones lack options that the steps here use."""


def find_uv(machine: Machine, workspace: Workspace) -> str:
    """The path of a uv that answered when called.

    Order: the PATH (a shim that fails there is passed over), .tools/, pip into .tools/, a
    virtual environment in .tools/, and pip from Debian's packages first when we are root.
    """
    own = [workspace.tools / "uv" / "bin" / "uv", workspace.tools / "uv-venv" / "bin" / "uv"]
    for candidate in [*machine.which_all("uv"), *map(str, own)]:
        if _works(machine, candidate):
            return candidate
    for make in (_by_pip, _by_venv, _by_debian_pip):
        try:
            made = make(machine, workspace)
        except StepError as failure:
            machine.console.say(f"  {failure.sentence}")
            continue
        if made and _works(machine, made):
            return made
    raise StepError(
        "uv, which installs everything else, could not be installed: "
        "check the network, or install python3-pip and python3-venv, and try again.",
        workspace.logs / "uv.log",
    )


def _works(machine: Machine, candidate: str) -> bool:
    answer = machine.answer([candidate, "--version"])
    numbers = re.match(r"uv (\d+)\.(\d+)", answer or "")
    return numbers is not None and (int(numbers[1]), int(numbers[2])) >= OLDEST_UV


def _pip_install(machine: Machine, workspace: Workspace, python: str, *where: str) -> None:
    pinned = str(workspace.requirements("uv"))
    command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += ["--require-hashes", "--only-binary", ":all:", *where, "-r", pinned]
    machine.run("Installing uv", command, "uv", append=True)


def _by_pip(machine: Machine, workspace: Workspace) -> str | None:
    if machine.answer([machine.python, "-m", "pip", "--version"]) is None:
        return None
    target = workspace.tools / "uv"
    shutil.rmtree(target, ignore_errors=True)
    _pip_install(machine, workspace, machine.python, "--target", str(target))
    return str(target / "bin" / "uv")


def _by_venv(machine: Machine, workspace: Workspace) -> str | None:
    folder = workspace.tools / "uv-venv"
    shutil.rmtree(folder, ignore_errors=True)
    if machine.answer([machine.python, "-m", "venv", str(folder)]) is None:
        return None
    python = str(folder / "bin" / "python")
    _pip_install(machine, workspace, python)
    return str(folder / "bin" / "uv")


def _by_debian_pip(machine: Machine, workspace: Workspace) -> str | None:
    if not install_packages(machine, ["python3-pip", "python3-venv"]):
        return None
    target: Path = workspace.tools / "uv"
    shutil.rmtree(target, ignore_errors=True)
    _pip_install(machine, workspace, "/usr/bin/python3", "--target", str(target))
    return str(target / "bin" / "uv")
