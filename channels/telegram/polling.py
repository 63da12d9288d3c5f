"""Polling, for a bot without a public address: the offset moves after an update is durable."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from channels.telegram.bot import Bot
from channels.telegram.errors import DEAD_TOKEN, seconds_of
from channels.telegram.intake import Intake
from channels.telegram.state import State
from channels.telegram.updates import KINDS, Received, read
from handoff.core.errors import Unavailable

HOLD_S = 25
"""Telegram answers at once when there is something, else after so long."""

PATIENCE_S = HOLD_S + 10.0
FIRST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 60.0
"""Tries after trouble lie this far apart, twice as far each time."""


class Poller:
    """Fetches updates one batch after the other. Two of them with one token disturb each other."""

    def __init__(
        self,
        bot: Bot,
        intake: Intake,
        state: State,
        pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._intake = intake
        self._state = state
        self._pause = pause
        self._offset: int | None = None
        self._ready = False

    async def run(self) -> None:
        """Poll, again and again, and go on after any trouble."""
        pause_s = FIRST_PAUSE_S
        while True:
            try:
                moved = await self._poll()
            except (TelegramError, Unavailable) as error:
                self._state.trouble(_problem(error))
                asked = seconds_of(error) if isinstance(error, RetryAfter) else 0.0
                await self._pause(max(asked, pause_s))
                pause_s = min(2 * pause_s, LONGEST_PAUSE_S)
                continue
            pause_s = FIRST_PAUSE_S
            self._state.well()
            if not moved:
                # Something came and the offset stays: not at once again.
                await self._pause(FIRST_PAUSE_S)

    async def _poll(self) -> bool:
        """Fetch a batch and keep it; return False when the same would come again."""
        if not self._ready:
            # What waits stays; while there is a webhook, polling is refused. Once only: a webhook
            # that is set later is meant, and two services must not fight over it.
            await self._bot.call("deleteWebhook", {"drop_pending_updates": False})
            self._ready = True
        body: dict[str, object] = {"timeout": HOLD_S, "allowed_updates": list(KINDS)}
        if self._offset is not None:
            body["offset"] = self._offset
        updates = await self._bot.call("getUpdates", body, read_s=PATIENCE_S)
        before = self._offset
        for update in updates:
            await self._take(update)
        if not updates:
            # All is confirmed. After a quiet week numbers start anew, below the offset perhaps.
            self._offset = None
        return not updates or self._offset != before

    async def _take(self, update: object) -> None:
        raw = json.dumps(update).encode()
        batch = read(raw)
        await self._intake.take(raw, batch)
        for piece in batch:
            if isinstance(piece, Received):
                self._offset = piece.update.update_id + 1
        if isinstance(update, dict) and isinstance(update.get("update_id"), int):
            # Unreadable, but kept as a dead letter: it must not come for ever.
            self._offset = update["update_id"] + 1


def _problem(error: Exception) -> str:
    match error:
        case Conflict():
            return "a webhook was set, or another program polls with this token"
        case InvalidToken():
            return DEAD_TOKEN
        case Unavailable():
            return "the store is away, so updates stay at Telegram"
        case _:
            return f"Telegram cannot be asked: {type(error).__name__}"
