"""Lets through what the classifier is sure of; everything else counts as not understood.

Why Rasa's FallbackClassifier is not enough: it knows neither a background class (`out_of_scope` is
trained, so that small probabilities have somewhere to go, but must never be an answer) nor an
intent that is believed early because missing it is worse than a needless answer.
"""

# Rasa compares the annotations of component methods with its own, which are typing's.
# ruff: noqa: UP006, UP035
from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.training_data.message import Message

FALLBACK = "nlu_fallback"
Place = Dict[str, Any]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class ConfidenceGate(GraphComponent):
    """Runs after the classifier and has the say over its ranking."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Probabilities from 0 to 1.

        `threshold`: the likeliest intent needs that much; `margin`: and that much more than the
        next; `early`: {intent: probability} from which it is believed whatever else is likely;
        `background`: intents that only take probability away and are never an answer.
        """
        return {"threshold": 0.4, "margin": 0.1, "early": {}, "background": ["out_of_scope"]}

    def __init__(self, config: Dict[str, Any]) -> None:
        """Raises InvalidConfigException for something that is no probability."""
        early = dict(config["early"] or {})
        for name in ("threshold", "margin"):
            _check(name, config[name])
        for name, value in early.items():
            _check(f"early: {name}", value)
        self._threshold = float(config["threshold"])
        self._margin = float(config["margin"])
        self._early = {str(intent): float(value) for intent, value in early.items()}
        self._background = {str(intent) for intent in config["background"] or []}

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "ConfidenceGate":
        """Made by Rasa; there is nothing to train."""
        return cls(config)

    def process(self, messages: List[Message]) -> List[Message]:
        """Set the intent of every message to the one that passes, or to the fallback."""
        for message in messages:
            ranking = message.get("intent_ranking") or []
            if ranking:
                decided = self._decide(ranking)
                offered = [
                    p for p in ranking if p["name"] not in (*self._background, decided["name"])
                ]
                message.set("intent", decided, add_to_output=True)
                message.set("intent_ranking", [decided, *offered], add_to_output=True)
        return messages

    def _decide(self, ranking: List[Place]) -> Place:
        for place in ranking:
            if place["confidence"] >= self._early.get(place["name"], 2.0):
                return place
        first = ranking[0]
        second = ranking[1]["confidence"] if len(ranking) > 1 else 0.0
        sure = first["confidence"] >= self._threshold
        clear = first["confidence"] - second >= self._margin
        if sure and clear and first["name"] not in self._background:
            return first
        return {"name": FALLBACK, "confidence": self._threshold}


def _check(name: str, value: Any) -> None:
    if not isinstance(value, (int, float)) or not 0 <= value <= 1:
        raise InvalidConfigException(f"ConfidenceGate: '{name}' must be from 0 to 1, not {value}.")
