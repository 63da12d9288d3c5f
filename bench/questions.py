"""What the citizens of the benchmark ask: the same questions on both ways.

A topic's questions stay together and in order, because the status form is a talk of three turns.
Topics rotate from citizen to citizen, so that not everybody asks the same thing at once.
"""

from __future__ import annotations

from itertools import chain, cycle, islice

STATUS = ("check on my application", "APP-2041-7739", "1987-04-12")
"""The form, and with its last turn a look into the case system; case and date are the demo's."""

FAQ = (
    "how do i apply for food stamps",
    "what are your hours",
    "do i qualify for snap",
    "where is the nearest office",
    "how do i create an account",
    "how long does it take to get approved",
    "what documents do i need",
)

TOPICS: tuple[tuple[str, ...], ...] = (STATUS, *((question,) for question in FAQ))

TALK_TURNS = sum(map(len, TOPICS))
"""Turns of a conversation in which every question is asked once."""


def script(citizen: int) -> list[str]:
    """The questions of one citizen, starting at another topic than the neighbour does."""
    start = citizen % len(TOPICS)
    return list(chain.from_iterable(TOPICS[start:] + TOPICS[:start]))


def even_script(turns: int) -> list[str]:
    """Plain questions only, in turn: any `len(FAQ)` of them in a row cost the same."""
    return list(islice(cycle(FAQ), turns))
