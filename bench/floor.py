"""How long after a commit the desks show it, and what that costs: `python -m bench.floor`.

The real service with its store in a temporary folder, desks as real websockets in a process of
their own, so that the processor time of the service is its own. Every change is timed from the
return of its append to the frame that shows it, on every desk that sees it.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

from bench.floor_desks import Seen, read_seen
from bench.stats import quantile
from handoff.core import citizen, duty, handoff
from handoff.core.agents import Agent, Presence, Role
from handoff.core.conversation import Conversation
from handoff.core.events import Event
from handoff.core.values import Author
from handoff.services import secrets
from handoff.services.journal import Journal
from tests.web.harness import DeskClient, Running, running

SUPERVISORS = 3
SETTLE_S = 3.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is going on; a share of the conversations that wait at first are accepted."""

    desks: int
    queued: int
    per_second: float
    seconds: float
    seed: int


@dataclass(frozen=True, slots=True)
class Change:
    """A commit, by the clock that all processes of the machine share."""

    conversation_id: str
    seq: int
    at: float


async def main() -> None:
    """Measure and print."""
    plan = _plan()
    # The harness stops the server at once, and it complains of that.
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory(prefix="bench-") as home:
        async with running(Path(home)) as service:
            desks = await _hire(service, plan.desks)
            waiting = [await _ask(service) for _ in range(plan.queued)]
            async with _watched(service, desks, Path(home)) as file:
                await asyncio.sleep(SETTLE_S)
                idle = await _cpu_while(asyncio.sleep(5.0))
                changes: list[Change] = []
                agents = [desk.agent for desk in desks]
                busy = await _cpu_while(_work(service, plan, waiting, agents, changes))
                await asyncio.sleep(SETTLE_S)
            _report(plan, changes, read_seen(file), idle, busy)


def _plan() -> Plan:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--desks", type=int, default=60)
    asked.add_argument("--queued", type=int, default=500)
    asked.add_argument("--per-second", type=float, default=20.0)
    asked.add_argument("--seconds", type=float, default=30.0)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    return Plan(given.desks, given.queued, given.per_second, given.seconds, given.seed)


async def _hire(service: Running, number: int) -> list[DeskClient]:
    desks = []
    for n in range(number):
        role = Role.SUPERVISOR if n < SUPERVISORS else Role.AGENT
        desk = await service.sign_in(f"agent{n}", f"Agent {n}", role)
        await service.store.agents.set_presence(desk.agent.id, Presence.AVAILABLE)
        desks.append(desk)
    return desks


async def _ask(service: Running) -> str:
    """Return a conversation that waits, with a few words in it."""
    journal, conversation_id = _journal(service), secrets.new_id()
    opening = citizen.started("web", "en", "Hello, I am the assistant.", ())
    await journal.start(conversation_id, "-", opening)
    await journal.append(conversation_id, partial(citizen.said, text="where is my application"))
    await journal.append(conversation_id, _asks)
    return conversation_id


def _asks(state: Conversation) -> Sequence[Event]:
    return handoff.requested(state, reason="asked", topic=None, priority=0, by=Author.CITIZEN)


def _journal(service: Running) -> Journal:
    """Write as the service's own commands do."""
    outside = service.adapters
    return Journal(outside.log, outside.wakeups, outside.clock)


@asynccontextmanager
async def _watched(
    service: Running, desks: Sequence[DeskClient], home: Path
) -> AsyncIterator[Path]:
    """Run the desks in a process of their own; what they saw is in the file afterwards."""
    file = home / "seen.json"
    cookies = [";".join(f"{c.name}={c.value}" for c in desk.http.cookies.jar) for desk in desks]
    command = (sys.executable, "-m", "bench.floor_desks", service.base, str(file))
    process = await asyncio.create_subprocess_exec(*command, stdin=asyncio.subprocess.PIPE)
    if process.stdin is None:
        raise RuntimeError("a pipe was asked for")
    process.stdin.write("\n".join(cookies).encode() + b"\n\n")
    await process.stdin.drain()
    try:
        yield file
    finally:
        process.stdin.close()
        await process.wait()


async def _cpu_while(work: Awaitable[object]) -> float:
    """Return the share of one processor that this process takes meanwhile."""
    began, cpu = perf_counter(), process_time()
    await work
    return (process_time() - cpu) / (perf_counter() - began)


async def _work(
    service: Running,
    plan: Plan,
    waiting: list[str],
    agents: Sequence[Agent],
    changes: list[Change],
) -> None:
    """Change something at even times: words, new ones that wait, some taken, some given back."""
    chance = random.Random(plan.seed)  # noqa: S311  # a load that can be repeated
    journal, held = _journal(service), dict[str, Agent]()
    began = perf_counter()
    for n in range(int(plan.per_second * plan.seconds)):
        await asyncio.sleep(max(0.0, began + n / plan.per_second - perf_counter()))
        kind = chance.choices(("says", "asks", "taken", "back"), (50, 15, 20, 15))[0]
        if kind == "asks":
            waiting.append(await _ask(service))
            state = await service.adapters.log.load(waiting[-1])
        elif kind == "back" and held:
            conversation_id = chance.choice(list(held))
            agent = held.pop(conversation_id)
            decide = partial(duty.release, agent_id=agent.id, reason="transfer")
            state = (await journal.append(conversation_id, decide)).conversation
            waiting.append(conversation_id)
        elif kind == "taken":
            conversation_id = waiting.pop(chance.randrange(len(waiting)))
            held[conversation_id] = agent = chance.choice(agents)
            decide = partial(handoff.accept, agent=agent.ref)
            state = (await journal.append(conversation_id, decide)).conversation
        else:
            words = partial(citizen.said, text="are you there?")
            state = (await journal.append(chance.choice(waiting), words)).conversation
        changes.append(Change(state.id, state.last_seq, perf_counter()))


def _report(plan: Plan, changes: Sequence[Change], seen: Seen, idle: float, busy: float) -> None:
    latencies, unseen = _latencies(changes, seen)
    shown = ", ".join(f"p{q} {quantile(latencies, q / 100) * 1e3:.0f} ms" for q in (50, 95, 99))
    print(f"{plan.desks} desks, {plan.queued} waiting, {plan.per_second:g} changes a second,")
    print(f"{len(changes)} changes, {len(latencies)} times shown: {shown}")
    print(f"changes that no desk was shown: {unseen}")
    print(f"service: {idle:.0%} of a processor with nothing changing, {busy:.0%} under load")
    print(f"bytes to all desks: {seen.size / 2**20:.1f} MiB; load: {os.getloadavg()[0]:.1f}")


def _latencies(changes: Sequence[Change], seen: Seen) -> tuple[list[float], int]:
    """Return the seconds to the first frame on each desk that shows a change or what came later.

    Beside them, how many changes no desk was shown.
    """
    found: list[float] = []
    seen_by: Counter[int] = Counter()
    for place, change in enumerate(changes):
        for frames in seen.by_desk:
            later = (
                at
                for at, seq in frames.get(change.conversation_id, ())
                if at >= change.at - 0.05 and (seq is None or seq >= change.seq)
            )
            first = min(later, default=None)
            if first is not None:
                found.append(max(0.0, first - change.at))
                seen_by[place] += 1
    return found, sum(1 for place in range(len(changes)) if not seen_by[place])


if __name__ == "__main__":
    asyncio.run(main())
