"""The assistant over HTTP: turns, and what it offers agents (contract: `bot/README.md`).

A turn id runs at most once over there, so asking again after any of these errors is safe.

The client is httpx's own engine: what httpx puts around it (cookies, redirects, authentication,
decoding) took a fifth of the service's time for a turn and is of no use here.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import httpcore

from handoff.adapters.parts import http_ping
from handoff.adapters.rasa_answer import error_code, parse_reply
from handoff.adapters.rasa_desk import parse_steps, parse_suggestions
from handoff.adapters.rasa_fields import MalformedAnswerError
from handoff.core.bot import Reply
from handoff.core.errors import AssistantFailed, AssistantTimedOut, AssistantUnavailable
from handoff.core.ports import Suggestion, TurnRequest
from handoff.core.values import Button

CONNECT_TIMEOUT_S = 3.0
MOST_BYTES = 512 * 1024
"""Longest answer read, in bytes; a turn's answer is a few kilobytes."""

MOST_MISSED_TEXT = 1000
"""What people said meanwhile is cut to so many code points a message: it is not read to the end."""

MOST_CONNECTIONS = 64
_ROOT = "/webhooks/baton"
_HEADERS = ((b"Content-Type", b"application/json"), (b"Accept", b"application/json"))
_OK = 200
_NOT_THERE = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException)
"""No connection, one that broke, or something at the address that does not speak HTTP."""


class RasaAssistant:
    """Implements the port `Assistant`."""

    def __init__(self, base_url: str, timeout_s: float) -> None:
        """Talk to the connector at `base_url`; a turn may take `timeout_s` seconds in all."""
        self._timeout_s = timeout_s
        self._root = f"{base_url}{_ROOT}"
        connect_s = min(CONNECT_TIMEOUT_S, timeout_s)
        self._timeouts = {"connect": connect_s, "read": timeout_s, "pool": timeout_s}
        # It knows nothing of the environment's proxies: they are not for a neighbour that sees
        # what citizens write.
        self._http = httpcore.AsyncConnectionPool(
            max_connections=MOST_CONNECTIONS, max_keepalive_connections=MOST_CONNECTIONS
        )
        self._ping = http_ping(f"{self._root}/health")

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
        return await self._answer(
            "POST", "/turns", _request(turn), lambda body: parse_reply(body, turn.turn_id)
        )

    async def suggest(self, text: str, language: str) -> tuple[Suggestion, ...]:
        """Return answers that may fit `text`, the best first. Raises as `reply`."""
        question = {"text": text, "language": language}
        return await self._answer("POST", "/suggest", question, parse_suggestions)

    async def steps(self, language: str) -> tuple[Button, ...]:
        """Return the steps at which the bot can go on. Raises as `reply`."""
        path = "/steps?" + urlencode({"language": language})
        return await self._answer("GET", path, None, parse_steps)

    async def ping(self) -> None:
        """Raise an exception unless a model is loaded and ready."""
        await self._ping()

    async def _answer[T](
        self, method: str, path: str, question: dict[str, Any] | None, parse: Callable[[bytes], T]
    ) -> T:
        try:
            async with asyncio.timeout(self._timeout_s):
                status, body = await self._ask(method, path, question)
        except (TimeoutError, httpcore.ReadTimeout):
            raise AssistantTimedOut("no answer in time") from None
        except _NOT_THERE as error:
            raise AssistantUnavailable(type(error).__name__) from error
        if status != _OK:
            raise _refusal(status, body)
        try:
            return parse(body)
        except MalformedAnswerError as error:
            raise AssistantFailed(str(error)) from error

    async def _ask(
        self, method: str, path: str, question: dict[str, Any] | None
    ) -> tuple[int, bytes]:
        async with self._http.stream(
            method,
            httpcore.URL(self._root + path),
            headers=_HEADERS,
            content=None if question is None else json.dumps(question).encode(),
            extensions={"timeout": self._timeouts},
        ) as answer:
            content = bytearray()
            async for piece in answer.aiter_stream():
                content += piece
                if len(content) > MOST_BYTES:
                    raise AssistantFailed(f"the answer is longer than {MOST_BYTES} bytes")
            return answer.status, bytes(content)


def _request(turn: TurnRequest) -> dict[str, Any]:
    said = {"text": turn.text} if turn.payload is None else {"payload": turn.payload}
    opens_at = turn.opens_at
    return {
        "turn_id": turn.turn_id,
        "conversation_id": turn.conversation_id,
        "language": turn.language,
        "channel": turn.channel,
        "control": turn.control.value,
        "missed": [
            {"author": m.author.value, "text": m.text[:MOST_MISSED_TEXT]} for m in turn.missed
        ],
        "slots": dict(turn.slots),
        "office": {
            "open": opens_at is None,
            "opens_at": None if opens_at is None else opens_at.isoformat(),
        },
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
