"""What the gate lets through, rule by rule."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.training_data.message import Message

from bot.confidence_gate import ConfidenceGate

CONFIG: dict[str, Any] = {
    "threshold": 0.5,
    "margin": 0.1,
    "early": {"crisis": 0.25},
    "background": {"out_of_scope": 0.2},
}


def decided(*places: tuple[str, float], **changes: Any) -> Message:
    ranking = [{"name": name, "confidence": confidence} for name, confidence in places]
    message = Message({"text": "something", "intent": ranking[0], "intent_ranking": ranking})
    return ConfidenceGate({**CONFIG, **changes}).process([message])[0]


def intent(message: Message) -> str:
    return str(message.get("intent")["name"])


def test_a_sure_and_clear_intent_passes_with_its_confidence() -> None:
    message = decided(("ebt_pin", 0.8), ("ebt_balance", 0.1))
    assert message.get("intent") == {"name": "ebt_pin", "confidence": 0.8}


@pytest.mark.parametrize(
    "places",
    [
        [("ebt_pin", 0.49), ("ebt_balance", 0.1)],
        [("ebt_pin", 0.5), ("ebt_balance", 0.45)],
        [("out_of_scope", 0.9), ("ebt_pin", 0.05)],
        [("ebt_pin", 0.7), ("out_of_scope", 0.2)],
    ],
    ids=["unsure", "too close", "background", "background next to it"],
)
def test_everything_else_is_not_understood(places: list[tuple[str, float]]) -> None:
    assert intent(decided(*places)) == "nlu_fallback"


def test_a_crisis_is_believed_early_also_behind_another_intent() -> None:
    assert intent(decided(("report_abuse", 0.6), ("crisis", 0.25))) == "crisis"
    assert intent(decided(("out_of_scope", 0.5), ("crisis", 0.25))) == "crisis"
    assert intent(decided(("report_abuse", 0.6), ("crisis", 0.24))) == "report_abuse"


def test_gibberish_is_no_crisis_however_little_that_says() -> None:
    assert intent(decided(("out_of_scope", 0.62), ("crisis", 0.26))) == "nlu_fallback"
    assert intent(decided(("out_of_scope", 0.45), ("crisis", 0.3))) == "crisis"


def test_the_decision_leads_the_ranking_and_the_background_is_not_in_it() -> None:
    message = decided(("ebt_pin", 0.4), ("out_of_scope", 0.3), ("ebt_balance", 0.2))
    names = [place["name"] for place in message.get("intent_ranking")]
    assert names == ["nlu_fallback", "ebt_pin", "ebt_balance"]


def test_the_only_intent_needs_no_margin() -> None:
    assert intent(decided(("ebt_pin", 0.55), margin=0.5)) == "ebt_pin"


def test_a_message_without_a_ranking_is_left_alone() -> None:
    message = Message({"text": ""})
    assert ConfidenceGate(CONFIG).process([message])[0].get("intent") is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"threshold": 1.5},
        {"margin": "much"},
        {"margin": True},
        {"early": {"crisis": -0.1}},
        {"background": ["out_of_scope"]},
    ],
)
def test_what_is_no_probability_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidConfigException, match="ConfidenceGate"):
        ConfidenceGate({**CONFIG, **wrong})
