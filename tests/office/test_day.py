"""A small day at the office against the service as a process, over HTTP and websockets."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LONGEST_S = 300


def test_a_day_of_eight_agents_leaves_nobody_orphaned_held_twice_or_overtaken() -> None:
    day = ["--agents", "8", "--conversations", "60", "--minutes", "0.7", "--seed", "3"]
    ended = subprocess.run(
        [sys.executable, "-m", "bench.day", *day],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=LONGEST_S,
        check=False,
    )
    assert ended.stdout, ended.stderr[-3000:]
    report = json.loads(ended.stdout)
    rules = {name: report[name] for name in ("orphaned", "held_twice", "overtaken")}
    assert rules == {"orphaned": 0, "held_twice": 0, "overtaken": 0}, report
    assert report["conversations"] == 60
    # The day had what it is there for: an agent's laptop slept, and somebody went home.
    assert report["taken_back"]["agent_lost"] >= 1, report
    assert report["counts"]["taken"] >= 40, report
    assert ended.returncode == 0, report
