"""The assistant over HTTP: one request a turn (contract: `bot/README.md`).

A turn id runs at most once over there, so asking again after any of these errors is safe.
"""

from __future__ import annotations

import asyncio
from typing import Any

import httpx

from handoff.adapters.rasa_answer import MalformedAnswerError, error_code, parse_reply
from handoff.core.bot import Reply
from handoff.core.errors import AssistantFailed, AssistantTimedOut, AssistantUnavailable
from handoff.core.ports import TurnRequest

CONNECT_TIMEOUT_S = 3.0
PING_TIMEOUT_S = 3.0
MOST_BYTES = 512 * 1024
"""Longest answer read, in bytes; a turn's answer is a few kilobytes."""

MOST_CONNECTIONS = 64
_TURNS = "/webhooks/baton/turns"
_HEALTH = "/webhooks/baton/health"


class RasaAssistant:
    """Implements the port `Assistant`."""

    def __init__(self, base_url: str, timeout_s: float) -> None:
        """Talk to the connector at `base_url`; a turn may take `timeout_s` seconds in all."""
        self._timeout_s = timeout_s
        # The environment's proxies are not for a neighbour that sees what citizens write.
        self._http = httpx.AsyncClient(
            base_url=base_url,
            timeout=httpx.Timeout(timeout_s, connect=min(CONNECT_TIMEOUT_S, timeout_s)),
            limits=httpx.Limits(
                max_connections=MOST_CONNECTIONS, max_keepalive_connections=MOST_CONNECTIONS
            ),
            trust_env=False,
            follow_redirects=False,
        )

    async def aclose(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def reply(self, turn: TurnRequest) -> Reply:
        """Run one turn.

        Raises:
            AssistantUnavailable: no connection, a connection that broke, no model loaded.
            AssistantTimedOut: no whole answer in time.
            AssistantFailed: the turn failed over there, or its answer breaks the contract.
        """
        try:
            async with asyncio.timeout(self._timeout_s):
                status, body = await self._ask(_request(turn))
        except (TimeoutError, httpx.ReadTimeout):
            raise AssistantTimedOut("no answer in time") from None
        except httpx.TransportError as error:
            raise AssistantUnavailable(type(error).__name__) from error
        if status != httpx.codes.OK:
            raise _refusal(status, body)
        try:
            return parse_reply(body, turn.turn_id)
        except MalformedAnswerError as error:
            raise AssistantFailed(str(error)) from error

    async def ping(self) -> None:
        """Raise an exception unless a model is loaded and ready."""
        answer = await self._http.get(_HEALTH, timeout=PING_TIMEOUT_S)
        answer.raise_for_status()

    async def _ask(self, body: dict[str, Any]) -> tuple[int, bytes]:
        async with self._http.stream("POST", _TURNS, json=body) as answer:
            content = bytearray()
            async for piece in answer.aiter_bytes():
                content += piece
                if len(content) > MOST_BYTES:
                    raise AssistantFailed(f"the answer is longer than {MOST_BYTES} bytes")
            return answer.status_code, bytes(content)


def _request(turn: TurnRequest) -> dict[str, Any]:
    said = {"text": turn.text} if turn.payload is None else {"payload": turn.payload}
    return {
        "turn_id": turn.turn_id,
        "conversation_id": turn.conversation_id,
        "language": turn.language,
        "channel": turn.channel,
        **said,
    }


def _refusal(status: int, body: bytes) -> AssistantFailed | AssistantUnavailable:
    """Tell a turn that failed from an assistant that is not there.

    Only the connector's own words make a turn failed: a 404, a 502 or a 413 without its error
    code comes from something else at that address, and is put right without losing the turn.
    """
    code = error_code(body)
    if code in ("turn_failed", "invalid_turn") or (status == 500 and code != "not_ready"):
        return AssistantFailed(f"{status} {code}")
    return AssistantUnavailable(f"{status} {code}")
