"""What a platform waits for goes before turns and deliveries, but nobody waits for ever."""

from __future__ import annotations

import asyncio

import pytest

from handoff.services.background import Background
from handoff.services.precedence import Precedence


async def test_with_nothing_under_way_nobody_waits() -> None:
    await asyncio.wait_for(Precedence(patience_s=60).let_by(), 1)


async def test_work_begins_once_the_last_that_goes_first_is_done() -> None:
    precedence = Precedence(patience_s=60)
    begun: list[str] = []

    async def work(key: str) -> None:
        begun.append(key)

    background = Background("test", work, precedence.let_by)
    with precedence.first():
        with precedence.first():
            background.start("c-1")
            await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert begun == []
    await background.drain()
    assert begun == ["c-1"]


async def test_a_failed_message_does_not_hold_up_work_for_ever() -> None:
    precedence = Precedence(patience_s=60)
    with pytest.raises(ValueError, match="broken"), precedence.first():
        raise ValueError("broken")
    await asyncio.wait_for(precedence.let_by(), 1)


async def test_a_stream_without_end_is_let_by_only_so_long() -> None:
    precedence = Precedence(patience_s=0.01)
    with precedence.first():
        await asyncio.wait_for(precedence.let_by(), 5)


async def test_a_moment_between_two_messages_of_a_burst_lets_one_begin_and_not_all() -> None:
    moments: asyncio.Queue[None] = asyncio.Queue()
    precedence = Precedence(patience_s=60, pause=lambda _: moments.get())
    begun: list[int] = []

    async def work(number: int) -> None:
        await precedence.let_by()
        begun.append(number)

    with precedence.first():
        waiting = [asyncio.create_task(work(number)) for number in range(3)]
        await _settled()
    await _settled()
    moments.put_nowait(None)
    await _settled()
    assert begun == [0]
    with precedence.first():
        moments.put_nowait(None)
        await _settled()
        assert begun == [0]
    for _ in range(2):
        moments.put_nowait(None)
    await asyncio.gather(*waiting)
    assert begun == [0, 1, 2]


async def test_who_gives_up_waiting_holds_up_nobody() -> None:
    precedence = Precedence(patience_s=60)
    with precedence.first():
        first, second = (asyncio.create_task(precedence.let_by()) for _ in range(2))
        await _settled()
        first.cancel()
    await asyncio.wait_for(second, 5)


async def _settled() -> None:
    for _ in range(10):
        await asyncio.sleep(0)
