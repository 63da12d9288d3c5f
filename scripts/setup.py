"""`make setup`: finds or makes what this checkout needs, and nothing more.

Parts: service, assistant, node, chromium; `tests` adds the test packages. Without a part,
everything that `make test` needs.
"""

from __future__ import annotations

import sys

from scripts.command import Command, run_command

PARTS = ("service", "node", "chromium", "assistant")


def main(arguments: list[str]) -> int:
    """Sets up the named parts; 0 when they are ready."""
    unknown = set(arguments) - {*PARTS, "tests"}
    if unknown:
        print(f"setup: no such part: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    parts = [name for name in PARTS if name in arguments]
    tests = "tests" in arguments or not parts
    return run_command(lambda command: _make(command, parts or list(PARTS), tests))


def _make(command: Command, parts: list[str], tests: bool) -> int:
    with command.only_one():
        for name in parts:
            if name == "service":
                command.bootstrap.service(tests=tests)
            elif name == "assistant":
                command.bootstrap.assistant(tests=tests)
            elif name == "node":
                command.bootstrap.node()
            else:
                command.bootstrap.chromium()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
