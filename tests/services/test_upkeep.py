"""Chores: each is done, whatever becomes of the others."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handoff.core.errors import Unavailable
from handoff.services.upkeep import KEEP_LETTERS, OldLetters, do_all
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.dead_letters import MemoryDeadLetters

HOUR_S = 3600.0


async def test_a_chore_that_fails_keeps_no_other_from_being_done() -> None:
    done: list[str] = []

    async def fails() -> None:
        raise ValueError

    async def works() -> None:
        done.append("works")

    await do_all((fails, works))
    assert done == ["works"]


async def test_a_store_that_is_away_ends_the_round() -> None:
    async def cannot() -> None:
        raise Unavailable

    with pytest.raises(Unavailable):
        await do_all((cannot,))


async def test_dead_letters_are_dropped_after_thirty_days_and_not_before() -> None:
    clock, letters = FakeClock(), MemoryDeadLetters()
    old = OldLetters(letters, clock)
    await letters.add("telegram", b"old", "why", NOON)
    await letters.add("telegram", b"new", "why", NOON + timedelta(hours=2))
    clock.set(NOON + KEEP_LETTERS)
    await old.drop()
    assert await letters.count() == 2
    clock.advance(HOUR_S)
    await old.drop()
    assert [letter.raw for letter in await letters.list(10)] == [b"new"]


async def test_they_are_looked_at_once_an_hour_even_when_the_clock_is_put_back() -> None:
    clock, letters = FakeClock(), MemoryDeadLetters()
    old = OldLetters(letters, clock)
    await old.drop()
    letters.away = True
    clock.advance(HOUR_S - 1)
    await old.drop()
    clock.advance(-10 * HOUR_S)
    with pytest.raises(Unavailable):
        await old.drop()
