"""What the service adds to the assistant's own time: `.venv/bin/python bench/turns.py`.

One run starts one of everything on loopback and asks the same questions on two ways: straight at
the assistant's connector, and through the service (POST in, websocket out, until the bot's first
message is there). The ways take turns, block by block, so that a machine that gets slower or
faster meanwhile does so to both; what counts are differences and ratios within the run. The method
and what the figures mean: docs/performance.md.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import process_time
from typing import NoReturn

import uvloop

# Started as a file, so that the checkout is not on the path yet.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import report
from bench.blocks import Meter, Plan, compare
from bench.citizens import DirectCitizen, ServiceCitizen, WrongAnswerError
from bench.disk import durable_write
from bench.long_talk import measure_growth
from bench.postgres import store_address
from bench.processes import usage
from bench.questions import TALK_TURNS, script
from bench.stack import Stack, running
from bench.stats import Comparison
from scripts.command import Command, run_command
from scripts.console import StepError

CROWD_S = 40.0
LONG_S = 45.0
"""On a machine that is slow or busy, fewer turns are asked rather than for longer."""

WATCH_S = 0.5
FLOOR_ROUNDS = 10


def main() -> int:
    """Measure and print; 0 when there are figures."""
    options = _options()
    return run_command(lambda command: _measured(command, options))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, usage="bench/turns.py [options]")
    parser.add_argument(
        "--citizens", type=_whole, nargs="+", default=[1, 16], help="at a time; default: 1 16"
    )
    parser.add_argument(
        "--turns", type=_whole, default=960, help="each way and number of citizens; default: 960"
    )
    parser.add_argument(
        "--pairs", type=_whole, default=6, help="blocks they are spread over, each way; default: 6"
    )
    parser.add_argument(
        "--long", type=_whole, default=500, help="turns of the long conversation; default: 500"
    )
    parser.add_argument(
        "--store-url",
        default="",
        help="as BATON_STORE_URL; 'pgserver' starts a PostgreSQL; default: SQLite",
    )
    return parser.parse_args()


def _whole(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _measured(command: Command, options: argparse.Namespace) -> int:
    with ExitStack() as stack:
        store_url = stack.enter_context(store_address(options.store_url))
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            results = runner.run(_run(command, options, store_url))
    command.console.say("\n" + report.table(results) + "\n\n" + report.line(results))
    return 0


async def _run(command: Command, options: argparse.Namespace, store_url: str) -> report.Results:
    async with running(command, store_url) as stack:
        measuring = asyncio.create_task(_measure(command, options, stack))
        watching = asyncio.create_task(_watch(command, stack))
        try:
            await asyncio.wait({measuring, watching}, return_when=asyncio.FIRST_COMPLETED)
            return watching.result() if watching.done() else measuring.result()
        except (ExceptionGroup, WrongAnswerError, OSError) as trouble:
            raise StepError(f"Nothing can be measured: {_first(trouble)}.") from trouble
        finally:
            for task in (measuring, watching):
                task.cancel()
            await asyncio.gather(measuring, watching, return_exceptions=True)


def _first(trouble: BaseException) -> str:
    while isinstance(trouble, BaseExceptionGroup):
        trouble = trouble.exceptions[0]
    return str(trouble) or type(trouble).__name__


async def _watch(command: Command, stack: Stack) -> NoReturn:
    """Raise when somebody presses Ctrl-C or a part dies."""
    while True:
        command.interrupts.check()
        stack.check()
        await asyncio.sleep(WATCH_S)


async def _measure(command: Command, options: argparse.Namespace, stack: Stack) -> report.Results:
    direct = partial(DirectCitizen.arrive, stack.rasa_url)
    service = partial(ServiceCitizen.arrive, stack.service_url)
    meter = partial(_processor_times, stack.pids)
    say = command.console.say
    say("Warming up ...")
    plans = [_plan(options, citizens, meter) for citizens in options.citizens]
    for plan in plans:
        await compare(direct, service, replace(plan, rounds=1), pairs=1)
    crowds = []
    for plan in plans:
        say(f"Asking, {plan.citizens} at a time ...")
        ways = await compare(direct, service, plan, pairs=options.pairs, seconds=CROWD_S)
        crowds.append(report.Crowd(plan.citizens, ways, await _floor(stack, plan)))
    say(f"One conversation of {options.long} turns on each way ...")
    long = await measure_growth(direct, service, turns=options.long, seconds=LONG_S)
    memory = {name: usage(pid).resident for name, pid in stack.pids.items() if name != "peer"}
    return report.Results(tuple(crowds), long, memory, durable_write(stack.home))


def _plan(options: argparse.Namespace, citizens: int, meter: Meter) -> Plan:
    rounds = max(1, round(options.turns / (options.pairs * citizens * TALK_TURNS)))
    return Plan(citizens, rounds, script, meter)


async def _floor(stack: Stack, plan: Plan) -> Comparison:
    """The same client against a peer that answers at once, on both ways."""
    return await compare(
        partial(DirectCitizen.arrive, stack.peer_url),
        partial(ServiceCitizen.arrive, stack.peer_url),
        replace(plan, rounds=FLOOR_ROUNDS),
        pairs=1,
    )


def _processor_times(pids: Mapping[str, int]) -> dict[str, float]:
    times = {name: usage(pid).processor for name, pid in pids.items()}
    return times | {"client": process_time()}


if __name__ == "__main__":
    sys.exit(main())
