"""`make lock`: renews every locked requirements file and the web lock file.

Extra arguments go to uv, for example `--upgrade`.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

from scripts.bootstrap import only_one, open_bootstrap
from scripts.console import Console, StepError, report
from scripts.web_build import with_node
from scripts.workspace import open_workspace


@dataclass(frozen=True)
class Lock:
    """One requirements file and what it must serve.

    Rasa's metadata holds a Windows marker that pulls a universal resolution down to an old
    NumPy, so the assistant is resolved for the platform that TensorFlow's wheels serve.
    """

    name: str
    python: str
    platform: tuple[str, ...] = ("--universal",)


LINUX = ("--python-platform", "x86_64-manylinux_2_28")

NPM_LOCK = (
    "install",
    "--package-lock-only",
    "--omit-lockfile-registry-resolved",
    "--no-audit",
    "--no-fund",
)

# A file that constrains another one comes before it.
LOCKS = (
    Lock("uv", "3.9"),
    Lock("node", "3.12"),
    Lock("service", "3.12"),
    Lock("dev", "3.12"),
    Lock("assistant", "3.10", LINUX),
    Lock("assistant-dev", "3.10", LINUX),
)


def main(arguments: list[str]) -> int:
    """0 when all files were written."""
    workspace, console = open_workspace(), Console()
    bootstrap = open_bootstrap(workspace, console)
    folder = workspace.root / "requirements"
    try:
        with only_one(workspace, console):
            for lock in LOCKS:
                command = [bootstrap.uv(), "pip", "compile", "--no-config", "--quiet"]
                command += ["--generate-hashes", "--no-header", "--python-version", lock.python]
                command += [*lock.platform, f"{lock.name}.in", "-o", f"{lock.name}.txt"]
                title = f"Locking requirements/{lock.name}.txt"
                bootstrap.machine.run(title, [*command, *arguments], "lock", cwd=folder)
            node = bootstrap.node()
            bootstrap.machine.run(
                "Locking web/package-lock.json",
                [str(node / "npm"), *NPM_LOCK],
                "lock",
                cwd=workspace.root / "web",
                env=with_node(bootstrap.machine.environ, node),
            )
    except StepError as failure:
        report(failure)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
