"""A gate between two programs of the tests: lets requests through, fails them, or holds them."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.bot.http import call

HOLD_SECONDS = 30.0


class Gate:
    """Listens on a free port and passes POST requests on to `target`.

    `mode`: "open"; "broken" answers 500; "gone" cuts the connection without an answer. While
    `hold()` is in force requests wait, until `release()`. `seen` are the names of the actions that
    were asked for (empty text for other requests).
    """

    def __init__(self, target: str) -> None:
        """`target`: base URL behind the gate."""
        self.target = target
        self.mode = "open"
        self.seen: list[str] = []
        self.arrived = threading.Event()
        self._free = threading.Event()
        self._free.set()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """Where the gate listens."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def hold(self) -> None:
        """Make requests wait; `arrived` is set when the next one is waiting."""
        self.arrived.clear()
        self._free.clear()

    def release(self) -> None:
        """Let waiting requests go on."""
        self._free.set()

    def reset(self) -> None:
        """Open the gate and forget what was seen."""
        self.mode = "open"
        self.seen.clear()
        self.release()

    def close(self) -> None:
        """Stop listening."""
        self.release()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def pass_on(self, path: str, body: bytes) -> tuple[int, bytes] | None:
        """The target's answer, or None for none at all."""
        self.seen.append(_action_of(body))
        self.arrived.set()
        self._free.wait(HOLD_SECONDS)
        if self.mode == "gone":
            return None
        if self.mode == "broken":
            # As rasa-sdk does: the whole request comes back in the error.
            return 500, b'{"error": "broken by the test", "request_body": ' + body + b"}"
        return call(self.target + path, body, HOLD_SECONDS)


def _action_of(body: bytes) -> str:
    parsed: Any = json.loads(body)
    return str(parsed.get("next_action", ""))


def _handler(gate: Gate) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            answer = gate.pass_on(self.path, body)
            if answer is None:
                self.close_connection = True
                return
            self.send_response(answer[0])
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(answer[1])))
            self.end_headers()
            self.wfile.write(answer[1])

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
            """Say nothing."""

    return Handler
