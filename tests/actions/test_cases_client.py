"""The client of the case system against a real HTTP server that behaves and misbehaves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import date, datetime

import pytest
from aiohttp import web  # type: ignore[import-not-found]

from actions.api.cases import CasesClient, CasesUnavailable

Handler = Callable[[web.Request], Awaitable[web.Response]]

CASE = {
    "application_number": "APP-2041-7739",
    "programme": "snap",
    "state": "interview_scheduled",
    "submitted_on": "2026-11-01",
    "missing": ["proof_of_income"],
    "next_step": {"code": "attend_interview", "due": "2026-12-01"},
    "interview": {"at": "2026-12-01T09:30:00", "by": "phone"},
    "decision": None,
}


@asynccontextmanager
async def case_system(handler: Handler) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_post("/cases/lookup", handler)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        host, port = runner.addresses[0][:2]
        yield f"http://{host}:{port}"
    finally:
        await runner.cleanup()


async def test_a_case_comes_back_typed() -> None:
    asked = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(await request.json())
        return web.json_response(CASE)

    async with case_system(answer) as url:
        case = await CasesClient(url).look_up("APP-2041-7739", "1987-04-12")
    assert asked == [{"application_number": "APP-2041-7739", "date_of_birth": "1987-04-12"}]
    assert case is not None
    assert case.next_due == date(2026, 12, 1)
    assert case.interview_at == datetime(2026, 12, 1, 9, 30)
    assert case.missing == ("proof_of_income",)
    assert case.decided_on is None


async def test_not_found_is_no_case() -> None:
    async def answer(request: web.Request) -> web.Response:
        return web.json_response({"error": {"code": "not_found", "message": ""}}, status=404)

    async with case_system(answer) as url:
        assert await CasesClient(url).look_up("APP-0000-0000", "1987-04-12") is None


@pytest.mark.parametrize(
    "response",
    [
        lambda: web.Response(status=500),
        lambda: web.Response(status=422),
        lambda: web.Response(text="<html>"),
        lambda: web.json_response([]),
        lambda: web.json_response({**CASE, "next_step": None}),
        lambda: web.json_response({**CASE, "submitted_on": "yesterday"}),
    ],
)
async def test_an_answer_outside_the_contract_is_unavailable(
    response: Callable[[], web.Response],
) -> None:
    async def answer(request: web.Request) -> web.Response:
        return response()

    async with case_system(answer) as url:
        with pytest.raises(CasesUnavailable):
            await CasesClient(url).look_up("APP-2041-7739", "1987-04-12")


async def test_a_system_that_is_down_is_unavailable() -> None:
    async def answer(request: web.Request) -> web.Response:
        return web.json_response(CASE)

    async with case_system(answer) as url:
        pass
    with pytest.raises(CasesUnavailable):
        await CasesClient(url).look_up("APP-2041-7739", "1987-04-12")


async def test_a_system_that_does_not_answer_in_time_is_unavailable() -> None:
    over = asyncio.Event()

    async def answer(request: web.Request) -> web.Response:
        await over.wait()
        return web.json_response(CASE)

    async with case_system(answer) as url:
        with pytest.raises(CasesUnavailable):
            await CasesClient(url, timeout=0.05).look_up("APP-2041-7739", "1987-04-12")
        over.set()
