"""All parts of Baton on free ports and in a home of their own; each can be killed and restarted."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from types import MappingProxyType

from scripts.environments import ASSISTANT, interpreter
from scripts.parts import DEFAULT_PORTS, Layout, Part, parts_of
from scripts.ports import Address
from scripts.readiness import missing_parts
from scripts.train_assistant import MODEL
from scripts.workspace import Workspace, open_workspace

READY_S = 120.0
END_S = 15.0
PASSWORD = "a password for tests"


class Stack:
    """Runs the parts that `make run` runs, with these settings besides its own."""

    def __init__(self, home: Path, settings: Mapping[str, str] = MappingProxyType({})) -> None:
        checkout = open_workspace()
        model = checkout.models / MODEL
        assert model.exists(), "no trained assistant: make test trains one"
        self.workspace = Workspace(checkout.root, home)
        self.workspace.models.mkdir(parents=True)
        self.workspace.logs.mkdir()
        (self.workspace.models / MODEL).symlink_to(model)
        layout = _free_layout()
        self.origin = layout.service.url
        environ = {k: v for k, v in os.environ.items() if not k.startswith("BATON_")}
        environ |= {
            "BATON_ADMIN_PASSWORD": PASSWORD,
            "BATON_MESSAGES_PER_MINUTE": "1000",
            # What is tested here must not depend on the day; tests/office has hours.
            "BATON_OFFICE_HOURS": "always",
            "BATON_REOPEN_MINUTES": "0",
        }
        # People answer whatever day it is.
        environ["BATON_OFFICE_HOURS"] = "always"
        environ |= settings
        assistant = interpreter(checkout, ASSISTANT)
        parts = parts_of(layout, self.workspace, Path(sys.executable), assistant, environ)
        self._parts = {part.name: part for part in parts}
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, *names: str) -> None:
        """Start these parts, or all."""
        for name in names or tuple(self._parts):
            part = self._parts[name]
            with part.log.open("ab") as log:
                self._running[name] = subprocess.Popen(
                    part.argv,
                    cwd=self.workspace.root,
                    env=part.env,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )

    def end(self, name: str, how: signal.Signals = signal.SIGTERM) -> None:
        """End one part and wait until it is gone."""
        process = self._running.pop(name)
        process.send_signal(how)
        try:
            process.wait(END_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def restart(self, name: str, how: signal.Signals = signal.SIGTERM) -> None:
        """End one part and start it again; it is ready when `wait_ready` returns."""
        self.end(name, how)
        self.start(name)

    def stop(self) -> None:
        """End everything that runs."""
        for name in tuple(self._running):
            self.end(name)

    def wait_ready(self) -> None:
        """Wait until /readyz is green."""
        end = time.monotonic() + READY_S
        while missing := missing_parts(self.origin):
            dead = [name for name, process in self._running.items() if process.poll() is not None]
            assert not dead, f"ended by itself: {dead}\n{self.log_of(dead[0])}"
            assert time.monotonic() < end, f"not ready after {READY_S} s: {missing}"
            time.sleep(0.2)

    def add_agent(self, username: str, name: str) -> None:
        """Add an agent with the password of all tests, as an operator does."""
        service: Part = self._parts["service"]
        subprocess.run(
            [*service.argv[:3], "agents", "add", username, "--name", name, "--password-stdin"],
            cwd=self.workspace.root,
            env=dict(service.env),
            input=PASSWORD.encode(),
            check=True,
            capture_output=True,
        )

    def log_of(self, name: str) -> str:
        """Return the end of a part's log."""
        return self._parts[name].log.read_text(encoding="utf-8", errors="replace")[-3000:]


def _free_layout() -> Layout:
    with ExitStack() as held:
        # All are held until all are found, so that none is found twice.
        sockets = [held.enter_context(socket.socket()) for _ in range(len(DEFAULT_PORTS) + 1)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        service, *inner = (each.getsockname()[1] for each in sockets)
    return Layout(
        Address("BATON_PORT", "127.0.0.1", service),
        {
            name: Address(name, "127.0.0.1", port)
            for name, port in zip(DEFAULT_PORTS, inner, strict=True)
        },
    )
