"""Watches the webhook from Telegram's side: what we do not hear of cannot be seen from here."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from telegram.error import InvalidToken, TelegramError

from channels.telegram.bot import Bot
from channels.telegram.errors import DEAD_TOKEN
from channels.telegram.router import PATH
from channels.telegram.state import State
from handoff.core.ports import Clock

EVERY_S = 60.0
SOON_S = 10.0
"""After something was wrong, Telegram is asked again this soon."""

RECENT_S = 300.0
"""An error of the webhook counts for so long, while updates wait."""

MANY = 500
"""Updates that wait although there is no error: we do not keep up."""


class Watch:
    """Asks `getMe` and `getWebhookInfo` in the background and keeps the state."""

    def __init__(
        self,
        bot: Bot,
        state: State,
        clock: Clock,
        public_url: str,
        pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._state = state
        self._clock = clock
        self._url = public_url + PATH if public_url else ""
        self._pause = pause

    async def run(self) -> None:
        """Look, again and again."""
        while True:
            well = await self.look()
            await self._pause(EVERY_S if well else SOON_S)

    async def look(self) -> bool:
        """Ask once; return whether all is well."""
        try:
            await self._bot.call("getMe", {})
            info = await self._bot.call("getWebhookInfo", {})
        except InvalidToken:
            problem: str | None = DEAD_TOKEN
        except TelegramError as error:
            problem = f"Telegram cannot be asked: {type(error).__name__}"
        else:
            problem = problem_of(info, self._url, self._clock.now())
        if problem is None:
            self._state.well()
        else:
            self._state.trouble(problem)
        return problem is None


def problem_of(info: Any, url: str, now: datetime) -> str | None:
    """Return what is wrong by an answer of `getWebhookInfo`, or None; `url` may be empty."""
    if not isinstance(info, dict):
        return "Telegram answers with something else"
    if not info.get("url"):
        return "no webhook is set: python -m handoff telegram set-webhook"
    if url and info["url"] != url:
        return "the webhook is set to another address: python -m handoff telegram set-webhook"
    waiting = _number(info.get("pending_update_count"))
    failed = _number(info.get("last_error_date"))
    if waiting and failed and abs((now - _time(failed)).total_seconds()) < RECENT_S:
        # Telegram's own words, about our answers ("Wrong response from the webhook: 503 ...").
        return (
            f"Telegram cannot bring {waiting} updates: {str(info.get('last_error_message'))[:200]}"
        )
    return f"{waiting} updates wait at Telegram" if waiting >= MANY else None


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _time(seconds: int) -> datetime:
    # A number that is no time on any calendar counts as long ago.
    return datetime.fromtimestamp(seconds if seconds < 2**35 else 0, UTC)
