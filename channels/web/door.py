"""The website's door: rate limits and tokens stand before the inbox."""

from __future__ import annotations

from collections import OrderedDict

from handoff.core.errors import WrongToken
from handoff.services.inbox import Inbox
from handoff.services.limits import Limit

CHANNEL = "web"
ADMITTED = 10_000
"""Tokens remembered as right, so that a busy conversation is not looked up for each message."""


class Door:
    """Lets citizens of the website in."""

    def __init__(self, inbox: Inbox, messages: Limit, conversations: Limit) -> None:
        self._inbox = inbox
        self._messages = messages
        self._conversations = conversations
        self._admitted: OrderedDict[tuple[str, str], None] = OrderedDict()

    async def open(self, address: str, language: str) -> tuple[str, str]:
        """Open a conversation; return id and token. Raises `TooManyConversations`."""
        self._conversations.hit(address)
        return await self._inbox.open(CHANNEL, language)

    async def admit(self, conversation_id: str, token: str | None) -> None:
        """Check the token. Raises `WrongToken` or `UnknownConversation`."""
        if not token:
            raise WrongToken
        known = (conversation_id, token)
        if known not in self._admitted:
            await self._inbox.admit(conversation_id, token)
            self._admitted[known] = None
            if len(self._admitted) > ADMITTED:
                self._admitted.popitem(last=False)

    async def receive(
        self,
        conversation_id: str,
        token: str | None,
        key: str,
        text: str | None = None,
        payload: str | None = None,
    ) -> int:
        """Keep a message; return its seq. Raises as `admit`, `TooManyMessages`, `Inbox.receive`."""
        await self.admit(conversation_id, token)
        self._messages.hit(conversation_id)
        return await self._inbox.receive(conversation_id, key, text, payload)
