"""Pace: Telegram takes about one message a second to one chat, and a few more at a time.

See https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this. Beyond, it
answers 429, for longer each time perhaps; so a chat to which much is said waits here, and only that
one.
"""

from __future__ import annotations

from collections import OrderedDict

from aiolimiter import AsyncLimiter

AT_ONCE = 5
"""So many go without a wait, and after that one for each second that has passed."""

MOST = 1000
"""Chats remembered: those that were silent for longest are forgotten, and may be said more to."""


class Pace:
    """One for all that a process sends."""

    def __init__(self) -> None:
        self._chats: OrderedDict[int, AsyncLimiter] = OrderedDict()

    async def turn(self, chat: int) -> None:
        """Wait until a message may go to this chat."""
        limiter = self._chats.setdefault(chat, AsyncLimiter(AT_ONCE, AT_ONCE))
        self._chats.move_to_end(chat)
        if len(self._chats) > MOST:
            self._chats.popitem(last=False)
        await limiter.acquire()
