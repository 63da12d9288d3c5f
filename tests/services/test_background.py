"""Kept background tasks: never two for one key, none lost, and a stop that always ends."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest

from handoff.services.background import Background
from tests.services.world import settle


class Work:
    """Work that waits at a gate and counts."""

    def __init__(self) -> None:
        self.gate = asyncio.Event()
        self.begun: Counter[str] = Counter()
        self.done: Counter[str] = Counter()

    async def __call__(self, key: str) -> None:
        self.begun[key] += 1
        await self.gate.wait()
        self.done[key] += 1


@pytest.fixture
def work() -> Work:
    return Work()


@pytest.fixture
def background(work: Work) -> Background:
    return Background("test", work)


async def test_keys_run_side_by_side(work: Work, background: Background) -> None:
    background.start("a")
    background.start("b")
    await settle()
    assert work.begun == {"a": 1, "b": 1}
    assert background.running == {"a", "b"}
    work.gate.set()
    await background.drain()
    assert not background.running


async def test_a_key_that_is_asked_for_while_it_runs_runs_once_more(
    work: Work, background: Background
) -> None:
    background.start("a")
    await settle()
    for _ in range(3):
        background.start("a")
    await settle()
    assert work.begun["a"] == 1
    work.gate.set()
    await background.drain()
    assert work.done["a"] == 2


async def test_no_start_is_lost_at_whatever_moment_it_comes() -> None:
    seen: list[int] = []
    wanted = 0

    async def look(_: str) -> None:
        await asyncio.sleep(0)
        seen.append(wanted)

    background = Background("test", look)
    for wanted in range(1, 30):
        background.start("a")
        for _ in range(wanted % 4):
            await asyncio.sleep(0)
    await background.drain()
    assert seen[-1] == 29


async def test_work_that_raises_frees_its_key() -> None:
    async def fail(_: str) -> None:
        raise RuntimeError("work handles its own errors, this one does not")

    background = Background("test", fail)
    background.start("a")
    task = next(t for t in asyncio.all_tasks() if t.get_name() == "test a")
    with pytest.raises(RuntimeError):
        await task
    assert not background.running


async def test_stopping_cancels_what_runs_and_starts_nothing_more(
    work: Work, background: Background
) -> None:
    background.start("a")
    await settle()
    await background.stop()
    background.start("b")
    await settle()
    assert work.begun == {"a": 1}
    assert not work.done
    assert not background.running


async def test_stopping_ends_what_had_not_begun(work: Work, background: Background) -> None:
    background.start("a")
    async with asyncio.timeout(5):
        await background.stop()
        await background.drain()
    assert not work.begun


async def test_a_start_during_the_stop_is_not_run(work: Work, background: Background) -> None:
    background.start("a")
    await settle()
    stopping = asyncio.create_task(background.stop())
    background.start("a")
    await asyncio.sleep(0)
    background.start("b")
    await stopping
    await settle()
    assert work.begun == {"a": 1}
