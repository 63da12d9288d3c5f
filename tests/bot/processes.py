"""Real processes for the tests: case registry, action server, Rasa; each on a free port."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.console import Console
from scripts.machine import Machine
from scripts.train_assistant import train
from scripts.workspace import open_workspace
from tests.bot.http import call

ROOT = Path(__file__).parents[2]
SERVICE_PYTHON = ROOT / ".venv" / "bin" / "python"
ASSISTANT_PYTHON = ROOT / ".venv-assistant" / "bin" / "python"
START_SECONDS = 180.0

QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "2",
    "PYTHONWARNINGS": "ignore",
    "PYTHONUNBUFFERED": "1",
    "SANIC_HOST": "127.0.0.1",
}


def free_port() -> int:
    """A port nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ensure_model() -> Path:
    """Train when content, components or configuration changed since the last training."""
    workspace = open_workspace({})
    machine = Machine(Console(), workspace.logs, os.environ)
    return train(machine, workspace, ASSISTANT_PYTHON)


@dataclass
class Process:
    """One started program; `stop` ends it and whatever it started."""

    name: str
    url: str
    log: Path
    handle: subprocess.Popen[bytes]

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End the program; SIGKILL when it does not listen."""
        if self.handle.poll() is None:
            os.killpg(self.handle.pid, how)
            try:
                self.handle.wait(timeout=20)
            except subprocess.TimeoutExpired:
                os.killpg(self.handle.pid, signal.SIGKILL)
                self.handle.wait()

    def wait_until_ready(self, health: str) -> None:
        """Return when GET `health` answers 200. Raises with the log's end when it never does."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.handle.poll() is None:
            with contextlib.suppress(OSError):
                if call(self.url + health, timeout=2)[0] == 200:
                    return
            time.sleep(0.1)
        raise RuntimeError(f"{self.name} did not start:\n{self.log.read_text()[-3000:]}")


def start(
    name: str, arguments: list[Any], env: Mapping[str, str], folder: Path, url: str
) -> Process:
    """Start a program in its own process group, its output in `folder`."""
    log = folder / f"{name}.log"
    with log.open("ab") as output:
        handle = subprocess.Popen(
            [str(argument) for argument in arguments],
            cwd=ROOT,
            env={**os.environ, **QUIET, **env},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return Process(name, url, log, handle)


def start_cases(folder: Path, port: int) -> Process:
    """The demo case registry with a fresh database."""
    arguments = [SERVICE_PYTHON, "-m", "casesystem", "--port", port, "--db", folder / "cases.db"]
    return start("cases", arguments, {}, folder, f"http://127.0.0.1:{port}")


def start_actions(folder: Path, port: int, cases_url: str) -> Process:
    """The action server."""
    arguments = [ASSISTANT_PYTHON, "-m", "rasa_sdk", "--actions", "actions", "-p", port]
    env = {"BATON_CASES_URL": cases_url, "BATON_HOME": str(folder)}
    return start("actions", arguments, env, folder, f"http://127.0.0.1:{port}")


def start_rasa(folder: Path, port: int, actions_url: str, model: Path) -> Process:
    """Rasa with our connector; its tracker database is in `folder`."""
    arguments = [ASSISTANT_PYTHON, "-m", "rasa", "run", "--model", model, "--endpoints"]
    arguments += [
        "endpoints.yml",
        "--credentials",
        "credentials.yml",
        "-i",
        "127.0.0.1",
        "-p",
        port,
    ]
    env = {"BATON_HOME": str(folder), "BATON_ACTIONS_URL": actions_url}
    return start("rasa", arguments, env, folder, f"http://127.0.0.1:{port}")
