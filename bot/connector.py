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

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from actions import from_people
from bot.content import load_content
from bot.desk import DeskHelp, read_desk_titles
from bot.failures import describe
from bot.languages import Languages
from bot.problems import Problem, refuse
from bot.processor import TurnFailed
from bot.responses import read_texts
from bot.turn import InvalidTurn, parse_question, parse_turn
from bot.turns import NotReady, Turns, loaded

logger = logging.getLogger(__name__)


Answer = Callable[[Request], Awaitable[HTTPResponse]]


class BatonInput(InputChannel):
    """Turns, suggestions and steps, each below /webhooks/baton, and /webhooks/baton/health."""

    def __init__(self, turns: Turns, desk: DeskHelp, languages: Languages) -> None:
        """`turns` runs what citizens say, `desk` helps agents."""
        self._turns = turns
        self._desk = desk
        self._languages = languages

    @classmethod
    def name(cls) -> str:
        """The channel's name and the last part of its URL prefix."""
        return "baton"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> BatonInput:
        """Made by Rasa from credentials.yml; `data` there names another content folder."""
        data = Path((credentials or {}).get("data", "data"))
        content = load_content(data)
        problems: list[Problem] = []
        texts = read_texts(data / "responses", content, problems.append)
        titles = read_desk_titles(data / "titles.yml", content, problems.append)
        refuse(problems)
        languages = Languages.load(data, content)
        turns = Turns(frozenset(content.titles), languages, from_people)
        return cls(turns, DeskHelp(content, texts, titles), languages)

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes. Rasa's `on_new_message` is not used: it hides failures."""
        routes = Blueprint("baton")
        routes.add_route(_answered(_health), "/health", methods=["GET"], name="health")
        routes.add_route(_answered(self._turn), "/turns", methods=["POST"], name="turns")
        routes.add_route(_answered(self._suggest), "/suggest", methods=["POST"], name="suggest")
        routes.add_route(_answered(self._steps), "/steps", methods=["GET"], name="steps")
        return routes

    async def _turn(self, request: Request) -> HTTPResponse:
        turn = parse_turn(request.json)
        return response.json(await self._turns.reply(_agent(request), turn))

    async def _suggest(self, request: Request) -> HTTPResponse:
        text, language = parse_question(request.json)
        processor = loaded(_agent(request)).processor
        # An empty text has nothing to be understood, and Rasa fails on it.
        understood = await processor.parse_message(UserMessage(text)) if text else {}
        found = self._desk.suggestions(understood, self._language(language))
        return response.json({"suggestions": found})

    async def _steps(self, request: Request) -> HTTPResponse:
        forms = loaded(_agent(request)).domain.form_names
        language = self._language(request.args.get("language"))
        return response.json({"steps": self._desk.steps(language, forms)})

    def _language(self, tag: str | None) -> str:
        return self._languages.supported(tag) or self._languages.default


async def _health(request: Request) -> HTTPResponse:
    agent = loaded(_agent(request))
    return response.json({"status": "ok", "model": agent.processor.model_filename})


def _answered(handler: Answer) -> Answer:
    """The handler with every failure answered in the connector's own shape."""

    async def answered(request: Request) -> HTTPResponse:
        try:
            return await handler(request)
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

    return answered


def _agent(request: Request) -> Agent | None:
    return getattr(request.app.ctx, "agent", None)


def _error(status: int, code: str, message: str) -> HTTPResponse:
    return response.json({"error": {"code": code, "message": message}}, status=status)
