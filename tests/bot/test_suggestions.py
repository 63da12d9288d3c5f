"""Suggestions and steps of the running assistant."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.bot.citizen import Citizen, post
from tests.bot.conftest import Stack
from tests.bot.http import call

FORM = "application_status_form"


def suggest(stack: Stack, text: str, language: str = "en") -> list[dict[str, Any]]:
    """What agents get for a message."""
    url = f"{stack.rasa.url}/webhooks/baton/suggest"
    answer = post(url, {"text": text, "language": language})
    assert answer.status == 200, answer
    return list(answer.body["suggestions"])


def steps(stack: Stack, language: str) -> list[dict[str, Any]]:
    """The steps agents can choose from."""
    status, body = call(f"{stack.rasa.url}/webhooks/baton/steps?language={language}")
    assert status == 200
    return list(json.loads(body)["steps"])


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_suggestion_is_word_for_word_what_the_citizen_would_get(
    stack: Stack, language: str
) -> None:
    found = suggest(stack, "how do i check my ebt balance", language)
    citizen = Citizen(stack.rasa.url, language)
    assert found[0]["intent"] == "ebt_balance"
    assert found[0]["answer"] == citizen.presses("/ebt_balance").body["messages"][0]["text"]
    assert found[0]["confidence"] > 0.5
    assert "{" not in found[0]["answer"]
    assert 1 <= len(found) <= 3


@pytest.mark.parametrize("text", ["blorp fizzle wug", "", "/", "thank you", "🙂"])
def test_nothing_is_suggested_for_what_is_no_question_of_ours(stack: Stack, text: str) -> None:
    assert suggest(stack, text) == []


def test_a_crisis_gets_the_emergency_numbers_only(stack: Stack) -> None:
    (only,) = suggest(stack, "me quiero matar", "es")
    assert only["intent"] == "crisis"
    assert all(number in only["answer"] for number in ("911", "988", "1-800-799-7233"))


def test_asking_for_suggestions_leaves_no_trace_in_any_conversation(stack: Stack) -> None:
    citizen = Citizen(stack.rasa.url)
    citizen.says("where is my application")
    before = stack.actions_gate.seen.copy()
    suggest(stack, "APP-2041-7739 born April 12, 1987")
    assert stack.actions_gate.seen == before
    assert citizen.says("wait a moment").body["form"]["requested_slot"] == "application_number"


@pytest.mark.parametrize("body", [b"{", {}, {"text": 5}, {"text": "x" * 4001}, [], {"text": None}])
def test_a_question_without_a_text_is_refused(stack: Stack, body: Any) -> None:
    answer = post(f"{stack.rasa.url}/webhooks/baton/suggest", body)
    assert (answer.status, answer.body["error"]["code"]) == (400, "invalid_turn")


def test_the_first_step_continues_the_status_check_in_the_language_of_the_desk(
    stack: Stack,
) -> None:
    english, spanish = steps(stack, "en"), steps(stack, "es")
    assert english[0] == {
        "title": "Continue the status check",
        "payload": "/application_status",
        "form": FORM,
    }
    assert spanish[0]["title"] == "Continuar con la consulta de la solicitud"
    assert [s["payload"] for s in english] == [s["payload"] for s in spanish]
    assert steps(stack, "fr") == english
    titles = [step["title"] for step in english]
    assert "Office hours" in titles
    assert len(set(titles)) == len(titles)


def test_every_step_is_something_the_assistant_can_answer(stack: Stack) -> None:
    for step in steps(stack, "en"):
        answer = Citizen(stack.rasa.url).presses(step["payload"])
        assert answer.body["messages"]
        assert (answer.body["form"] or {}).get("name") == step.get("form")
