"""The webhook: Meta's handshake, and the events it brings."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import PlainTextResponse

from channels.kit import Tools
from channels.messenger.parse import STANDBY
from channels.messenger.settings import Config
from channels.messenger.signature import is_signed
from channels.proof import is_one_of
from handoff.core.arrivals import Arrival, Ignored, Parsed
from handoff.core.channel import Channel

AT_ONCE = 16
"""Threads of one batch that are taken side by side: their commits share the disk's time."""

log = logging.getLogger(__name__)


def webhook_router(
    config: Config, tools: Tools, channel: Channel, parse: Callable[[bytes], Parsed]
) -> APIRouter:
    """Build the webhook's routes."""
    routes = APIRouter(prefix="/channels/messenger", include_in_schema=False)

    @routes.get("/webhook")
    async def shake_hands(
        mode: Annotated[str, Query(alias="hub.mode")] = "",
        token: Annotated[str, Query(alias="hub.verify_token")] = "",
        challenge: Annotated[str, Query(alias="hub.challenge")] = "",
    ) -> Response:
        if not is_one_of(token, [config.verify_token]) or mode != "subscribe":
            return PlainTextResponse("wrong verify token", 403)
        return PlainTextResponse(challenge)

    @routes.post("/webhook")
    async def receive(request: Request) -> Response:
        raw = await request.body()
        if not is_signed(request.headers.get("x-hub-signature-256"), raw, config.app_secrets):
            log.warning("a wrong signature", extra={"channel": channel.name})
            return PlainTextResponse("wrong signature", 403)
        parsed = parse(raw)
        _tell_standby(channel, parsed)
        await _take_in(tools, channel, raw, parsed)
        return PlainTextResponse("EVENT_RECEIVED")

    return routes


async def _take_in(tools: Tools, channel: Channel, raw: bytes, parsed: Parsed) -> None:
    """Take a batch: each thread's events in order, threads side by side. Raises `Unavailable`."""
    threads: dict[str, Parsed] = {}
    for piece in parsed:
        address = piece.address if isinstance(piece, Arrival) else ""
        threads[address] = (*threads.get(address, ()), piece)
    slots = asyncio.Semaphore(AT_ONCE)

    async def take(pieces: Parsed) -> None:
        async with slots:
            await tools.take_in(channel, raw, pieces)

    # All are waited for, so that none goes on behind an answer that says "bring it again".
    with tools.precedence.first():
        outcomes = await asyncio.gather(*map(take, threads.values()), return_exceptions=True)
    for outcome in outcomes:
        if isinstance(outcome, BaseException):
            raise outcome


def _tell_standby(channel: Channel, parsed: Parsed) -> None:
    """Say so when another app answers in our place: it is easily set up by mistake."""
    whats = [piece.what for piece in parsed if isinstance(piece, Arrival)]
    count = sum(isinstance(what, Ignored) and what.reason == STANDBY for what in whats)
    if count:
        log.info("ignored", extra={"channel": channel.name, "why": STANDBY, "count": count})
