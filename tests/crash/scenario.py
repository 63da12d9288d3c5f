"""One life of the service in a crash test, and what outlives it on the citizens' side."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

MESSAGES = ("hello", "what is it about?", "still there? 👀", "a person please")
"""What each citizen says; the assistant answers the last with a handoff."""

FOLLOWED = "on-the-web"
DELIVERED = "on-telegram"
CHANNELS = {FOLLOWED: "web", DELIVERED: "telegram"}
"""Conversations by id: one is followed by a reader, one is delivered to a channel."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """What a life is to do; with a fault point it ends there, the `nth` time it gets there."""

    store_url: str
    world_url: str
    memory: str
    fault: str = ""
    nth: int = 0
    life: int = 1
    """Lives are ten minutes apart, so that what the dead held is free again."""
    only_pushes: bool = False
    shows: bool = False
    """Whether the platform brings back what was sent."""

    def as_dict(self) -> dict[str, str | int]:
        """Return it as JSON takes it."""
        return asdict(self)


class Memory:
    """What citizens' devices remember while the service dies: a file, one write a line."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_CREAT | os.O_RDWR | os.O_APPEND)
        self._path = path

    @classmethod
    def of(cls, scenario: Scenario) -> Self:
        """Open the memory that the scenario names."""
        return cls(Path(scenario.memory))

    def keep(self, kind: str, conversation_id: str, *numbers: int) -> None:
        """Remember a fact; when this returns, no kill can take it back."""
        os.write(
            self._file, (" ".join([kind, conversation_id, *map(str, numbers)]) + "\n").encode()
        )

    def facts(self, kind: str, conversation_id: str = "") -> Iterator[tuple[int, ...]]:
        """Recall the numbers of all facts of a kind, oldest first."""
        for line in self._path.read_text().splitlines():
            found, subject, *numbers = line.split(" ")
            if found == kind and subject == conversation_id:
                yield tuple(map(int, numbers))
