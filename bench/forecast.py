"""The table of docs/wait-forecast.md: forecasts of the wait on synthetic days, and their cost.

`python -m bench.forecast` prints it; `--days` and `--seeds` make it longer or shorter.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from random import Random
from statistics import fmean, median
from time import process_time

from bench.forecast_trial import Shown, compared, trial
from bench.office_day import Plan
from handoff.core.durations import Durations
from handoff.core.forecast import ranges
from handoff.core.playout import Habits, Hand, Held, Past, Waiter
from handoff.core.scores import Scores

OFFICES = {"usual": 1.0, "handling takes a quarter longer from the sixth day on": 1.25}
"""Kinds of office, with how much slower they become."""


def main() -> None:
    """Print the scores of both kinds of office, then what a forecast costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=8)
    parser.add_argument("--seeds", type=int, default=3)
    asked = parser.parse_args()
    for name, slower in OFFICES.items():
        shown = [
            each
            for seed in range(1, asked.seeds + 1)
            for each in trial(Plan(seed, slower=slower, slower_from=5), asked.days)
        ]
        _print_scores(name, shown, asked.seeds)
    _print_cost()


def _print_scores(office: str, shown: Sequence[Shown], seeds: int) -> None:
    answered = [each for each in shown if each.wait_s is not None]
    print(
        f"\n{office}: {seeds} seeds, {len(shown)} waits, {len(answered)} answered, mean wait",
        end=" ",
    )
    print(f"{fmean(each.wait_s or 0 for each in answered) / 60:.1f} min\n")
    print("| | inside | mean width, min | interval score, min | error of the middle, min |")
    print("| --- | --- | --- | --- | --- |")
    for way, score in compared(shown).items():
        _print_row(way, score)
    for name, some in _parts(answered).items():
        _print_row(f"forecast, {name}", compared(some)["forecast"])


def _parts(shown: Sequence[Shown]) -> dict[str, list[Shown]]:
    """Return parts of the waits by names."""
    return {
        "waits over 2 min": [s for s in shown if (s.wait_s or 0) > 120],
        "asked from 11:30 to 13:30": [s for s in shown if 11.5 <= _hour(s) < 13.5],
        **{f"{t} only": [s for s in shown if s.team == t] for t in ("benefits", "medical")},
    }


def _hour(shown: Shown) -> float:
    return shown.at.hour + shown.at.minute / 60


def _print_row(name: str, score: Scores) -> None:
    figures = (score.width_s, score.interval_score_s, score.error_s)
    print(f"| {name} | {score.inside:.1%} |", " | ".join(f"{f / 60:.1f}" for f in figures), "|")


def _print_cost() -> None:
    chance = Random(1).random  # noqa: S311 - the same figures each time
    times = Durations(60 + 1200 * chance() for _ in range(300))
    past = Past({"a": Habits(times, 0.0003, {0: 0.01, 10: 0.001})}, Durations([5.0, 10.0, 60.0]))
    crew = [
        Hand(frozenset({"a"}), frozenset(), 0, (Held("a", 300 * chance()), Held("a", 200.0)))
        for _ in range(60)
    ]
    queue = [Waiter(str(i), "a", "en", 0, 900.0 - i) for i in range(500)]
    print("\n| | ms of processor time, median of 25 |\n| --- | --- |")
    for name, places, agents in (
        ("place 3 of an office of 6", 3, 6),
        ("place 20 of an office of 12", 20, 12),
        ("a whole queue of 100, 20 agents", 100, 20),
        ("a whole queue of 500, 60 agents", 500, 60),
    ):
        taken = []
        for _ in range(25):
            before = process_time()
            ranges(queue[:places], crew[:agents], past, chance)
            taken.append(process_time() - before)
        print(f"| {name} | {median(taken) * 1000:.1f} |")


if __name__ == "__main__":
    main()
