"""The webhook that Telegram posts updates to."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Request, Response

from channels.proof import is_one_of
from channels.telegram.intake import Intake
from channels.telegram.order import Order
from channels.telegram.updates import Received, read
from handoff.services.precedence import Precedence

PREFIX = "/channels/telegram"
PATH = f"{PREFIX}/webhook"
HEADER = "X-Telegram-Bot-Api-Secret-Token"

MOST_BYTES = 2**20
"""Larger than any update; a body beyond is none of Telegram's."""


def router(
    intake: Intake, secrets: Sequence[str], order: Order, precedence: Precedence
) -> APIRouter:
    """Build the route; each of the secrets is accepted."""
    routes = APIRouter(prefix=PREFIX, tags=["channels"])

    @routes.post("/webhook")
    async def webhook(request: Request) -> Response:
        """Take an update. 200: it is durable; 503: bring it again."""
        if not is_one_of(request.headers.get(HEADER, ""), secrets):
            return Response(status_code=401)
        raw = await request.body()
        if len(raw) > MOST_BYTES:
            return Response(status_code=413)
        batch = read(raw)
        # Who waits for an earlier number is under way as well.
        with precedence.first():
            for piece in batch[:1]:
                if isinstance(piece, Received):
                    await order.turn(piece.update.update_id)
            await intake.take(raw, batch)
        return Response()

    return routes
