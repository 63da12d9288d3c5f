"""`make validate`: checks the content in the assistant's environment, without training."""

from __future__ import annotations

import os
import sys

from scripts.command import Command, run_command
from scripts.suites import Suite, run_suites


def _validate(command: Command) -> int:
    with command.only_one():
        python = command.bootstrap.assistant()
    argv = [str(python), "-m", "bot.validate"]
    suite = Suite("content", argv, command.workspace.root, os.environ)
    return run_suites(command, [suite])


if __name__ == "__main__":
    sys.exit(run_command(_validate))
