"""Runs a day and prints what came of it: `.venv/bin/python -m bench.day --help`."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
from pathlib import Path

import uvloop

from bench.day.plan import SPANISH
from bench.day.run import Options, run


def main() -> int:
    """Run, print, and return 0 when every rule held."""
    parser = argparse.ArgumentParser(prog="bench.day", description=__doc__)
    parser.add_argument("--agents", type=int, default=60)
    parser.add_argument("--conversations", type=int, default=3000)
    parser.add_argument(
        "--minutes", type=float, default=10.0, help="real minutes for the ten hours"
    )
    parser.add_argument("--burst", type=float, default=0.17, help="share that comes at once")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    options = Options(
        agents=given.agents,
        conversations=given.conversations,
        minutes=given.minutes,
        burst=given.burst,
        seed=given.seed,
        offering=(SPANISH,),
    )
    with (
        tempfile.TemporaryDirectory(prefix="day-") as home,
        asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
    ):
        report = runner.run(run(Path(home), options))
    print(json.dumps(report.shown(), indent=2))
    return 0 if report.kept_the_rules else 1


if __name__ == "__main__":
    sys.exit(main())
