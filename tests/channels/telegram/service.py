"""The running service with the Telegram channel, as Telegram sees it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from channels.kit import Kit
from channels.telegram import KIT
from channels.telegram.router import HEADER, PATH
from handoff.core.conversation import Conversation
from handoff.core.events import Event
from tests.channels.telegram import payloads as p
from tests.channels.telegram.platform import FakeTelegram
from tests.web.harness import DeskClient, Running, running


@dataclass
class Service:
    """What tests do with it."""

    running: Running
    fake: FakeTelegram

    async def post(self, update: Any, secret: str | None = p.SECRET) -> int:
        """Bring an update as Telegram does; return the status."""
        content = update if isinstance(update, bytes) else p.raw(update)
        headers = {"Content-Type": "application/json"}
        if secret is not None:
            headers[HEADER] = secret
        answer = await self.running.http.post(PATH, content=content, headers=headers)
        return answer.status_code

    async def told(self, count: int, chat: int = p.ANA) -> list[str]:
        """Return what a citizen was told, once it is so much."""
        await self.fake.until(lambda: len(self.fake.sent[chat]) >= count)
        return self.fake.texts(chat)

    async def state(self, chat: int = p.ANA) -> Conversation:
        """Return a citizen's conversation."""
        log = self.running.store.log
        conversation_id = await log.find_address("telegram", f"{p.BOT_ID}:{chat}")
        assert conversation_id is not None
        return await log.load(conversation_id)

    async def events(self, chat: int = p.ANA) -> list[Event]:
        """Return all events of a citizen's conversation."""
        state = await self.state(chat)
        entries = await self.running.store.log.read(state.id, after=0, limit=1000)
        return [entry.event for entry in entries]

    async def settle(self) -> None:
        """Wait for turns and deliveries under way."""
        await self.running.services.turns.drain()
        await self.running.services.delivery.drain()

    async def agent(self) -> DeskClient:
        """Sign an agent in."""
        return await self.running.sign_in("mari", "Mari")


@asynccontextmanager
async def on_telegram(
    home: Path, fake: FakeTelegram, *, secret: str = p.SECRET, kit: Kit = KIT, **more: Any
) -> AsyncIterator[Service]:
    """Run it; without a secret it polls. `more` is as in `running`."""
    # Agents answer whatever day it is.
    given: dict[str, Any] = {
        "office_hours": "always",
        "telegram_token": p.TOKEN,
        "telegram_api_url": fake.url,
    }
    given |= more
    if secret:
        given["telegram_secret"] = secret
    async with running(home, [kit], **given) as service:
        yield Service(service, fake)
