"""Everything `make run` starts, on free ports and in a home of its own, for one benchmark."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.processes import find_child
from scripts.command import Command
from scripts.console import StepError
from scripts.environments import ASSISTANT, interpreter
from scripts.parts import Layout, Part, parts_of
from scripts.ports import Address
from scripts.readiness import missing_parts
from scripts.supervisor import Supervisor
from scripts.train_assistant import MODEL, train
from scripts.workspace import Workspace

READY_S = 120.0
LOOK_S = 0.2

INNER = ("BATON_RASA_URL", "BATON_ACTIONS_URL", "BATON_CASES_URL")
NO_LIMIT = "1000000"


@dataclass(frozen=True, slots=True)
class Stack:
    """What runs: addresses to ask, its own BATON_HOME, and the process of each part."""

    service_url: str
    rasa_url: str
    peer_url: str
    home: Path
    pids: Mapping[str, int]
    supervisor: Supervisor

    def check(self) -> None:
        """Raise `StepError` when a part that matters has ended."""
        self.supervisor.tick()


@asynccontextmanager
async def running(command: Command, store_url: str) -> AsyncIterator[Stack]:
    """Start everything, wait until it is ready, and end it afterwards, whatever happens.

    Raises:
        StepError: training failed, or a part does not start.
    """
    assistant = interpreter(command.workspace, ASSISTANT)
    with command.only_one():
        model = train(command.machine, command.workspace, assistant)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=command.workspace.home) as folder:
        workspace = Workspace(command.workspace.root, Path(folder))
        workspace.models.mkdir()
        (workspace.models / MODEL).symlink_to(model)
        layout, peer = _layout()
        parts = parts_of(layout, workspace, Path(sys.executable), assistant, _environ(store_url))
        parts.append(_peer(peer, parts[0].env, workspace))
        supervisor = Supervisor(parts, workspace.root, command.console.say, lambda _: None)
        try:
            supervisor.start()
            await _ready(command, supervisor, layout)
            pids = {part.name: find_child(part.argv) for part in parts}
            rasa = layout.inner["BATON_RASA_URL"]
            home = workspace.home
            yield Stack(layout.service.url, rasa.url, peer.url, home, pids, supervisor)
        finally:
            supervisor.stop()


def _layout() -> tuple[Layout, Address]:
    """Free ports for all parts, and for the peer that answers at once."""
    with ExitStack() as held:
        # All are held until all are found, so that none is found twice.
        sockets = [held.enter_context(socket.socket()) for _ in range(len(INNER) + 2)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        service, peer, *inner = (each.getsockname()[1] for each in sockets)
    addresses = zip(INNER, inner, strict=True)
    return (
        Layout(
            Address("BATON_PORT", "127.0.0.1", service),
            {name: Address(name, "127.0.0.1", port) for name, port in addresses},
        ),
        Address("peer", "127.0.0.1", peer),
    )


def _environ(store_url: str) -> dict[str, str]:
    """The environment without settings of a live Baton, and with limits out of the way."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("BATON_")}
    environ["BATON_MESSAGES_PER_MINUTE"] = NO_LIMIT
    environ["BATON_CONVERSATIONS_PER_MINUTE"] = NO_LIMIT
    if store_url:
        environ["BATON_STORE_URL"] = store_url
    return environ


def _peer(address: Address, env: Mapping[str, str], workspace: Workspace) -> Part:
    argv = (sys.executable, "-m", "bench.peer", str(address.port))
    return Part("peer", argv, env, workspace.logs / "peer.log")


async def _ready(command: Command, supervisor: Supervisor, layout: Layout) -> None:
    step = command.console.step("Starting everything")
    end = time.monotonic() + READY_S
    while missing := missing_parts(layout.service.url):
        command.interrupts.check()
        supervisor.tick()
        if time.monotonic() > end:
            raise StepError(f"Not ready after {READY_S:.0f} s: {', '.join(missing)}.")
        await asyncio.sleep(LOOK_S)
    step.done("ready")
