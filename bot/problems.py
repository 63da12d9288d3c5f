"""What is wrong with the content, said so that somebody who writes texts can put it right."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.yaml_file import ContentError


@dataclass(frozen=True)
class Problem:
    """One fault: the file it is in, the intent (or text) and language it concerns, and the fault.

    `fault` is one plain sentence or two, the second one saying what to do.
    """

    file: str
    fault: str
    intent: str | None = None
    language: str | None = None

    def __str__(self) -> str:
        place = self.file
        if self.intent:
            place += f": {self.intent}"
        if self.language:
            place += f" ({self.language})"
        return f"{place}: {self.fault}"


Report = Callable[[Problem], None]


def refuse(problems: Iterable[Problem]) -> None:
    """Raise ContentError with all problems, one a line, if there are any."""
    found = [str(problem) for problem in problems]
    if found:
        raise ContentError("\n".join(found))
