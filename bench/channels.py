"""A burst on a webhook: `.venv/bin/python bench/channels.py --channel telegram`.

Updates of many citizens come as fast as the platform's connections bring them, a fifth of them
twice. It runs the service as a process, a made-up platform and an assistant that answers at once as
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
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter

import httpx
import uvloop

# Started as a file, so that the checkout is not on the path yet.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.disk import durable_write
from bench.far_ends import FAR_ENDS, FarEnd
from bench.http_client import HttpConnection
from bench.processes import Usage, usage
from bench.stats import quantile
from channels.telegram.settings import SETTINGS
from handoff.services.texts import Texts
from tests.channels.telegram.burst import Brought, Burst, bring, burst, complete, wrong

ROOT = Path(__file__).resolve().parents[1]
READY_S = 60.0
PATIENCE_S = 300.0
WARM_UP = 100
REST_S = 2.0
DOUBLES_S = 3.0
"""What is one too many comes within this."""

CONNECTIONS = next(
    int(each.default) for each in SETTINGS if each.name == "BATON_TELEGRAM_CONNECTIONS"
)

DELAYED = Texts(agency="", upload_url="").get("delayed", "en")

NOTHING: Mapping[str, str] = {}


def main() -> int:
    """Measure and print; 0 when every transcript is right."""
    options = _options()
    far_end = FAR_ENDS[options.channel]
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        service, other = (f"http://127.0.0.1:{port}" for port in _free_ports())
        port = other.rpartition(":")[2]
        stack.enter_context(_process(home, "bench.other_side", [port, service]))
        environ = _environ(home, service, other) | far_end.environ(other)
        pid = stack.enter_context(_process(home, "handoff", ["serve"], environ))
        run = Run(service, other, far_end, options.connections, pid)
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            done = runner.run(_measured(run, options))
        _print(done, options, durable_write(home))
        return 1 if done.problems else 0


@dataclass(frozen=True)
class Run:
    """Where the processes are, and how updates get to the service, whose process is `pid`."""

    service: str
    other: str
    far_end: FarEnd
    connections: int
    pid: int


@dataclass(frozen=True)
class Told:
    """What citizens were told, by chat, and how many were told that it takes longer than usual."""

    texts: Mapping[int, Sequence[str]]
    delayed: int


@dataclass(frozen=True)
class Done:
    """What came of it. Times in seconds; `in_burst` and `in_all` are the service's processor's."""

    made: Burst
    brought: Brought
    seconds: float
    until_told: float
    in_burst: float
    in_all: float
    delayed: int
    problems: list[str]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, usage="bench/channels.py [options]")
    parser.add_argument("--channel", choices=FAR_ENDS, default="telegram", help="or messenger")
    parser.add_argument("--updates", type=int, default=1000, help="brought in all; default: 1000")
    parser.add_argument("--conversations", type=int, default=200, help="default: 200")
    parser.add_argument("--duplicates", type=float, default=0.2, help="share; default: 0.2")
    parser.add_argument(
        "--connections",
        type=int,
        default=CONNECTIONS,
        help=f"always busy; default: what set-webhook asks for, {CONNECTIONS}",
    )
    return parser.parse_args()


async def _measured(run: Run, options: argparse.Namespace) -> Done:
    await _ready(run.service)
    warm = burst(WARM_UP, WARM_UP // 5, 0.2, seed=2)
    made = burst(options.updates, options.conversations, options.duplicates)
    await _brought(run, _elsewhere(warm))
    # What the warming up has left to do is none of the burst's.
    await asyncio.sleep(REST_S)
    before, began = usage(run.pid), perf_counter()
    brought = await _brought(run, made)
    seconds, after = perf_counter() - began, usage(run.pid)
    told = await _told(run.other, made)
    return Done(
        made,
        brought,
        seconds,
        perf_counter() - began - DOUBLES_S,
        _processor(before, after),
        _processor(before, usage(run.pid)),
        told.delayed,
        wrong(made, told.texts),
    )


def _processor(before: Usage, after: Usage) -> float:
    return after.processor - before.processor


def _elsewhere(warm: Burst) -> Burst:
    """Return the updates with numbers and chats that the measured ones do not have."""
    for updates in warm.by_chat.values():
        for update in updates:
            update["update_id"] += 5_000_000
            update["message"]["chat"]["id"] += 1_000_000
    return Burst(warm.by_chat, frozenset(), frozenset())


async def _brought(run: Run, made: Burst) -> Brought:
    pairs = [
        [await HttpConnection.open(run.service) for _ in range(2)] for _ in range(run.connections)
    ]
    post = run.far_end.post
    try:
        return await bring(made, [(partial(post, one), partial(post, two)) for one, two in pairs])
    finally:
        for connection in (each for pair in pairs for each in pair):
            connection.close()


async def _told(other: str, made: Burst) -> Told:
    """Return what citizens of this burst were told, once it is as much as there is to say."""
    async with httpx.AsyncClient(base_url=other, trust_env=False) as http:
        async with asyncio.timeout(PATIENCE_S):
            while not complete(made, (await _now(http, made)).texts):  # noqa: ASYNC110  # another process
                await asyncio.sleep(0.2)
        await asyncio.sleep(DOUBLES_S)
        return await _now(http, made)


async def _now(http: httpx.AsyncClient, made: Burst) -> Told:
    everybody = (await http.get("/told")).json()
    ours = {int(chat): texts for chat, texts in everybody.items() if int(chat) in made.by_chat}
    answers = {chat: [each for each in texts if each != DELAYED] for chat, texts in ours.items()}
    return Told(answers, sum(map(len, ours.values())) - sum(map(len, answers.values())))


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
        "BATON_LOG_LEVEL": "WARNING",
    }


@contextmanager
def _process(
    home: Path, module: str, arguments: Sequence[str], environ: Mapping[str, str] = NOTHING
) -> Iterator[int]:
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
            yield process.pid
        finally:
            process.terminate()
            process.wait(30)


def _free_ports() -> list[int]:
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
    ports = [each.getsockname()[1] for each in held]
    for each in held:
        each.close()
    return ports


def _print(done: Done, options: argparse.Namespace, disk_s: float) -> None:
    made, count = done.made, done.made.size
    times = {"p50": 0.5, "p99": 0.99, "longest": 1.0}
    shown = [f"{k} {quantile(done.brought.seconds, s) * 1e3:.1f} ms" for k, s in times.items()]
    again = len(made.at_once) + len(made.later)
    print(f"{count} updates on {options.channel}, {again} of them brought again,", end=" ")
    print(f"{len(made.by_chat)} conversations, {options.connections} connections")
    print(f"webhook: {', '.join(shown)}; {count / done.seconds:.0f} updates a second")
    print(f"processor: {done.in_burst / count * 1e3:.2f} ms an update while they came,", end=" ")
    print(f"{done.in_all / count * 1e3:.2f} ms with its answer")
    print(f"the last answer was seen after {done.until_told:.1f} s,", end=" ")
    print(f"{done.delayed} were told that it takes longer")
    print(f"load {os.getloadavg()[0]:.1f} at the end, a durable write {disk_s * 1e3:.2f} ms")
    print(f"transcripts complete, in order, each reply once: {'no' if done.problems else 'all'}")
    for problem in done.problems[:10]:
        print(f"  {problem}")


if __name__ == "__main__":
    sys.exit(main())
