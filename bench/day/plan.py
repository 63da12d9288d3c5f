"""The plan of a day: who comes when, who works when. Times are office seconds from the opening."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

MINUTE = 60.0
HOUR = 60 * MINUTE
DAY = 10 * HOUR

PER_HOUR = (0.7, 1.2, 1.5, 1.3, 0.8, 0.8, 1.1, 1.2, 0.9, 0.5)
"""How the day's citizens spread over its hours: a morning peak, a dip at lunch."""

BURST_AT, BURST_FOR = 2.5 * HOUR, 15 * MINUTE
"""Letters have arrived in ten thousand homes: a share of the day comes within minutes."""

FOOD, CASH, SPANISH = "food", "cash", "spanish"
TEAMS = (FOOD, CASH, SPANISH)
TOPICS = {FOOD: "snap_emergency", CASH: "tanf_apply"}


@dataclass(frozen=True, slots=True)
class Shift:
    """An agent's day. From `lost_at` on, once there is work, the laptop sleeps for `lost_for`."""

    name: str
    team: str
    languages: tuple[str, ...]
    capacity: int
    begins: float
    ends: float
    lunch: float
    lost_at: float | None = None
    lost_for: float = 0.0


@dataclass(frozen=True, slots=True)
class Visit:
    """A citizen's day: asks for a person at `at`, gives up after `patience`, needs `handling`."""

    number: int
    at: float
    language: str
    team: str
    patience: float
    handling: float


def shifts(count: int, seed: int, least_sleep: float = 0.0) -> list[Shift]:
    """Return the agents: early and late ones, lunch by turns, one in ten loses the connection.

    It is lost for `least_sleep` at least: however fast the day goes, leases are real seconds.
    """
    chance = Random(seed)  # noqa: S311 - a plan that comes out the same each time
    made = []
    for number in range(count):
        team = TEAMS[number % len(TEAMS)] if number % 5 else SPANISH
        early = number % 2 == 0
        made.append(
            Shift(
                name=f"agent{number}",
                team=team,
                languages=("en", "es") if team == SPANISH else ("en",),
                capacity=1 + number % 2,
                begins=0.0 if early else 1.0 * HOUR,
                ends=9.0 * HOUR if early else DAY,
                lunch=(3.5 + chance.random() * 2) * HOUR,
                lost_at=chance.uniform(1.5, 7) * HOUR if number % 10 == 3 else None,
                lost_for=max(chance.uniform(5, 20) * MINUTE, least_sleep),
            )
        )
    return made


def visits(count: int, seed: int, *, burst: float = 0.17) -> list[Visit]:
    """Return the citizens in the order in which they come; a share of them in the burst."""
    chance = Random(seed)  # noqa: S311 - a plan that comes out the same each time
    moments = [_moment(chance, burst) for _ in range(count)]
    return [_visit(number, at, chance) for number, at in enumerate(sorted(moments))]


def _moment(chance: Random, burst: float) -> float:
    if chance.random() < burst:
        return BURST_AT + chance.random() * BURST_FOR
    hour = chance.choices(range(len(PER_HOUR)), PER_HOUR)[0]
    # The last ten minutes belong to those who are there already.
    return min((hour + chance.random()) * HOUR, DAY - 10 * MINUTE)


def _visit(number: int, at: float, chance: Random) -> Visit:
    spanish = chance.random() < 0.2
    team = SPANISH if spanish else chance.choice((FOOD, CASH))
    return Visit(
        number=number,
        at=at,
        language="es" if spanish else "en",
        team=team,
        # Most people wait as long as they have to; the others give up after half an hour or so.
        patience=chance.expovariate(1 / (40 * MINUTE)) if chance.random() < 0.3 else math.inf,
        handling=chance.lognormvariate(math.log(8 * MINUTE), 0.6),
    )
