"""An agent of the day: signs in, takes or is offered work, answers, closes, goes home."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import Any

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from bench.day.floor import DeskFloor, Summary
from bench.day.office import PASSWORD
from bench.day.plan import HOUR, MINUTE, Shift, Visit
from bench.day.times import Notes, OfficeClock

CONFLICT = 409
NOTHING = 204
LUNCH = 0.5 * HOUR
LOOK_S = 0.5
"""Real seconds after which an agent with nothing to do looks again."""


class DeskAgent:
    """One shift. `visits` says how much work each conversation is, by the citizen's own id."""

    def __init__(
        self,
        base: str,
        shift: Shift,
        clock: OfficeClock,
        notes: Notes,
        visits: dict[str, Visit],
        offered: bool,
        over: asyncio.Event,
    ) -> None:
        self._base = base
        self._shift = shift
        self._clock = clock
        self._notes = notes
        self._visits = visits
        self._offered = offered
        self._over = over
        self._http = httpx.AsyncClient(base_url=base, trust_env=False, timeout=60)
        self._floor = DeskFloor(shift.name, notes)
        self._changed = asyncio.Event()
        self._serving: dict[str, asyncio.Task[None]] = {}
        self._pausing = False
        self._slept_at: float | None = None

    async def live(self) -> None:
        """Work the shift. The last ones stay until nobody waits any more."""
        await self._clock.until(self._shift.begins)
        async with self._http:
            await self._post("/api/login", username=self._shift.name, password=PASSWORD)
            await self._be("available")
            desk = asyncio.create_task(self._desk())
            day = asyncio.create_task(self._day())
            try:
                await self._work()
            finally:
                for task in (desk, day, *self._serving.values()):
                    task.cancel()
                await asyncio.gather(desk, day, *self._serving.values(), return_exceptions=True)
            await self._post("/api/logout")

    async def _day(self) -> None:
        """Go to lunch, and come back."""
        await self._clock.until(self._shift.lunch)
        self._pausing = True
        await self._be("away")
        await self._clock.sleep(LUNCH)
        await self._be("available")
        self._pausing = False

    async def _desk(self) -> None:
        """Keep the websocket, but for the time when the laptop sleeps."""
        cookie = "; ".join(f"{name}={value}" for name, value in self._http.cookies.items())
        url = f"ws{self._base.removeprefix('http')}/api/desk/stream"
        while True:
            with suppress(OSError, ConnectionClosed):
                headers = {"Cookie": cookie}
                async with connect(
                    url, proxy=None, additional_headers=headers, max_size=None, ping_interval=None
                ) as socket:
                    await self._follow(socket)
            await asyncio.sleep(0.2)

    async def _follow(self, socket: ClientConnection) -> None:
        missed = False
        while True:
            frame = json.loads(await socket.recv())
            if self._sleeps():
                # It sends no sign of life any more; what arrives is lost with the laptop's lid.
                missed = True
                continue
            if missed:
                # A browser that wakes up connects again, and is shown everything anew.
                return
            if frame["type"] == "ping":
                await socket.send('{"type":"pong"}')
            self._floor.take(frame)
            self._changed.set()

    async def _awake(self) -> None:
        """Wait until the laptop is open again."""
        if self._sleeps():
            await self._clock.until((self._slept_at or 0) + self._shift.lost_for)

    def _sleeps(self) -> bool:
        lost, now = self._shift.lost_at, self._clock.now
        if self._slept_at is None and lost is not None and lost <= now and self._serving:
            self._slept_at = now
            self._notes.counts["laptops that slept"] += 1
        return self._slept_at is not None and now < self._slept_at + self._shift.lost_for

    async def _work(self) -> None:
        while not self._home():
            self._changed.clear()
            if not self._sleeps():
                await self._look()
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_S):
                    await self._changed.wait()

    def _home(self) -> bool:
        if self._clock.now < self._shift.ends:
            return False
        # Early shifts go when they are over, whatever they hold; the late one closes the office.
        return self._shift.begins == 0 or self._over.is_set()

    async def _look(self) -> None:
        for each in self._floor.mine:
            if each["id"] not in self._serving:
                self._serving[each["id"]] = asyncio.create_task(self._serve(each))
        held = {each["id"] for each in self._floor.mine}
        for done in [key for key, task in self._serving.items() if task.done() or key not in held]:
            self._serving.pop(done).cancel()
        if self._pausing or len(self._serving) >= self._shift.capacity:
            return
        offer = self._floor.offered
        if offer is not None:
            await self._taken(await self._post(f"/api/desk/conversations/{offer['id']}/accept"))
        elif not self._offered and self._floor.waiting:
            await self._taken(await self._post("/api/desk/next"))

    async def _taken(self, answer: httpx.Response) -> None:
        if answer.status_code == CONFLICT:
            self._notes.counts["a colleague was faster"] += 1
        elif answer.status_code == httpx.codes.OK:
            self._notes.counts["taken"] += 1
            each: Summary = answer.json()["conversation"]
            self._floor.conversations[each["id"]] = each
            if each["id"] not in self._serving:
                self._serving[each["id"]] = asyncio.create_task(self._serve(each))

    async def _serve(self, each: Summary) -> None:
        """Say hello, work, say what to do, close; whoever lost it meanwhile is refused."""
        path = f"/api/desk/conversations/{each['id']}"
        visit = self._visits.get(each["id"])
        handling = visit.handling if visit else 5 * MINUTE
        for part in range(2):
            if not await self._say(path, part):
                return
            await self._clock.sleep(handling / 2)
            await self._awake()
        closed = await self._post(f"{path}/close", disposition="resolved")
        if not closed.is_success:
            self._notes.counts["lost before closing"] += 1

    async def _say(self, path: str, part: int) -> bool:
        key = f"{self._shift.name}-{part}"
        said = await self._post(f"{path}/messages", key=key, text="Good day, let me look at it.")
        return said.is_success

    async def _be(self, presence: str) -> None:
        with suppress(httpx.TransportError):
            await self._http.put("/api/desk/presence", json={"presence": presence})
            return
        await self._http.put("/api/desk/presence", json={"presence": presence})

    async def _post(self, path: str, **body: Any) -> httpx.Response:
        try:
            answer = await self._http.post(path, json=body)
        except httpx.TransportError:
            # The server hangs up on idle connections; now and then just as one is used again. A
            # desk asks again, and so does this one: every act may be asked for twice.
            self._notes.counts["asked again"] += 1
            answer = await self._http.post(path, json=body)
        if answer.is_server_error:
            self._notes.counts[f"server error {answer.status_code}"] += 1
        return answer
