"""The Python that starts the set-up: the first that works, whatever stands in front of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from scripts.workspace import CHECKOUT
from tests.ops.fakes import FAILING_SHIM, program, script

ANY_PYTHON = CHECKOUT / "scripts" / "any-python"
CODE = "import sys; print(sys.executable)"


def test_a_failing_shim_and_a_python_too_old_are_passed_over(tmp_path: Path) -> None:
    script(tmp_path / "python3", FAILING_SHIM)
    # Prints something and fails, as a Python 3.8 does when it is asked for 3.9.
    program(tmp_path / "python", "3.8", code=1)
    script(tmp_path / "python3.12", f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    done = subprocess.run(
        [str(ANY_PYTHON), "-c", CODE],
        env={"PATH": f"{tmp_path}:/usr/bin:/bin", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, sys.executable, "")
