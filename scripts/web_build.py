"""Builds the widget, the desk and the demo page when their sources changed."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from scripts.console import StepError
from scripts.machine import Machine
from scripts.stamps import digest_of, read_stamp, write_stamp
from scripts.workspace import Workspace

BUILT = ("widget", "desk", "demo")
NEEDS_BYTES = 500 * 1024**2


def with_node(environ: Mapping[str, str], node: Path) -> dict[str, str]:
    """The environment in which `npm` and `node` are the ones in the folder `node`."""
    path = os.pathsep.join([str(node), environ.get("PATH", "")])
    return {**environ, "PATH": path, "npm_config_update_notifier": "false"}


def install_packages(machine: Machine, workspace: Workspace, node: Path) -> None:
    """`npm ci`, if package.json files or the lock file changed since the last time."""
    web = workspace.root / "web"
    manifests = [
        web / "package.json",
        web / "package-lock.json",
        *sorted(web.glob("*/package.json")),
    ]
    wanted = {"digest": digest_of(workspace.root, manifests)}
    stamp = web / "node_modules" / ".baton-stamp.json"
    if read_stamp(stamp) == wanted:
        return
    if machine.free_bytes(web) < NEEDS_BYTES:
        raise StepError("The web packages need 0.5 GiB of disk: free some space and try again.")
    machine.run(
        "Installing the web packages",
        [str(node / "npm"), "ci", "--no-audit", "--no-fund"],
        "npm-ci",
        cwd=web,
        env=with_node(machine.environ, node),
    )
    write_stamp(stamp, wanted)


def build(machine: Machine, workspace: Workspace, find_node: Callable[[], Path]) -> None:
    """Brings web/dist up to date; Node is only looked for when there is something to build."""
    web = workspace.root / "web"
    wanted = {"digest": digest_of(workspace.root, [web])}
    stamp = workspace.tools / "stamps" / "web-build.json"
    complete = all((web / "dist" / name).is_dir() for name in BUILT)
    if complete and read_stamp(stamp) == wanted:
        return
    node = find_node()
    install_packages(machine, workspace, node)
    stamp.unlink(missing_ok=True)
    machine.run(
        "Building the web parts",
        [str(node / "npm"), "run", "build"],
        "web-build",
        cwd=web,
        env=with_node(machine.environ, node),
    )
    write_stamp(stamp, wanted)
