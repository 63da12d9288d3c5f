"""One trained model and one running assistant for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bot.citizen import Citizen
from tests.bot.gate import Gate
from tests.bot.processes import (
    ROOT,
    Process,
    ensure_model,
    free_port,
    start_actions,
    start_cases,
    start_rasa,
)


@dataclass(frozen=True)
class Stack:
    """A running assistant, with a gate before its action server and one before its cases."""

    rasa: Process
    actions_gate: Gate
    cases_gate: Gate
    folder: Path


@pytest.fixture(scope="session")
def model() -> Path:
    """The trained model, trained now if the content is newer."""
    return ensure_model()


@pytest.fixture(scope="session")
def running(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Case registry, action server and Rasa, really running."""
    folder = tmp_path_factory.mktemp("assistant")
    ports = [free_port() for _ in range(3)]
    gates = [Gate(f"http://127.0.0.1:{ports[0]}"), Gate(f"http://127.0.0.1:{ports[1]}")]
    processes = [
        start_cases(folder, ports[0]),
        start_actions(folder, ports[1], gates[0].url),
        start_rasa(folder, ports[2], gates[1].url, model),
    ]
    try:
        for process, health in zip(
            processes, ("/healthz", "/health", "/webhooks/baton/health"), strict=True
        ):
            process.wait_until_ready(health)
        yield Stack(processes[2], gates[1], gates[0], folder)
    finally:
        for process in reversed(processes):
            process.stop()
        for gate in gates:
            gate.close()


@pytest.fixture
def stack(running: Stack) -> Iterator[Stack]:
    """The running assistant with its gates open, before and after the test."""
    running.actions_gate.reset()
    running.cases_gate.reset()
    yield running
    running.actions_gate.reset()
    running.cases_gate.reset()


@pytest.fixture
def citizen(stack: Stack) -> Citizen:
    """A new conversation."""
    return Citizen(stack.rasa.url)


@pytest.fixture(scope="session")
def data() -> Path:
    """The content of this checkout."""
    return ROOT / "data"
