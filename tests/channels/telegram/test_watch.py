"""The watch: what Telegram says of the webhook becomes a state that /readyz shows."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from channels.telegram.bot import new_bot, new_request
from channels.telegram.router import PATH
from channels.telegram.state import NotReady, State
from channels.telegram.watch import EVERY_S, MANY, SOON_S, Watch, problem_of
from tests.channels.telegram import payloads as p
from tests.channels.telegram import platform as t
from tests.fakes.clock import FakeClock

PUBLIC = "https://chat.example.gov"
URL = PUBLIC + PATH
NOW = datetime.fromtimestamp(p.NOON, UTC)


class Watching:
    """A watch whose clock and pauses a test has."""

    def __init__(self, fake: t.FakeTelegram) -> None:
        self.state = State()
        self.clock = FakeClock(NOW)
        self.request = new_request()
        self.pauses: list[float] = []
        bot = new_bot(p.TOKEN, fake.url, self.request)
        self.watch = Watch(bot, self.state, self.clock, PUBLIC, self.pause)

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        if len(self.pauses) == 2:
            raise asyncio.CancelledError


@pytest.fixture
async def watching(fake: t.FakeTelegram) -> AsyncIterator[Watching]:
    made = Watching(fake)
    yield made
    await made.request.shutdown()


def failing(error_age_s: float = 10, waiting: int = 3) -> dict[str, Any]:
    return {
        "url": URL,
        "pending_update_count": waiting,
        "last_error_date": p.NOON - int(error_age_s),
        "last_error_message": "Wrong response from the webhook: 503 Service Unavailable",
    }


@pytest.mark.parametrize(
    ("info", "problem"),
    [
        ({"url": URL, "pending_update_count": 0}, None),
        ({"url": "", "pending_update_count": 0}, "no webhook is set"),
        ({"url": "https://elsewhere.example/x"}, "set to another address"),
        (failing(), "cannot bring 3 updates: Wrong response from the webhook: 503"),
        (failing(waiting=0), None),
        (failing(error_age_s=301), None),
        ({"url": URL, "pending_update_count": MANY}, f"{MANY} updates wait"),
        ({"url": URL, "pending_update_count": MANY - 1}, None),
        ({"url": URL, "pending_update_count": 1, "last_error_date": 2**62}, None),
        ("nonsense", "something else"),
    ],
)
def test_an_answer_of_telegram_says_what_is_wrong(info: Any, problem: str | None) -> None:
    found = problem_of(info, URL, NOW)
    assert found is None if problem is None else problem in (found or "")


@pytest.mark.parametrize("jump", [timedelta(hours=-2), timedelta(hours=2)])
def test_a_clock_that_jumps_raises_no_alarm_of_its_own(jump: timedelta) -> None:
    assert problem_of({"url": URL, "pending_update_count": 2}, URL, NOW + jump) is None
    assert problem_of(failing(), URL, NOW + jump) is None


def test_without_a_public_address_any_webhook_is_right() -> None:
    assert problem_of({"url": "https://proxy.example/hook"}, "", NOW) is None


async def test_before_telegram_was_asked_it_is_not_ready(watching: Watching) -> None:
    with pytest.raises(NotReady, match="not asked yet"):
        watching.state.check()


async def test_all_well_is_ready_until_something_is_wrong(
    watching: Watching, fake: t.FakeTelegram
) -> None:
    fake.webhook = {"url": URL}
    assert await watching.watch.look()
    watching.state.check()
    fake.webhook = failing()
    assert not await watching.watch.look()
    with pytest.raises(NotReady, match="503"):
        watching.state.check()


@pytest.mark.parametrize("fault", [t.UNAUTHORIZED, t.BAD_GATEWAY, t.TOO_MANY])
async def test_telegram_that_cannot_be_asked_is_not_ready_and_asked_again_soon(
    fault: t.Fault, watching: Watching, fake: t.FakeTelegram
) -> None:
    fake.webhook = {"url": URL}
    fake.faults["getMe"].append(fault)
    with pytest.raises(asyncio.CancelledError):
        await watching.watch.run()
    assert watching.pauses == [SOON_S, EVERY_S]
    watching.state.check()


async def test_a_change_is_logged_once_and_without_the_token(
    watching: Watching, fake: t.FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    fake.token = "1:another"
    for _ in range(3):
        await watching.watch.look()
    (record,) = [r for r in caplog.records if r.levelno == logging.WARNING]
    assert record.getMessage() == "Telegram is not ready"
    assert p.TOKEN not in str(vars(record))
