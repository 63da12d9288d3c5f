"""Forecasts of the wait, put together; a part of the composition root (`main`)."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from handoff.adapters.wakeups_local import LocalWakeups
from handoff.core.durations import Chance
from handoff.core.ports import Clock, Log
from handoff.core.waits import WaitRecords
from handoff.services.journal import Journal
from handoff.services.office import OfficeBook
from handoff.services.stay_keeper import StayKeeper
from handoff.services.upkeep import Chore
from handoff.services.wait_ranges import WaitRanges
from handoff.services.wait_report import WaitReports
from handoff.services.waits import Waits

SEED = 20090301
"""Any number: it only has to be the same each time."""


@dataclass(frozen=True)
class WaitParts:
    """The services of the wait, wired."""

    waits: Waits
    reports: WaitReports
    chores: tuple[Chore, ...]


def wait_parts(
    records: WaitRecords, log: Log, journal: Journal, book: OfficeBook, clock: Clock
) -> WaitParts:
    """Put them together; the keeper hears of everything that the journal writes."""
    keeper = StayKeeper(records, log, clock)
    journal.tell(keeper.note)
    ranges = WaitRanges(records, keeper, book, clock, _chance)
    waits = Waits(records, ranges, book, LocalWakeups(), clock)
    return WaitParts(waits, WaitReports(records, book, clock), (keeper.keep, waits.look))


def _chance() -> Chance:
    # No secret hangs on it: the same office is to give the same ranges.
    return Random(SEED).random  # noqa: S311
