"""Updates pass in the order of their numbers; a gap is waited for once and never for long."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from channels.telegram.order import RESTART, Order
from tests.services.world import settle

LONGEST_S = 0.2


class Gate:
    """Updates on their way in, and time that passes when a test says so."""

    def __init__(self, longest_s: float = LONGEST_S) -> None:
        self.order = Order(longest_s, self.pause)
        self.passed: list[int] = []
        self.asked: list[float] = []
        self.tasks: list[asyncio.Task[None]] = []
        self._sleeping: list[asyncio.Future[None]] = []

    async def pause(self, seconds: float) -> None:
        self.asked.append(seconds)
        sleeping = asyncio.get_running_loop().create_future()
        self._sleeping.append(sleeping)
        await sleeping

    async def come(self, *update_ids: int) -> list[int]:
        """Let updates come; return all that have passed."""
        for update_id in update_ids:
            self.tasks.append(asyncio.create_task(self._come(update_id)))
            await settle()
        return self.passed

    async def time_is_up(self, first: int = 1) -> list[int]:
        """Let the first waits that go on end."""
        still = [sleeping for sleeping in self._sleeping if not sleeping.done()]
        for sleeping in still[:first]:
            sleeping.set_result(None)
        await settle()
        return self.passed

    async def _come(self, update_id: int) -> None:
        await self.order.turn(update_id)
        self.passed.append(update_id)


@pytest.fixture
async def gate() -> AsyncIterator[Gate]:
    made = Gate()
    yield made
    for task in made.tasks:
        task.cancel()
    await asyncio.gather(*made.tasks, return_exceptions=True)


async def test_who_comes_in_order_waits_for_nothing(gate: Gate) -> None:
    assert await gate.come(5, 6, 7) == [5, 6, 7]
    assert gate.asked == []


async def test_a_press_that_passed_a_message_waits_for_it(gate: Gate) -> None:
    assert await gate.come(5, 7) == [5]
    assert await gate.come(6) == [5, 6, 7]


async def test_all_behind_a_gap_pass_in_order_when_it_is_filled(gate: Gate) -> None:
    assert await gate.come(5, 9, 7, 8) == [5]
    assert await gate.come(6) == [5, 6, 7, 8, 9]


async def test_a_gap_that_stays_is_given_up_in_order_and_not_waited_for_again(gate: Gate) -> None:
    assert await gate.come(5, 8, 7) == [5]
    assert await gate.time_is_up() == [5, 7, 8]
    assert gate.asked == [LONGEST_S, LONGEST_S]
    assert await gate.come(9, 6) == [5, 7, 8, 9, 6]
    assert len(gate.asked) == 2


async def test_a_second_gap_is_waited_for_by_those_behind_it_only(gate: Gate) -> None:
    assert await gate.come(5, 7, 9) == [5]
    assert await gate.time_is_up() == [5, 7]
    assert await gate.come(8) == [5, 7, 8, 9]


async def test_what_is_brought_again_passes_at_once(gate: Gate) -> None:
    assert await gate.come(5, 6, 5, 6) == [5, 6, 5, 6]


async def test_the_same_one_twice_behind_a_gap_passes_twice(gate: Gate) -> None:
    assert await gate.come(5, 7, 7) == [5]
    assert await gate.come(6) == [5, 6, 7, 7]


async def test_numbers_that_start_anew_are_no_gap(gate: Gate) -> None:
    far = 5 + RESTART + 2
    assert await gate.come(5, far, far + 1, 3, 4) == [5, far, far + 1, 3, 4]
    assert gate.asked == []


async def test_a_platform_that_hangs_up_leaves_no_gap_behind(gate: Gate) -> None:
    assert await gate.come(5, 7) == [5]
    gate.tasks[-1].cancel()
    await settle()
    assert await gate.come(8) == [5, 8]


async def test_zero_switches_it_off() -> None:
    gate = Gate(longest_s=0)
    assert await gate.come(9, 5, 7) == [9, 5, 7]
