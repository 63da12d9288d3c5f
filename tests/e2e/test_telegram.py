"""The story of the first page of the README on Telegram, with a real assistant and a real desk.

Telegram is made up, over HTTP; the citizen's phone is this test. It brings updates to the webhook
and reads what the bot sent.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import Any

import httpx
import pytest
from playwright.sync_api import expect

from channels.telegram.router import HEADER, PATH
from tests.channels.telegram import payloads as p
from tests.channels.telegram.platform import FakeTelegram, telegram
from tests.desk.pages import Desk
from tests.e2e.conftest import AGENTS
from tests.e2e.stack import Stack

SignIn = Callable[[str], Desk]
PATIENCE_S = 30.0


class Phone:
    """A citizen with Telegram."""

    def __init__(self, fake: FakeTelegram, origin: str, loop: asyncio.AbstractEventLoop) -> None:
        self._fake = fake
        self._origin = origin
        self._loop = loop
        self._number = 0

    def write(self, text: str) -> None:
        """Write to the bot."""
        self._number += 1
        update = p.wrote(self._number, self._number, text=text)
        update["message"]["from"]["language_code"] = "en"
        self._bring(update)

    def press(self, title: str) -> None:
        """Press a button of the newest message that has it."""
        self._number += 1
        offered = [b for message in self._fake.sent[p.ANA] for b in _buttons(message)]
        data = next(b["callback_data"] for b in reversed(offered) if b["text"] == title)
        self._bring(p.pressed(data, self._number, f"press-{self._number}"))

    def hears(self, text: str) -> None:
        """Wait until the bot has said this."""
        waiting: Future[None] = asyncio.run_coroutine_threadsafe(
            self._fake.until(lambda: any(text in told for told in self.told), PATIENCE_S),
            self._loop,
        )
        waiting.result(PATIENCE_S + 5)

    @property
    def told(self) -> list[str]:
        """All that was said to the citizen."""
        return self._fake.texts(p.ANA)

    def _bring(self, update: dict[str, Any]) -> None:
        headers = {HEADER: p.SECRET}
        url = self._origin + PATH
        # Telegram brings some of it twice.
        for _ in range(2):
            answer = httpx.post(url, content=p.raw(update), headers=headers, trust_env=False)
            assert answer.status_code == 200


def _buttons(message: dict[str, Any]) -> list[dict[str, str]]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """A loop of its own thread: the browser's driver keeps this one."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    yield loop
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)
    loop.close()


@pytest.fixture(scope="module")
def fake(loop: asyncio.AbstractEventLoop) -> Iterator[FakeTelegram]:
    """A made-up Telegram."""
    running = telegram()
    yield asyncio.run_coroutine_threadsafe(running.__aenter__(), loop).result(30)
    asyncio.run_coroutine_threadsafe(running.__aexit__(None, None, None), loop).result(30)


@pytest.fixture(scope="module")
def stack(fake: FakeTelegram, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Everything `make run` starts, with Telegram set up."""
    given = {"TOKEN": p.TOKEN, "SECRET": p.SECRET, "API_URL": fake.url}
    settings = {f"BATON_TELEGRAM_{name}": value for name, value in given.items()}
    stack = Stack(tmp_path_factory.mktemp("telegram"), settings)
    fake.webhook = {"url": stack.origin + PATH}
    stack.start()
    try:
        stack.wait_ready()
        for username, name in AGENTS.items():
            stack.add_agent(username, name)
        yield stack
    finally:
        stack.stop()


@pytest.fixture
def phone(fake: FakeTelegram, stack: Stack, loop: asyncio.AbstractEventLoop) -> Phone:
    return Phone(fake, stack.origin, loop)


def test_a_citizen_asks_checks_a_case_gets_a_person_and_the_bot_back(
    phone: Phone, sign_in: SignIn
) -> None:
    phone.write("/start")
    phone.hears("I am the automated assistant")
    phone.write("my ebt card got stolen what do i do")
    phone.hears("card")
    phone.press("Check my application")
    phone.hears("application number")
    phone.write("app 2041 7739")
    phone.hears("date of birth")
    phone.write("April 12, 1987")
    phone.hears("waiting for papers")
    phone.write("i still dont get it, can i talk to a real person")
    phone.hears("You are next in line for a person")

    desk = sign_in("mari")
    # Nobody else is in line, whatever the brief calls it.
    desk.take("")
    phone.hears("You are now talking with Mari")
    expect(desk.brief).to_contain_text("APP-2041-7739")
    desk.answer("Hello, this is Mari. I see your documents are missing.")
    phone.hears("Mari: Hello, this is Mari. I see your documents are missing.")
    phone.write("yes i sent them monday")
    expect(desk.log).to_contain_text("yes i sent them monday")
    desk.mode("note")
    desk.note_box.fill("Sent by post on Monday, check the mail room.")
    desk.button("Save note").click()
    expect(desk.log).to_contain_text("check the mail room")

    desk.button("Return to the bot").click()
    desk.page.get_by_role("dialog").get_by_role("button", name="Return to bot").click()
    phone.hears("You are talking with the automated assistant again")
    phone.write("what are your office hours")
    phone.hears("8")
    assert not any("mail room" in text for text in phone.told)
    assert len(phone.told) == len(set(phone.told)), phone.told
