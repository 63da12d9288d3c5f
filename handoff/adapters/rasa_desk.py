"""Reads what the assistant offers agents: suggestions and steps (contract: `bot/README.md`)."""

from __future__ import annotations

from pydantic import Field

from handoff.adapters.rasa_fields import AnswerModel, Name, Value, read
from handoff.core.ports import Suggestion
from handoff.core.values import Button

MOST_SUGGESTIONS = 20
MOST_STEPS = 1000


class _Suggestion(AnswerModel):
    intent: Name
    confidence: float = Field(ge=0, le=1, allow_inf_nan=False)
    title: Name
    answer: Value


class _Suggestions(AnswerModel):
    suggestions: list[_Suggestion] = Field(max_length=MOST_SUGGESTIONS)


class _Step(AnswerModel):
    title: Name
    payload: Value


class _Steps(AnswerModel):
    steps: list[_Step] = Field(max_length=MOST_STEPS)


def parse_suggestions(body: bytes) -> tuple[Suggestion, ...]:
    """Return the suggestions in an answer. Raises `MalformedAnswerError`."""
    found = read(_Suggestions, body).suggestions
    return tuple(Suggestion(s.intent, s.confidence, s.title, s.answer) for s in found)


def parse_steps(body: bytes) -> tuple[Button, ...]:
    """Return the steps in an answer. Raises `MalformedAnswerError`."""
    return tuple(Button(step.title, step.payload) for step in read(_Steps, body).steps)
