"""What the assistant offers agents, over HTTP: suggested answers and the steps to go on at."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from handoff.adapters.rasa_assistant import RasaAssistant
from handoff.core.errors import AssistantFailed, AssistantUnavailable
from handoff.core.ports import Suggestion
from handoff.core.values import Button
from tests.contract.http_server import HttpServer

TIMEOUT_S = 5.0
Json = dict[str, Any]


@pytest.fixture
async def server() -> AsyncIterator[HttpServer]:
    async with HttpServer() as server:
        yield server


@pytest.fixture
async def assistant(server: HttpServer) -> AsyncIterator[RasaAssistant]:
    assistant = RasaAssistant(server.url, TIMEOUT_S)
    yield assistant
    await assistant.aclose()


SUGGESTED = {"intent": "office_hours", "confidence": 0.93, "title": "Hours", "answer": "8 to 5."}


async def test_suggestions_are_asked_for_and_read(
    server: HttpServer, assistant: RasaAssistant
) -> None:
    server.answers({"suggestions": [SUGGESTED]})
    found = await assistant.suggest("when do you open? 🕗", "en")
    assert found == (Suggestion("office_hours", 0.93, "Hours", "8 to 5."),)
    asked = server.requests[0]
    assert (asked.method, asked.path) == ("POST", "/webhooks/baton/suggest")
    assert json.loads(asked.body) == {"text": "when do you open? 🕗", "language": "en"}


async def test_steps_are_asked_for_and_read(server: HttpServer, assistant: RasaAssistant) -> None:
    step = {"title": "Continue the status check", "payload": "/application_status"}
    server.answers({"steps": [{**step, "form": "application_status_form"}]})
    assert await assistant.steps("en&x=1") == (Button(step["title"], step["payload"]),)
    asked = server.requests[0]
    assert (asked.method, asked.path) == ("GET", "/webhooks/baton/steps?language=en%26x%3D1")


@pytest.mark.parametrize(
    "broken",
    [
        b"not json",
        {},
        {"suggestions": [{**SUGGESTED, "answer": ""}]},
        {"suggestions": [{**SUGGESTED, "confidence": 2}]},
        {"suggestions": [SUGGESTED] * 21},
        {"steps": [{"title": "Hours"}]},
        {"steps": [{"title": "t" * 201, "payload": "/office_hours"}]},
    ],
)
async def test_what_is_offered_to_agents_is_checked_like_a_reply(
    server: HttpServer, assistant: RasaAssistant, broken: Json | bytes
) -> None:
    server.answers(broken)
    with pytest.raises(AssistantFailed):
        await assistant.suggest("hi", "en")
    with pytest.raises(AssistantFailed):
        await assistant.steps("en")


async def test_without_a_model_there_are_no_suggestions(
    server: HttpServer, assistant: RasaAssistant
) -> None:
    server.answers({"error": {"code": "not_ready"}}, status=503)
    with pytest.raises(AssistantUnavailable):
        await assistant.suggest("hi", "en")
    with pytest.raises(AssistantUnavailable):
        await assistant.steps("en")
