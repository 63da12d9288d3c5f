"""A fake machine and an empty checkout for every test that wants one."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.workspace import Workspace
from tests.ops.fakes import ScriptedMachine, make_workspace


@pytest.fixture
def machine(tmp_path: Path) -> ScriptedMachine:
    """A machine on which nothing is installed yet."""
    return ScriptedMachine(tmp_path)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A checkout in which nothing was made yet."""
    return make_workspace(tmp_path)
