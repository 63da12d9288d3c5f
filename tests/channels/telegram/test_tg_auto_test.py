"""Conversations with tg-auto-test: a citizen's Telegram app that others wrote, in this process.

It runs a python-telegram-bot application. Ours has one handler, which hands each update on to the
service as the bytes it was made of, and waits until it is answered.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Update
from telegram.ext import Application, TypeHandler

from channels.kit import Mounted, Tools
from channels.telegram import KIT
from channels.telegram.build import mounted
from channels.telegram.settings import config_of
from handoff.core.events import MessagePosted
from tests.channels.serving import serving
from tests.web.harness import Running, running

pytestmark = pytest.mark.peers
clients = pytest.importorskip("tg_auto_test.test_utils.serverless_telegram_client")

ITS_TOKEN, ITS_ADDRESS = "123:ABC", "123:9001"


class Phone:
    """A citizen's phone and the service behind the bot on it."""

    def __init__(self) -> None:
        self.client = clients.ServerlessTelegramClient(build_application=self._application)
        self.service: Running
        self.channel: Mounted
        self.tools: Tools

    def build(self, tools: Tools) -> Mounted:
        """Build the channel over the requests of the client."""
        config = config_of(tools.settings)
        assert config is not None
        requests = self.client._request
        built = mounted(tools, config, requests, requests)
        self.channel, self.tools = built, tools
        # Its updates come from the handler: nothing is polled, and nothing watched.
        return replace(built, background=(), router=None)

    async def file(self, request: Request) -> Response:
        """Give a file that the client sent: downloads do not go through its requests."""
        return Response(self.client._request.file_store[request.path_params["file_id"]].data)

    async def conversation_id(self) -> str:
        """The conversation behind the only chat there is."""
        found = await self.service.store.log.find_address("telegram", ITS_ADDRESS)
        assert found is not None
        return found

    def _application(self, builder: Any) -> Any:
        application: Any = builder.build()
        application.add_handler(TypeHandler(Update, self._take))
        assert isinstance(application, Application)
        return application

    async def _take(self, update: Update, _: Any) -> None:
        raw = update.to_json().encode()
        await self.tools.take_in(self.channel.channel, raw, self.channel.parse(raw))
        for work in (self.service.services.attachments, self.service.services.turns):
            await work.drain()
        await self.service.services.delivery.drain()


@pytest.fixture
async def phone(tmp_path: Path) -> AsyncIterator[Phone]:
    made = Phone()
    kit = replace(KIT, build=made.build)
    files = Starlette(routes=[Route("/file/bot{token}/photos/{file_id}", made.file)])
    async with (
        serving(files) as url,
        running(
            tmp_path,
            [kit],
            telegram_token=ITS_TOKEN,
            telegram_api_url=url,
            office_hours="always",
        ) as service,
    ):
        made.service = service
        await made.client.connect()
        yield made
        await made.client.disconnect()


async def test_start_question_and_button(phone: Phone) -> None:
    async with phone.client.conversation("test_bot") as talk:
        await talk.send_message("/start")
        greeting = await talk.get_response()
        assert "automated assistant" in greeting.text
        assert greeting.button_count == 3
        await talk.send_message("where is my application")
        answer = await talk.get_response()
        assert answer.text == "You said: where is my application"
        await answer.click(data=answer.buttons[0][0].data)
        assert (await talk.get_response()).text == "You said: /more"


async def test_a_photo_with_words_reaches_the_agent(phone: Phone) -> None:
    png = b"\x89PNG\r\n\x1a\n" + b"0" * 500
    async with phone.client.conversation("test_bot") as talk:
        await talk.send_message("/start")
        await talk.get_response()
        await talk.send_file(png, caption="my letter", force_document=True)
        assert "kept with this conversation" in (await talk.get_response()).text
    conversation_id = await phone.conversation_id()
    entries = await phone.service.store.log.read(conversation_id, after=0, limit=50)
    sent = [e.event for e in entries if isinstance(e.event, MessagePosted) and e.event.attachments]
    assert [message.text for message in sent] == ["my letter"]
    kept = await phone.service.services.attachments.find(conversation_id, entries[2].seq, 0)
    assert kept.path.read_bytes() == png


async def test_a_person_answers_on_the_phone(phone: Phone) -> None:
    async with phone.client.conversation("test_bot") as talk:
        await talk.send_message("a person please")
        texts = [(await talk.get_response()).text for _ in range(3)]
        assert texts[-1].startswith("You are next in line for a person")
        mari = await phone.service.sign_in("mari", "Mari")
        conversation_id = await phone.conversation_id()
        await mari.post(conversation_id, "accept")
        await mari.post(conversation_id, "messages", {"key": "k", "text": "Good day, Alice."})
        await phone.service.services.delivery.drain()
        assert "You are now talking with Mari" in (await talk.get_response()).text
        assert (await talk.get_response()).text == "Mari: Good day, Alice."
