"""`make lock`: renews every locked requirements file and the web lock file.

Extra arguments go to uv, for example `--upgrade`.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

from scripts.command import Command, run_command
from scripts.web_build import with_node


@dataclass(frozen=True)
class Lock:
    """One requirements file and what it must serve.

    Rasa's metadata holds a Windows marker that pulls a universal resolution down to an old
    NumPy, so the assistant is resolved for the platform that TensorFlow's wheels serve.
    `without` leaves packages out although another one depends on them.
    """

    name: str
    python: str
    platform: tuple[str, ...] = ("--universal",)
    without: tuple[str, ...] = ()


LINUX = ("--python-platform", "x86_64-manylinux_2_28")
# The package of the sentence encoder's weights depends on a library that reads them with PyTorch.
NO_TORCH = ("--excludes", "assistant.excludes")

UV_LOCK = ("pip", "compile", "--no-config", "--quiet", "--generate-hashes", "--no-header")
NPM_LOCK = (
    "install",
    "--package-lock-only",
    "--omit-lockfile-registry-resolved",
    "--no-audit",
    "--no-fund",
)
NPM_TRY = ("ci", "--dry-run", "--no-audit", "--no-fund")

# A file that constrains another one comes before it.
LOCKS = (
    Lock("uv", "3.9"),
    Lock("node", "3.12"),
    Lock("service", "3.12"),
    Lock("dev", "3.12"),
    Lock("assistant", "3.10", LINUX, NO_TORCH),
    Lock("assistant-dev", "3.10", LINUX, NO_TORCH),
)


def lock_all(command: Command, extra: list[str]) -> int:
    """Writes every lock file."""
    folder = command.workspace.root / "requirements"
    with command.only_one():
        for lock in LOCKS:
            argv = [command.bootstrap.uv(), *UV_LOCK, "--python-version", lock.python]
            argv += [*lock.platform, *lock.without, f"{lock.name}.in", "-o", f"{lock.name}.txt"]
            argv += extra
            command.machine.run(f"Locking requirements/{lock.name}.txt", argv, "lock", cwd=folder)
        _lock_web(command)
    return 0


def _lock_web(command: Command) -> None:
    node = command.bootstrap.node()
    # npm writes a lock file that `npm ci` then refuses when a registry lacks the binary of some
    # other platform, so the result is tried at once.
    for title, arguments in (("Locking", NPM_LOCK), ("Trying", NPM_TRY)):
        command.machine.run(
            f"{title} web/package-lock.json",
            [str(node / "npm"), *arguments],
            "lock",
            cwd=command.workspace.root / "web",
            env=with_node(command.machine.environ, node),
        )


if __name__ == "__main__":
    sys.exit(run_command(lambda command: lock_all(command, sys.argv[1:])))
