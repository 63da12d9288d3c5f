"""What the benchmark prints: a table for people, and one line of JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bench.long_talk import LongTalk
from bench.stats import Comparison, pooled, processor_a_turn, quantile, throughput

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Crowd:
    """So many citizens at a time: both ways compared, and the floor of each, on the same client."""

    citizens: int
    ways: Comparison
    floor: Comparison


@dataclass(frozen=True, slots=True)
class Results:
    """Everything that was measured.

    `memory` is resident bytes at the end, by process; `durable_write` seconds on this disk.
    """

    crowds: tuple[Crowd, ...]
    long: LongTalk
    memory: Mapping[str, int]
    durable_write: float


def table(results: Results) -> str:
    """The results as a person reads them; latencies in milliseconds."""
    lines = [line for crowd in results.crowds for line in _crowd_lines(crowd)]
    last = f"turn {results.long.turns}"
    lines.append(f"{'One long conversation, p50 ms':32}{'turn 5':>10}{last:>10}{'ratio':>7}")
    for name, growth in (
        ("straight at the assistant", results.long.direct),
        ("through the service", results.long.service),
    ):
        early, late = quantile(growth.early, 0.5), quantile(growth.late, 0.5)
        lines.append(f"  {name:30}{_ms(early):>10}{_ms(late):>10}{growth.ratio:7.2f}")
    added = [_added_at(results, window) for window in ("early", "late")]
    lines.append(f"  {'added by the service':30}{_ms(added[0]):>10}{_ms(added[1]):>10}")
    sizes = (f"{name} {size // MIB}" for name, size in results.memory.items())
    lines += ["", "Memory, MiB: " + ", ".join(sizes)]
    lines.append(f"One durable write on this disk, ms: {results.durable_write * 1000:.2f}")
    return "\n".join(lines)


def line(results: Results) -> str:
    """The results as one line of JSON; milliseconds, ratios and MiB."""
    found: dict[str, Any] = {}
    for crowd in results.crowds:
        found[f"citizens_{crowd.citizens}"] = {
            "added_ms_p50": _rounded(crowd.ways.added_p50),
            "added_ms_p99": _rounded(crowd.ways.added_p99),
            "throughput_ratio": round(crowd.ways.throughput_ratio, 3),
            "direct_ms_p50": _rounded(quantile(pooled(crowd.ways.direct), 0.5)),
            "service_ms_p50": _rounded(quantile(pooled(crowd.ways.service), 0.5)),
            "floor_direct_ms_p50": _rounded(quantile(pooled(crowd.floor.direct), 0.5)),
            "floor_service_ms_p50": _rounded(quantile(pooled(crowd.floor.service), 0.5)),
            "turns_each_way": len(pooled(crowd.ways.direct)),
            "processor_ms_a_turn": _processor(crowd.ways),
        }
    found["long"] = {
        "turns": results.long.turns,
        "service_ratio": round(results.long.service.ratio, 3),
        "direct_ratio": round(results.long.direct.ratio, 3),
        "added_ms_turn_5": _rounded(_added_at(results, "early")),
        "added_ms_last_turn": _rounded(_added_at(results, "late")),
    }
    found["memory_mib"] = {name: size // MIB for name, size in results.memory.items()}
    found["durable_write_ms"] = _rounded(results.durable_write)
    return json.dumps(found)


def _crowd_lines(crowd: Crowd) -> list[str]:
    ways = crowd.ways
    count = len(pooled(ways.direct))
    title = f"{crowd.citizens} at a time, {count} turns each way"
    rows = [f"{title:32}{'p50 ms':>8}{'p99 ms':>9}{'turns/s':>9}"]
    for name, blocks in (
        ("straight at the assistant", ways.direct),
        ("through the service", ways.service),
        ("floor: a peer, straight", crowd.floor.direct),
        ("floor: a peer, POST and socket", crowd.floor.service),
    ):
        half, most = (quantile(pooled(blocks), share) for share in (0.5, 0.99))
        rows.append(f"  {name:30}{_ms(half):8}{_ms(most):9}{throughput(blocks):9.1f}")
    rows.append(f"  {'added by the service':30}{_ms(ways.added_p50):8}{_ms(ways.added_p99):9}")
    rows.append(f"  {'throughput, service/assistant':30}{'':17}{ways.throughput_ratio:9.3f}")
    for way, times in _processor(ways).items():
        shown = ", ".join(f"{name} {time}" for name, time in times.items())
        rows.append(f"  processor ms a turn, {way}: {shown}")
    return [*rows, ""]


def _processor(ways: Comparison) -> dict[str, dict[str, float]]:
    return {
        way: {name: _rounded(time) for name, time in processor_a_turn(blocks).items()}
        for way, blocks in (("straight", ways.direct), ("through the service", ways.service))
    }


def _added_at(results: Results, window: str) -> float:
    ours: tuple[float, ...] = getattr(results.long.service, window)
    theirs: tuple[float, ...] = getattr(results.long.direct, window)
    return quantile(ours, 0.5) - quantile(theirs, 0.5)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:8.2f}"


def _rounded(seconds: float) -> float:
    return round(seconds * 1000, 2)
