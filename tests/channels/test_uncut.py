"""A request goes on when its caller gives up, so that the pool never loses a place."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from channels.uncut import Uncut
from tests.channels.serving import serving

PLACES = 4


async def _well(_: Request) -> Response:
    await asyncio.sleep(0.01)
    return Response()


async def test_callers_that_give_up_leave_every_place_of_the_pool_to_others() -> None:
    uncut = Uncut()
    app = Starlette(routes=[Route("/", _well)])
    limits = httpx.Limits(max_connections=PLACES)
    async with serving(app) as url, httpx.AsyncClient(limits=limits, trust_env=False) as http:
        for _ in range(20):
            asked = [asyncio.create_task(uncut.run(http.get(url))) for _ in range(2 * PLACES)]
            await asyncio.sleep(0.005)
            for each in asked:
                each.cancel()
            await asyncio.gather(*asked, return_exceptions=True)
        answers = await asyncio.gather(*(uncut.run(http.get(url)) for _ in range(PLACES)))
        assert all(answer.is_success for answer in answers)
        await uncut.stop()


async def test_the_caller_gets_the_answer_and_the_error() -> None:
    async def fail() -> int:
        raise OSError("broken")

    async def succeed() -> int:
        return 7

    uncut = Uncut()
    assert await uncut.run(succeed()) == 7
    with pytest.raises(OSError, match="broken"):
        await uncut.run(fail())


async def test_stopping_cuts_off_what_nobody_waits_for() -> None:
    ended: list[str] = []

    async def hang() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("cut off")

    uncut = Uncut()
    caller = asyncio.create_task(uncut.run(hang()))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    caller.cancel()
    await asyncio.gather(caller, return_exceptions=True)
    assert ended == []
    await uncut.stop()
    assert ended == ["cut off"]
