"""The Telegram channel: one call, one try, and an error that says what to do."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager

from aiolimiter import AsyncLimiter
from telegram.constants import ChatAction
from telegram.error import TelegramError

from channels.telegram.bot import Bot
from channels.telegram.download import Downloads
from channels.telegram.errors import remedy
from channels.telegram.pace import Pace
from channels.telegram.render import CAPS, chat_of, render
from channels.telegram.state import State
from handoff.core.channel import Call, Caps, Download, Outgoing
from handoff.core.conversation import Conversation
from handoff.core.errors import DeliveryUnclear

TYPING_PER_SECOND = 10
"""Typing beyond is not shown: messages go first."""

log = logging.getLogger(__name__)


class Telegram:
    """Implements `handoff.core.channel.Channel`.

    `bot` sends messages; `aside` makes the calls that nothing depends on, past its limit.
    """

    def __init__(self, bot: Bot, aside: Bot, downloads: Downloads, state: State) -> None:
        self._bot = bot
        self._aside = aside
        self._downloads = downloads
        self._state = state
        self._typing = AsyncLimiter(TYPING_PER_SECOND, 1)
        self._pace = Pace()

    @property
    def name(self) -> str:
        """The name conversations carry."""
        return "telegram"

    @property
    def caps(self) -> Caps:
        """What Telegram allows."""
        return CAPS

    def render(self, state: Conversation, message: Outgoing) -> Sequence[Call]:
        """Return the calls that show a message."""
        return render(state, message)

    async def send(self, call: Call, mark: str) -> None:
        """Make a call. Telegram keeps no mark: what a time-out left open stays open."""
        chat = call.body.get("chat_id")
        if isinstance(chat, int):
            await self._pace.turn(chat)
        try:
            await self._bot.call(call.method, call.body)
        except TelegramError as error:
            # The text of the library's error may quote the answer, and with it the message.
            raise remedy(error) from None
        except Exception as error:
            log.warning("an answer makes no sense", extra={"why": type(error).__name__})
            raise DeliveryUnclear from None

    async def show_typing(self, state: Conversation) -> None:
        """Show it for five seconds, or until the next message."""
        if not self._typing.has_capacity():
            return
        body: dict[str, object] = {"chat_id": chat_of(state), "action": ChatAction.TYPING.value}
        try:
            async with self._typing:
                await self._aside.call("sendChatAction", body)
        except TelegramError as error:
            log.debug("no typing shown", extra={"why": type(error).__name__})

    def fetch(self, ref: str) -> AbstractAsyncContextManager[Download]:
        """Fetch a file by its `file_id`."""
        return self._downloads.open(ref)

    async def ping(self) -> None:
        """Raise unless Telegram takes and brings messages, as far as the background work knows."""
        self._state.check()
