"""Runs the fake service in a thread, on a free loopback port."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import uvicorn

from tests.desk.fake.app import build_app
from tests.desk.fake.world import World

START_SECONDS = 10.0


class Server:
    """A running fake; `url` is where it answers."""

    def __init__(self, world: World, dist: Path) -> None:
        config = uvicorn.Config(
            build_app(world, dist), host="127.0.0.1", port=0, log_level="warning", lifespan="off"
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        deadline = time.monotonic() + START_SECONDS
        while not self._server.started:
            if time.monotonic() > deadline:
                raise TimeoutError("the fake service did not start")
            time.sleep(0.01)
        port = self._server.servers[0].sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"

    def stop(self) -> None:
        """Ends it, open websockets too."""
        self._server.should_exit = True
        self._server.force_exit = True
        self._thread.join(START_SECONDS)
