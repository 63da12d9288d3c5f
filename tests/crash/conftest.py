"""One program that forks lives, and the stores of the contract suites."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.conftest import postgres, store_url
from tests.crash.scenario import Scenario

__all__ = ["nursery", "postgres", "store_url"]


class Nursery:
    """Starts lives and tells how they ended."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.driver"],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    async def live(self, scenario: Scenario) -> int:
        """Run one life; return its exit code, or the negative number of what killed it."""
        return await asyncio.to_thread(self._live, scenario)

    def close(self) -> None:
        """End the program; it has no lives left."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(timeout=60)
        self._process.stdout.close()

    def _live(self, scenario: Scenario) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(scenario.as_dict()) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    nursery = Nursery()
    yield nursery
    nursery.close()
