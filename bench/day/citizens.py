"""A citizen of the day: asks for a person, waits or gives up, talks, and is let go."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from time import perf_counter
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from bench.day.plan import TOPICS, Visit
from bench.day.times import Notes, OfficeClock
from bench.http_client import HttpConnection
from handoff.core.values import LEAVE_QUEUE, TALK_TO_PERSON


class Citizen:
    """One visit. `conversation_id` is known once it began."""

    def __init__(self, base: str, visit: Visit, clock: OfficeClock, notes: Notes) -> None:
        self._base = base
        self._visit = visit
        self._clock = clock
        self._notes = notes
        self._headers: dict[str, str] = {}
        self._path = ""
        self._keys = 0
        self.conversation_id = ""

    async def live(self) -> None:
        """Come when it is time, and stay until it is over."""
        await self._clock.until(self._visit.at)
        http = await HttpConnection.open(self._base)
        try:
            await self._begin(http)
            url = f"ws{self._base.removeprefix('http')}{self._path}/stream"
            async with connect(url, proxy=None, max_queue=None, ping_interval=None) as socket:
                await socket.send(json.dumps({"token": self._token, "after": 0}))
                await self._stay(http, socket)
        except (OSError, ConnectionClosed) as gone:
            self._notes.counts[f"citizen: {type(gone).__name__}"] += 1
        finally:
            http.close()

    async def _begin(self, http: HttpConnection) -> None:
        language = {"language": self._visit.language}
        _, opened = await http.post("/api/conversations", language)
        self.conversation_id, self._token = opened["conversation_id"], opened["token"]
        self._headers = {"Authorization": f"Bearer {self._token}"}
        self._path = f"/api/conversations/{self.conversation_id}"
        # What they ask about first is what the rules look at.
        await self._say(http, text=TOPICS.get(self._visit.team, "hola"))
        await asyncio.sleep(0.3)
        await self._say(http, payload=TALK_TO_PERSON)
        self._notes.asked[self.conversation_id] = perf_counter()

    async def _stay(self, http: HttpConnection, socket: ClientConnection) -> None:
        """Read until an agent closes it or patience is at its end."""
        gives_up: float | None = self._clock.now + self._visit.patience
        while True:
            left = None if gives_up is None else (gives_up - self._clock.now)
            frame = await self._next(socket, left)
            if frame is None:
                status, _ = await self._say(http, payload=LEAVE_QUEUE)
                if status < 300:
                    self._notes.counts["gave up"] += 1
                    return
                gives_up = None
                continue
            if frame.get("type") == "control":
                if frame["control"] == "closed":
                    return
                if frame["control"] == "agent":
                    gives_up = None
            if frame.get("type") == "queue" and (wait := frame.get("wait")):
                self._notes.counts["forecasts shown"] += 1
                self._notes.counts["forecast seconds"] += int(wait["high_s"])
            if frame.get("author") == "agent":
                await self._say(http, text="Thank you, and what else?")

    async def _next(self, socket: ClientConnection, left: float | None) -> dict[str, Any] | None:
        """Return the next frame; None when the patience is at its end before."""
        timeout = None if left is None or left > 1e9 else max(0.0, left) / self._clock.compression
        with suppress(TimeoutError):
            async with asyncio.timeout(timeout):
                frame: dict[str, Any] = json.loads(await socket.recv())
                return frame
        return None

    async def _say(self, http: HttpConnection, **what: str) -> tuple[int, Any]:
        self._keys += 1
        body = {"key": f"k{self._keys}", **what}
        try:
            return await http.post(f"{self._path}/messages", body, self._headers)
        except ConnectionError:
            # An idle connection was closed as it was used again; the key makes it the same message.
            return await http.post(f"{self._path}/messages", body, self._headers)
