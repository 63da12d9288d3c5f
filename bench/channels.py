"""A burst on the Telegram webhook: `.venv/bin/python bench/channels.py`.

Updates of many citizens come as fast as Telegram's connections bring them, a fifth of them twice.
It runs the service as a process, a made-up Telegram and an assistant that answers at once as
another, and brings the updates from a third. It fails when a citizen was not told every answer once
and in order, and prints how long the webhook took. The method: docs/performance.md.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

import httpx
import uvloop

# Started as a file, so that the checkout is not on the path yet.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.http_client import HttpConnection
from bench.stats import quantile
from channels.telegram.commands import CONNECTIONS
from channels.telegram.router import HEADER, PATH
from tests.channels.telegram import payloads as p
from tests.channels.telegram.burst import Brought, Burst, bring, burst, complete, wrong

ROOT = Path(__file__).resolve().parents[1]
READY_S = 60.0
PATIENCE_S = 300.0
WARM_UP = 100


def main() -> int:
    """Measure and print; 0 when every transcript is right."""
    options = _options()
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        service, other = (f"http://127.0.0.1:{port}" for port in _free_ports())
        stack.enter_context(_process(home, "bench.other_side", other.rpartition(":")[2]))
        stack.enter_context(_process(home, "handoff", "serve", **_environ(home, service, other)))
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            return runner.run(_measured(service, other, options))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, usage="bench/channels.py [options]")
    parser.add_argument("--updates", type=int, default=1000, help="brought in all; default: 1000")
    parser.add_argument("--conversations", type=int, default=200, help="default: 200")
    parser.add_argument("--duplicates", type=float, default=0.2, help="share; default: 0.2")
    return parser.parse_args()


async def _measured(service: str, other: str, options: argparse.Namespace) -> int:
    await _ready(service)
    warm = burst(WARM_UP, WARM_UP // 5, 0.2, seed=2)
    made = burst(options.updates, options.conversations, options.duplicates)
    await _brought(service, _elsewhere(warm))
    began = perf_counter()
    brought = await _brought(service, made)
    seconds = perf_counter() - began
    told = await _told(other, made)
    problems = wrong(made, told)
    _print(brought, seconds, perf_counter() - began, made, problems)
    return 1 if problems else 0


def _elsewhere(warm: Burst) -> Burst:
    """Return the updates with numbers and chats that the measured ones do not have."""
    for updates in warm.by_chat.values():
        for update in updates:
            update["update_id"] += 5_000_000
            update["message"]["chat"]["id"] += 1_000_000
    return Burst(warm.by_chat, frozenset(), frozenset())


async def _brought(service: str, made: Burst) -> Brought:
    pairs = [[await HttpConnection.open(service) for _ in range(2)] for _ in range(CONNECTIONS)]
    try:
        posts = [(partial(_post, one), partial(_post, two)) for one, two in pairs]
        return await bring(made, posts)
    finally:
        for connection in (each for pair in pairs for each in pair):
            connection.close()


async def _post(connection: HttpConnection, update: dict[str, Any]) -> int:
    status, _ = await connection.post(PATH, update, {HEADER: p.SECRET})
    return status


async def _told(other: str, made: Burst) -> dict[int, list[str]]:
    """Return what citizens of this burst were told, once it is as much as there is to say."""
    async with httpx.AsyncClient(base_url=other, trust_env=False) as http:
        async with asyncio.timeout(PATIENCE_S):
            while not complete(made, await _now(http, made)):  # noqa: ASYNC110  # another process
                await asyncio.sleep(0.2)
        # What is one too many would come a moment later.
        await asyncio.sleep(3)
        return await _now(http, made)


async def _now(http: httpx.AsyncClient, made: Burst) -> dict[int, list[str]]:
    everybody = (await http.get("/told")).json()
    return {int(chat): texts for chat, texts in everybody.items() if int(chat) in made.by_chat}


async def _ready(service: str) -> None:
    async with httpx.AsyncClient(base_url=service, trust_env=False) as http:
        async with asyncio.timeout(READY_S):
            while True:
                try:
                    if (await http.get("/readyz")).is_success:
                        return
                except httpx.TransportError:
                    pass
                await asyncio.sleep(0.1)


def _environ(home: Path, service: str, other: str) -> dict[str, str]:
    return {
        "BATON_HOME": str(home),
        "BATON_PORT": service.rpartition(":")[2],
        "BATON_RASA_URL": other,
        "BATON_ACTIONS_URL": other,
        "BATON_CASES_URL": other,
        "BATON_TELEGRAM_TOKEN": p.TOKEN,
        "BATON_TELEGRAM_SECRET": p.SECRET,
        "BATON_TELEGRAM_API_URL": other,
        # Telegram's own limit would make it a measurement of waiting.
        "BATON_TELEGRAM_PER_SECOND": "100000",
        "BATON_LOG_LEVEL": "WARNING",
    }


@contextmanager
def _process(home: Path, module: str, *arguments: str, **environ: str) -> Iterator[None]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("BATON_")}
    with (home / f"{module}.log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603  # our own modules
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env={**own, **environ},
            stdout=log,
            stderr=log,
        )
        try:
            yield
        finally:
            process.terminate()
            process.wait(30)


def _free_ports() -> list[int]:
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
    ports = [each.getsockname()[1] for each in held]
    for each in held:
        each.close()
    return ports


def _print(
    brought: Brought, seconds: float, until_told: float, made: Burst, problems: list[str]
) -> None:
    shares: Mapping[str, float] = {"p50": 0.5, "p99": 0.99, "longest": 1.0}
    times = ", ".join(f"{k} {quantile(brought.seconds, s) * 1e3:.1f} ms" for k, s in shares.items())
    again = len(made.at_once) + len(made.later)
    print(f"{made.size} updates, {again} of them brought again, {len(made.by_chat)} conversations")
    print(f"webhook: {times}; {made.size / seconds:.0f} updates a second")
    print(f"the last answer was seen after {until_told:.1f} s, with 3 s of waiting for doubles")
    print(f"transcripts complete, in order, each reply once: {'no' if problems else 'all'}")
    for problem in problems[:10]:
        print(f"  {problem}")


if __name__ == "__main__":
    sys.exit(main())
