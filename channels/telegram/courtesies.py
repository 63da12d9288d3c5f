"""Courtesies: what Telegram's apps expect and nothing depends on. In the background, best effort.

A press is answered, or the button spins; its keyboard goes, so that it is not pressed again. A
group is told once that we only talk in private. All of it after the update is durable.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Iterator

from telegram import CallbackQuery, Chat, Update, User
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import TelegramError

from channels.telegram.bot import Bot
from channels.telegram.sentences import only_private
from handoff.core.channel import Call

MOST_AT_ONCE = 200
"""Those beyond go without."""

MOST_GROUPS = 1000
"""Groups remembered as told; after a restart one is told once more."""

GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)

log = logging.getLogger(__name__)


class Courtesies:
    """Does what is polite; never raises and never waits."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._tasks: set[asyncio.Task[None]] = set()
        self._told: OrderedDict[int, None] = OrderedDict()

    def after(self, update: Update) -> None:
        """Do what an update asks for, now that it is durable."""
        calls = list(self._calls(update))
        if calls and len(self._tasks) < MOST_AT_ONCE:
            task = asyncio.create_task(self._make(calls), name="telegram courtesy")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def drain(self) -> None:
        """Wait for what is under way."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def stop(self) -> None:
        """Let go of what is under way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _make(self, calls: list[Call]) -> None:
        for call in calls:
            try:
                await self._bot.call(call.method, call.body)
            except TelegramError as error:
                log.debug("no courtesy", extra={"call": call.method, "why": type(error).__name__})
            except Exception:
                log.exception("a courtesy failed", extra={"call": call.method})

    def _calls(self, update: Update) -> Iterator[Call]:
        if update.callback_query is not None:
            yield from _to_press(update.callback_query)
        elif update.message is not None:
            yield from self._to_group(update.message.chat, update.message.from_user)
        elif update.my_chat_member is not None:
            change = update.my_chat_member
            if change.new_chat_member.status == ChatMemberStatus.MEMBER:
                yield from self._to_group(change.chat, change.from_user)

    def _to_group(self, chat: Chat, person: User | None) -> Iterator[Call]:
        if chat.type not in GROUPS or chat.id in self._told:
            return
        self._told[chat.id] = None
        if len(self._told) > MOST_GROUPS:
            self._told.popitem(last=False)
        text = only_private(person.language_code if person is not None else None)
        yield Call("sendMessage", {"chat_id": chat.id, "text": text})


def _to_press(query: CallbackQuery) -> Iterator[Call]:
    yield Call("answerCallbackQuery", {"callback_query_id": query.id})
    message = query.message
    if message is not None and message.chat.type == ChatType.PRIVATE:
        body: dict[str, object] = {"chat_id": message.chat.id, "message_id": message.message_id}
        yield Call("editMessageReplyMarkup", body)
