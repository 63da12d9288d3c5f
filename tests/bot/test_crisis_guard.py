"""The guard behind the classifier."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.crisis_guard import CrisisGuard
from bot.crisis_phrases import CrisisPhrases
from bot.sentences import CRISIS_APART

GUARD = CrisisGuard(
    {"threshold": 0.4, "doubted": 0.8, "sentence": 0.7},
    CrisisPhrases({"danger": ["kill myself"], "harmless": ["line is killing me"]}),
)


def guarded(
    text: str, *ranking: tuple[str, float], apart: float | None = None
) -> tuple[str, list[str]]:
    places: list[dict[str, Any]] = [{"name": n, "confidence": c} for n, c in ranking]
    message = Message(data={"text": text, "intent": places[0], "intent_ranking": places})
    if apart is not None:
        message.set(CRISIS_APART, apart)
    GUARD.process([message])
    return message.get("intent")["name"], [p["name"] for p in message.get("intent_ranking")]


def test_a_phrase_overrules_the_classifier() -> None:
    intent, ranking = guarded("i want to kill myself", ("greet", 0.9), ("crisis", 0.05))
    assert intent == "crisis"
    assert ranking == ["crisis", "greet"]


def test_a_phrase_overrules_the_fallback() -> None:
    assert guarded("kill myself", ("nlu_fallback", 0.35), ("greet", 0.2))[0] == "crisis"


@pytest.mark.parametrize(("confidence", "intent"), [(0.41, "crisis"), (0.39, "nlu_fallback")])
def test_without_a_phrase_the_classifier_is_believed_from_the_threshold_on(
    confidence: float, intent: str
) -> None:
    assert guarded("he is outside", ("crisis", confidence), ("greet", 0.1))[0] == intent


@pytest.mark.parametrize(("confidence", "intent"), [(0.81, "crisis"), (0.79, "nlu_fallback")])
def test_next_to_a_manner_of_speaking_the_classifier_must_be_surer(
    confidence: float, intent: str
) -> None:
    text = "this line is killing me and he came in with a rope"
    assert guarded(text, ("crisis", confidence), ("greet", 0.1))[0] == intent


def test_a_mere_manner_of_speaking_is_never_a_crisis() -> None:
    assert guarded("this line is killing me", ("crisis", 0.99), ("greet", 0.1))[0] == "nlu_fallback"


@pytest.mark.parametrize(("apart", "intent"), [(0.71, "crisis"), (0.69, "renewal")])
def test_one_sentence_of_danger_is_enough_in_a_long_message(apart: float, intent: str) -> None:
    text = "My renewal is due on Friday. He took my keys again."
    assert guarded(text, ("renewal", 0.95), ("crisis", 0.01), apart=apart)[0] == intent


def test_a_sentence_does_not_count_next_to_a_manner_of_speaking() -> None:
    text = "This line is killing me. I will scream if I wait another hour."
    assert guarded(text, ("complaint", 0.9), apart=0.99)[0] == "complaint"


def test_other_intents_are_left_alone() -> None:
    assert guarded("hi", ("greet", 0.2), ("crisis", 0.1)) == ("greet", ["greet", "crisis"])


def test_a_button_is_never_second_guessed() -> None:
    assert guarded("/greet kill myself", ("greet", 1.0))[0] == "greet"
