"""Real processes for the tests: case registry, action server, Rasa; each on a free port."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SERVICE_PYTHON = ROOT / ".venv" / "bin" / "python"
ASSISTANT_PYTHON = ROOT / ".venv-assistant" / "bin" / "python"
MODEL = ROOT / "var" / "models" / "baton.tar.gz"
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
    for command in (["-m", "scripts.train_assistant"],):
        done = subprocess.run(
            [str(SERVICE_PYTHON), *command], cwd=ROOT, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise RuntimeError(f"training failed: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    return MODEL


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
            try:
                with urllib.request.urlopen(self.url + health, timeout=2):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise RuntimeError(f"{self.name} did not start:\n{self.log.read_text()[-3000:]}")


def start(name: str, arguments: list[Any], env: Mapping[str, str], folder: Path, url: str) -> Process:
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
    env = {"BATON_CASES_URL": cases_url}
    return start("actions", arguments, env, folder, f"http://127.0.0.1:{port}")


def start_rasa(folder: Path, port: int, actions_url: str, model: Path) -> Process:
    """Rasa with our connector; its tracker database is in `folder`."""
    arguments = [ASSISTANT_PYTHON, "-m", "rasa", "run", "--model", model, "--endpoints"]
    arguments += ["endpoints.yml", "--credentials", "credentials.yml", "-i", "127.0.0.1", "-p", port]
    env = {"BATON_HOME": str(folder), "BATON_ACTIONS_URL": actions_url}
    return start("rasa", arguments, env, folder, f"http://127.0.0.1:{port}")
