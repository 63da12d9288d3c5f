"""The wait on the running service: pushed to the widget, said on the plain page, reported."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from handoff.core.agents import Presence, Role
from handoff.core.stays import Stay
from tests.web.harness import Citizen, DeskClient, Running, running

LATE = 2.0


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[Running]:
    async with running(tmp_path, office_hours="always") as service:
        yield service


async def with_past(service: Running) -> None:
    """Let the office have handled thirty conversations of ten minutes, each after a minute."""
    now = datetime.now(UTC)
    for number in range(30):
        citizen = await service.open()
        queued = now - timedelta(minutes=60 + 10 * number)
        taken, ended = queued + timedelta(minutes=1), queued + timedelta(minutes=11)
        stay = Stay(citizen.conversation_id, None, "en", 0, queued, taken, ended, "gone", seq=3)
        await service.store.waits.keep_stays(citizen.conversation_id, [stay])


async def at_desk(service: Running, name: str) -> DeskClient:
    """Return an agent whose desk lives."""
    desk = await service.sign_in(name, name.title())
    await service.adapters.agents.set_presence(desk.agent.id, Presence.AVAILABLE)
    await service.adapters.agents.seen(desk.agent.id, datetime.now(UTC))
    return desk


async def waiting(service: Running) -> Citizen:
    citizen = await service.open()
    await citizen.say("person please", "k1")
    async with asyncio.timeout(5):
        while (await citizen.events())[-1].get("control") != "queued":  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    return citizen


async def test_without_a_past_the_place_is_told_and_no_range(service: Running) -> None:
    citizen = await waiting(service)
    async with citizen.stream() as frames:
        told = await frames.until(type="queue")
    assert told == {"type": "queue", "position": 1, "wait": None, "opens_at": None}


async def test_with_a_past_a_range_is_told_and_the_next_place_is_pushed(service: Running) -> None:
    await with_past(service)
    desk = await at_desk(service, "mari")
    first, second = await waiting(service), await waiting(service)
    async with second.stream() as frames:
        told = await frames.until(type="queue")
        assert told["position"] == 2
        assert 0 <= told["wait"]["low_s"] < told["wait"]["high_s"]
        assert told["opens_at"] is None
        assert (await desk.post(first.conversation_id, "accept")).status_code == 200
        assert (await frames.until(type="queue"))["position"] == 1


async def test_outside_of_office_hours_the_frame_says_when_people_are_back(
    service: Running,
) -> None:
    back = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=9)
    book = service.services.desk.book
    book.opens_at = lambda: back  # type: ignore[method-assign]
    citizen = await waiting(service)
    async with citizen.stream() as frames:
        told = await frames.until(type="queue")
    assert told["wait"] is None
    assert told["opens_at"] == back.isoformat(timespec="milliseconds").replace("+00:00", "Z")


async def test_the_plain_page_says_the_place_and_the_wait_and_lets_one_give_up(
    service: Running,
) -> None:
    await with_past(service)
    await at_desk(service, "mari")
    async with httpx.AsyncClient(base_url=service.base, follow_redirects=True) as browser:
        sent = {"key": "k-1", "text": "a person please"}
        page = (await browser.post("/plain", data=sent)).text
        assert "You are number 1 in line." in page
        assert "It should take" in page
        assert 'value="baton:leave_queue"' in page
        left = {"key": "k-2", "payload": "baton:leave_queue"}
        page = (await browser.post("/plain", data=left)).text
    assert "in line" not in page
    assert "baton:leave_queue" not in page


async def test_the_plain_page_says_it_in_spanish(service: Running) -> None:
    async with httpx.AsyncClient(
        base_url=service.base, follow_redirects=True, headers={"Accept-Language": "es"}
    ) as browser:
        page = (await browser.post("/plain", data={"key": "k-1", "text": "person"})).text
    assert "Usted es el número 1 en la fila." in page
    assert "Todavía no podemos decir cuánto tardará." in page
    assert "Ya no quiero esperar" in page


async def test_what_came_true_is_reported_to_supervisors(service: Running) -> None:
    await with_past(service)
    desk = await at_desk(service, "mari")
    boss = await service.sign_in("boss", "Boss", Role.SUPERVISOR)
    citizen = await waiting(service)
    async with citizen.stream() as frames:
        assert (await frames.until(type="queue"))["wait"] is not None
    assert (await desk.post(citizen.conversation_id, "accept")).status_code == 200
    async with asyncio.timeout(5):
        while True:
            answer = await boss.http.get("/api/desk/calibration", params={"days": 1})
            assert answer.status_code == 200, answer.text
            if answer.json()["all"] and answer.json()["all"]["known"]:
                break
            await asyncio.sleep(0.05)
    report = answer.json()
    assert report["all"]["waits"] == report["all"]["known"] == 1
    assert report["all"]["inside"] == 1
    assert report["groups"][0]["team"] is None
    # Place one times ten minutes, against an answer at once.
    assert report["groups"][0]["naive_place"]["error_s"] == pytest.approx(600, abs=10)


@pytest.mark.parametrize("days", ["0", "366", "many"])
async def test_days_that_are_none_are_refused(service: Running, days: str) -> None:
    boss = await service.sign_in("boss", "Boss", Role.SUPERVISOR)
    answer = await boss.http.get("/api/desk/calibration", params={"days": days})
    assert answer.status_code in (400, 422)
    assert answer.json()["error"]["code"] == "invalid_request"


async def test_agents_do_not_see_the_calibration(service: Running) -> None:
    desk = await service.sign_in("mari", "Mari")
    assert (await desk.http.get("/api/desk/calibration")).status_code == 403
    async with httpx.AsyncClient(base_url=service.base) as nobody:
        assert (await nobody.get("/api/desk/calibration")).status_code == 401


async def test_who_types_is_passed_on_and_noise_is_not(service: Running) -> None:
    citizen = await service.open()
    name = f"citizen {citizen.conversation_id}"
    async with service.adapters.typing.subscribe(name) as hints, citizen.stream(2) as frames:
        await frames.until(type="ready")
        noises: tuple[object, ...] = ("noise", [], {"type": "other"}, {"type": ["typing"]})
        for noise in noises:
            await frames.send(noise)
        assert not await hints.wait(0.2)
        await frames.send({"type": "typing"})
        assert await hints.wait(LATE)
