"""The benchmark's arithmetic. Times are seconds, as measured; milliseconds only when shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median


@dataclass(frozen=True, slots=True)
class Block:
    """One way asked for a while: the latency of each turn, and how long all of it took.

    `processor` is the processor time that went by meanwhile, in seconds, by process.
    """

    latencies: tuple[float, ...]
    seconds: float
    processor: Mapping[str, float] = field(default_factory=dict)

    @property
    def throughput(self) -> float:
        """Turns a second."""
        return len(self.latencies) / self.seconds


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both ways, block by block: `direct[i]` and `service[i]` were measured next to each other."""

    direct: tuple[Block, ...]
    service: tuple[Block, ...]

    @property
    def added_p50(self) -> float:
        """Seconds the service adds: median over the pairs of the difference of their medians."""
        return median(
            quantile(ours.latencies, 0.5) - quantile(theirs.latencies, 0.5)
            for ours, theirs in self._pairs
        )

    @property
    def added_p99(self) -> float:
        """Seconds between the 99th percentiles of all turns: a single block has too few for one."""
        return quantile(pooled(self.service), 0.99) - quantile(pooled(self.direct), 0.99)

    @property
    def throughput_ratio(self) -> float:
        """Median over the pairs of the service's turns a second by the assistant's own."""
        return median(ours.throughput / theirs.throughput for ours, theirs in self._pairs)

    @property
    def _pairs(self) -> list[tuple[Block, Block]]:
        """The service's block and its neighbour: a machine that is slow is slow to both."""
        return list(zip(self.service, self.direct, strict=True))


def pooled(blocks: Sequence[Block]) -> list[float]:
    """All latencies of some blocks."""
    return [latency for block in blocks for latency in block.latencies]


def throughput(blocks: Sequence[Block]) -> float:
    """Turns a second over some blocks."""
    return len(pooled(blocks)) / sum(block.seconds for block in blocks)


def processor_a_turn(blocks: Sequence[Block]) -> dict[str, float]:
    """Processor seconds a turn over some blocks, by process."""
    turns = len(pooled(blocks))
    names = blocks[0].processor
    return {name: sum(block.processor[name] for block in blocks) / turns for name in names}


def quantile(values: Sequence[float], share: float) -> float:
    """The quantile at `share` (0 to 1), linear between neighbours (type 7 of Hyndman and Fan).

    Raises:
        ValueError: no values, or a share outside 0 to 1.
    """
    if not values or not 0 <= share <= 1:
        raise ValueError("a quantile needs values and a share from 0 to 1")
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
