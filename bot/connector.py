"""The connector `baton`: the service's way to Rasa (contract: bot/README.md).

Why the stock REST channel is not enough: it answers 200 with an empty list when something failed,
runs a repeated request twice, takes a typed "/intent" literally, and hides intents, slots, form
and handoff, all of which the service needs.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.content import load_content
from bot.failures import describe
from bot.languages import Languages
from bot.processor import TurnFailed
from bot.turn import InvalidTurn, parse_turn
from bot.turns import NotReady, Turns

logger = logging.getLogger(__name__)


class BatonInput(InputChannel):
    """POST /webhooks/baton/turns and GET /webhooks/baton/health."""

    def __init__(self, turns: Turns) -> None:
        """`turns` runs what comes in."""
        self._turns = turns

    @classmethod
    def name(cls) -> str:
        """The channel's name and the last part of its URL prefix."""
        return "baton"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> BatonInput:
        """Made by Rasa from credentials.yml; `data` there names another content folder."""
        data = Path((credentials or {}).get("data", "data"))
        content = load_content(data)
        return cls(Turns(frozenset(content.titles), Languages.load(data, content)))

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The two routes. Rasa's `on_new_message` is not used: it hides failures."""
        routes = Blueprint("baton")

        @routes.get("/health")
        async def health(request: Request) -> HTTPResponse:
            agent = _agent(request)
            if agent is None or not agent.is_ready():
                return _error(503, "not_ready", "the model is not loaded yet")
            return response.json({"status": "ok", "model": agent.processor.model_filename})

        @routes.post("/turns")
        async def turns(request: Request) -> HTTPResponse:
            try:
                turn = parse_turn(request.json)
                return response.json(await self._turns.reply(_agent(request), turn))
            except SanicException as error:
                return _error(400, "invalid_turn", f"the body is not JSON: {type(error).__name__}")
            except InvalidTurn as error:
                return _error(400, "invalid_turn", str(error))
            except NotReady as error:
                return _error(503, "not_ready", str(error))
            except TurnFailed as error:
                return _error(500, "turn_failed", str(error))
            except Exception as error:
                logger.error("the connector failed: %s", describe(error))
                return _error(500, "turn_failed", f"{type(error).__name__} in the connector")

        return routes


def _agent(request: Request) -> Any:
    return getattr(request.app.ctx, "agent", None)


def _error(status: int, code: str, message: str) -> HTTPResponse:
    return response.json({"error": {"code": code, "message": message}}, status=status)
