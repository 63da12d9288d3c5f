"""Polling: the offset moves when an update is durable, and no trouble ends it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from channels.telegram.bot import new_bot, new_request
from channels.telegram.intake import Intake
from channels.telegram.polling import Poller
from channels.telegram.state import NotReady, State
from channels.telegram.updates import KINDS, Batch, Received
from handoff.core.errors import Unavailable
from tests.channels.telegram import payloads as p
from tests.channels.telegram import platform as t
from tests.channels.telegram.service import Service, on_telegram


class Kept(Intake):
    """Keeps numbers of updates instead of acting on them; the store may be away."""

    def __init__(self) -> None:
        self.numbers: list[int | None] = []
        self.away = 0
        self.news = asyncio.Event()

    async def take(self, raw: bytes, batch: Batch) -> None:
        if self.away:
            self.away -= 1
            raise Unavailable
        self.numbers += [p.update.update_id if isinstance(p, Received) else None for p in batch]
        self.news.set()

    async def until(self, count: int) -> list[int | None]:
        async with asyncio.timeout(10):
            while len(self.numbers) < count:
                self.news.clear()
                await self.news.wait()
        return self.numbers


class Polling:
    """A poller at work whose pauses end at once."""

    def __init__(self) -> None:
        self.kept = Kept()
        self.state = State()
        self.pauses: list[float] = []

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        await asyncio.sleep(0.001)

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(10):
            while not holds():  # noqa: ASYNC110  # a state tells nobody
                await asyncio.sleep(0.005)

    def ready(self) -> bool:
        try:
            self.state.check()
        except NotReady:
            return False
        return True


@asynccontextmanager
async def polling(fake: t.FakeTelegram) -> AsyncIterator[Polling]:
    made, request = Polling(), new_request()
    bot = new_bot(p.TOKEN, fake.url, request)
    task = asyncio.create_task(Poller(bot, made.kept, made.state, made.pause).run())
    try:
        yield made
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await request.shutdown()


async def test_three_updates_in_one_poll_are_taken_in_order(fake: t.FakeTelegram) -> None:
    fake.bring(p.wrote(7, 1), p.wrote(8, 2), p.wrote(9, 3))
    async with polling(fake) as made:
        assert await made.kept.until(3) == [7, 8, 9]
        fake.bring(p.wrote(10, 4))
        assert await made.kept.until(4) == [7, 8, 9, 10]
        await made.until(made.ready)


async def test_it_asks_for_what_we_use_and_takes_the_webhook_away_without_what_waits(
    fake: t.FakeTelegram,
) -> None:
    fake.webhook = {"url": "https://elsewhere.example"}
    fake.bring(p.wrote(7))
    async with polling(fake) as made:
        await made.kept.until(1)
    removal, fetch = fake.calls[:2]
    assert (removal.method, removal.form) == ("deleteWebhook", {"drop_pending_updates": False})
    assert (fetch.method, fetch.form["allowed_updates"]) == ("getUpdates", list(KINDS))


async def test_what_is_not_durable_is_fetched_again(fake: t.FakeTelegram) -> None:
    fake.bring(p.wrote(7, 1), p.wrote(8, 2))
    async with polling(fake) as made:
        made.kept.away = 2
        assert await made.kept.until(2) == [7, 8]
        await made.until(lambda: not fake.queue)
    offsets = [call.form.get("offset") for call in fake.calls if call.method == "getUpdates"]
    assert offsets[:3] == [None] * 3, "the offset stayed while nothing was durable"


@pytest.mark.parametrize(
    "fault", [t.CONFLICT, t.UNAUTHORIZED, t.BAD_GATEWAY, t.Fault(429, "wait", retry_after=40)]
)
async def test_after_any_trouble_it_goes_on_and_says_meanwhile_that_it_is_not_ready(
    fault: t.Fault, fake: t.FakeTelegram
) -> None:
    fake.bring(p.wrote(7))
    fake.faults["getUpdates"].extend([fault] * 3)
    async with polling(fake) as made:
        assert not made.ready()
        await made.kept.until(1)
        await made.until(made.ready)
    wanted = [40.0] * 3 if fault.retry_after else [1.0, 2.0, 4.0]
    assert made.pauses[:3] == wanted


async def test_a_webhook_that_is_set_meanwhile_is_left_alone(fake: t.FakeTelegram) -> None:
    async with polling(fake) as made:
        await made.until(made.ready)
        fake.webhook = {"url": "https://elsewhere.example"}
        await made.until(lambda: not made.ready())
        with pytest.raises(NotReady, match="a webhook was set"):
            made.state.check()
    assert fake.webhook
    assert fake.counts["deleteWebhook"] == 1


async def test_poison_is_kept_once_and_holds_up_nobody(fake: t.FakeTelegram) -> None:
    fake.bring({"update_id": 7, "message": 3}, p.wrote(8))
    async with polling(fake) as made:
        assert await made.kept.until(2) == [None, 8]
        await made.until(lambda: not fake.queue)
    assert made.kept.numbers == [None, 8]


async def test_numbers_that_start_anew_after_a_quiet_week_are_fetched(
    fake: t.FakeTelegram,
) -> None:
    fake.bring(p.wrote(900))
    async with polling(fake) as made:
        await made.kept.until(1)
        await made.until(lambda: not fake.queue)
        asked = fake.counts["getUpdates"]
        await made.until(lambda: fake.counts["getUpdates"] > asked + 1)
        fake.bring(p.wrote(12))
        assert await made.kept.until(2) == [900, 12]


async def test_the_service_polls_with_a_token_alone_and_has_no_webhook(
    tmp_path: Path, fake: t.FakeTelegram
) -> None:
    async with on_telegram(tmp_path, fake, secret="") as service:
        assert await service.post(p.wrote()) == 404
        fake.bring(p.wrote(7, text="hola"))
        assert (await service.told(2))[1] == "You said: hola"
        ready = (await service.running.http.get("/readyz")).json()
        assert ready["parts"]["telegram"] == "ok"


async def test_a_service_that_starts_again_takes_nothing_twice(
    tmp_path: Path, fake: t.FakeTelegram
) -> None:
    fake.bring(p.wrote(7, text="hola"))
    async with on_telegram(tmp_path, fake, secret="") as service:
        await service.told(2)
    fake.queue = [p.wrote(7, text="hola"), p.wrote(8, 11, text="otra vez")]
    async with on_telegram(tmp_path, fake, secret="") as service:
        assert (await service.told(3))[2] == "You said: otra vez"
        await service.settle()
    assert len(fake.texts(p.ANA)) == 3


async def test_the_service_starts_and_works_while_telegram_is_away(tmp_path: Path) -> None:
    nowhere = t.FakeTelegram(url="http://127.0.0.1:9")
    async with on_telegram(tmp_path, nowhere, secret="") as polls:
        assert (await polls.running.http.get("/healthz")).status_code == 200
        parts = (await polls.running.http.get("/readyz")).json()["parts"]
        assert parts["telegram"] == "down"


async def accepted(service: Service) -> int:
    return await service.post(p.wrote())


async def test_a_webhook_is_served_while_telegram_is_away(tmp_path: Path) -> None:
    nowhere = t.FakeTelegram(url="http://127.0.0.1:9")
    async with on_telegram(tmp_path, nowhere) as service:
        assert await accepted(service) == 200
        await service.running.services.turns.drain()
        assert [turn.text for turn in service.running.assistant.turns] == ["hola"]
