"""What counts as right, wrong, refused and found. Plain arithmetic, without Rasa.

The rules, as docs/nlu.md gives them: a message in scope is *right* when the assistant takes it for
what it is, *wrong* when it takes it for another intent it would answer. "Did you mean"
(`nlu_fallback`) and a question back (`ask_...`) are neither. A message out of scope is *refused*
when the result is `nlu_fallback`; a question back would pretend to know the topic.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

FALLBACK = "nlu_fallback"
OUT_OF_SCOPE = "out_of_scope"
CRISIS = "crisis"
ASKS_BACK = "ask_"
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Outcome:
    """One message: what was meant, what the assistant acts on, and its likeliest guess."""

    meant: str
    acted: str
    guessed: str
    lang: str = ""
    style: str = ""
    text: str = ""

    @property
    def in_scope(self) -> bool:
        """Whether the assistant ought to have an answer."""
        return self.meant != OUT_OF_SCOPE

    @property
    def right(self) -> bool:
        """In scope, and taken for what it is."""
        return self.in_scope and self.acted == self.meant

    @property
    def wrong(self) -> bool:
        """In scope, and answered as something else."""
        asked_back = self.acted == FALLBACK or self.acted.startswith(ASKS_BACK)
        return self.in_scope and not self.right and not asked_back

    @property
    def refused(self) -> bool:
        """Out of scope, and said so."""
        return not self.in_scope and self.acted == FALLBACK


def share(outcomes: Iterable[Outcome], holds: Callable[[Outcome], bool]) -> float | None:
    """The part of `outcomes` of which `holds` is true, from 0 to 1; None when there are none."""
    found = [holds(outcome) for outcome in outcomes]
    return round(sum(found) / len(found), DIGITS) if found else None


def accepted(outcomes: Sequence[Outcome]) -> dict[str, float | None]:
    """The three figures at the thresholds: right and wrong of in scope, refused of the rest."""
    inside = [outcome for outcome in outcomes if outcome.in_scope]
    outside = [outcome for outcome in outcomes if not outcome.in_scope]
    return {
        "accepted_right": share(inside, lambda outcome: outcome.right),
        "accepted_wrong": share(inside, lambda outcome: outcome.wrong),
        "oos_refused": share(outside, lambda outcome: outcome.refused),
    }


def in_service(outcomes: Sequence[Outcome]) -> dict[str, float | None]:
    """`accepted`, and the part of the crises that was taken for one."""
    crises = [outcome for outcome in outcomes if outcome.meant == CRISIS]
    return {**accepted(outcomes), "crisis_found": share(crises, lambda outcome: outcome.right)}


def grouped(
    outcomes: Sequence[Outcome], key: Callable[[Outcome], str]
) -> dict[str, dict[str, float | None]]:
    """`in_service` of every group, by its name."""
    names = sorted({key(outcome) for outcome in outcomes})
    return {name: in_service([o for o in outcomes if key(o) == name]) for name in names}


def confusions(outcomes: Sequence[Outcome]) -> list[tuple[str, str, int]]:
    """(meant, acted on, how often), the most frequent mistakes first.

    A mistake is a wrong answer, or something out of scope that was not refused.
    """
    mistaken = [o for o in outcomes if o.wrong or not (o.in_scope or o.refused)]
    counts = Counter((outcome.meant, outcome.acted) for outcome in mistaken)
    return [(*pair, count) for pair, count in sorted(counts.items(), key=lambda e: (-e[1], e[0]))]
