"""What outlives the service: the assistant and the channel, behind one real loopback address."""

from __future__ import annotations

import json
import os
import signal
from collections import Counter
from pathlib import Path

from tests.contract.http_server import Answer, HttpServer, Request
from tests.crash.platform import Platform
from tests.crash.scenario import MESSAGES, Memory


class World:
    """An assistant that keeps the contract (a turn runs once), and a channel that takes it all."""

    def __init__(self, server: HttpServer, memory: Path) -> None:
        self._replies: dict[str, bytes] = {}
        self._memory = Memory(memory)
        self._kill_at = 0
        self.asked: Counter[str] = Counter()
        self.runs: Counter[str] = Counter()
        self.platform = Platform(self._memory)
        server.behave(self._answer)

    def kill_while_running(self, nth: int) -> None:
        """Kill the life that asks while its `nth` turn from now on is at work."""
        self._kill_at = self.runs.total() + nth if nth else 0

    async def _answer(self, request: Request) -> Answer:
        if request.path == "/delivered":
            return await self.platform.answer(request)
        body = json.loads(request.body)
        turn_id = body["turn_id"]
        self.asked[turn_id] += 1
        if turn_id not in self._replies:
            self._replies[turn_id] = self._run(turn_id, body["text"])
        return Answer(self._replies[turn_id])

    def _run(self, turn_id: str, text: str) -> bytes:
        self.runs[turn_id] += 1
        if self.runs.total() == self._kill_at:
            *_, (pid,) = self._memory.facts("pid")
            os.kill(pid, signal.SIGKILL)
        reply = {
            "turn_id": turn_id,
            "messages": [{"text": f"the answer to {turn_id}"}, {"text": "and more"}],
            "handoff": {"reason": "asked"} if text == MESSAGES[-1] else None,
            "intents": [{"name": "apply_how", "confidence": 0.9}],
        }
        return json.dumps(reply).encode()
