"""The widget's HTTP API."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request, Response

from channels.web import render
from channels.web.door import Door
from channels.web.parse import NewConversation, NewMessage, bearer
from channels.web.plain import remember
from handoff.core.ports import Log
from handoff.peer import address_of

PAGE = 500
"""Most events in one answer."""


def router(door: Door, log: Log, secure_cookies: bool) -> APIRouter:
    """Build the routes below `/api/conversations`."""
    routes = APIRouter(prefix="/api/conversations", tags=["citizen"])

    @routes.post("", status_code=201)
    async def open_conversation(
        request: Request, response: Response, body: NewConversation | None = None
    ) -> dict[str, str]:
        """Open a conversation. The token is shown this once and cannot be had again."""
        language = (body or NewConversation()).language
        conversation_id, token = await door.open(address_of(request), language)
        remember(response, conversation_id, token, secure_cookies)
        return {"conversation_id": conversation_id, "token": token}

    @routes.post("/{conversation_id}/messages", status_code=202)
    async def post_message(
        conversation_id: str,
        body: NewMessage,
        authorization: Annotated[str | None, Header()] = None,
    ) -> dict[str, int]:
        """Keep a message. 202 means durable; the answer comes as events."""
        seq = await door.receive(
            conversation_id, bearer(authorization), body.key, body.text, body.payload
        )
        return {"seq": seq}

    @routes.get("/{conversation_id}/events")
    async def get_events(
        conversation_id: str,
        after: Annotated[int, Query(ge=0, lt=2**53)] = 0,
        authorization: Annotated[str | None, Header()] = None,
    ) -> dict[str, Any]:
        """Return up to 500 events after `after`; there is more while seq < last_seq."""
        await door.admit(conversation_id, bearer(authorization))
        entries = await log.read(conversation_id, after=after, limit=PAGE)
        last_seq = (await log.load(conversation_id)).last_seq
        return {"events": [render.event(e) for e in entries], "last_seq": last_seq}

    return routes
