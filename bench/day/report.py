"""The figures of a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bench.day.plan import MINUTE
from bench.day.times import Notes
from bench.stats import quantile

SHARES = {"p50": 0.5, "p90": 0.9, "p95": 0.95, "longest": 1.0}


@dataclass
class Report:
    """What the log says (real seconds), and after `of_the_day` what was seen and what it cost."""

    conversations: int
    orphans: list[str]
    held_twice: list[str]
    overtaken: list[tuple[str, str]]
    waits: list[float]
    events: int
    taken_back: dict[str, int]
    seen: dict[str, Any] = field(default_factory=dict)

    @property
    def kept_the_rules(self) -> bool:
        """Whether nobody was orphaned, held twice or passed by."""
        failed = any("error" in name for name in self.seen.get("counts", {}))
        return not (self.orphans or self.held_twice or self.overtaken or failed)

    def of_the_day(
        self,
        notes: Notes,
        seconds: float,
        cpu: float,
        load: float,
        calibration: dict[str, Any],
        compression: float,
    ) -> None:
        """Add what was seen while it ran; waits become office minutes."""
        self.seen = {
            "compression": round(compression, 1),
            "real_seconds": round(seconds, 1),
            "machine_load_before": load,
            "service_processor_seconds": round(cpu, 1),
            "service_processor_share": round(cpu / seconds, 3),
            "service_processor_ms_per_event": round(cpu * 1e3 / max(1, self.events), 2),
            "most_waiting": notes.most_waiting,
            "wait_office_minutes": _spread([w * compression / MINUTE for w in self.waits]),
            "desk_update_ms": _spread([s * 1e3 for s in notes.updates]),
            "desk_update_ms_with_500_waiting": _spread([s * 1e3 for s in notes.crowded]),
            "counts": dict(notes.counts),
            "calibration": calibration,
        }

    def shown(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {
            "conversations": self.conversations,
            "events": self.events,
            "orphaned": len(self.orphans),
            "held_twice": len(self.held_twice),
            "overtaken": len(self.overtaken),
            "taken_back": self.taken_back,
            **self.seen,
        }


def _spread(values: list[float]) -> dict[str, float]:
    if not values:
        return {}
    spread = {name: round(quantile(values, share), 1) for name, share in SHARES.items()}
    return {"n": len(values), **spread}
