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
        next; `early`: {intent: probability} from which it is believed whatever else is likely, but
        for what is out of scope more likely than not, such as gibberish;
        `background`: {intent: probability}, intents that are never an answer and from that
        probability on prevent any other.
        """
        return {"threshold": 0.5, "margin": 0.1, "early": {}, "background": {"out_of_scope": 0.2}}

    def __init__(self, config: Dict[str, Any]) -> None:
        """Raises InvalidConfigException for something that is no probability."""
        self._threshold = _probability("threshold", config["threshold"])
        self._margin = _probability("margin", config["margin"])
        self._early = _probabilities("early", config["early"])
        self._background = _probabilities("background", config["background"])

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
        if not any(_is_most(place) and place["name"] in self._background for place in ranking):
            for place in ranking:
                if _reaches(place, self._early):
                    return place
        first = ranking[0]
        second = ranking[1]["confidence"] if len(ranking) > 1 else 0.0
        sure = first["confidence"] >= self._threshold
        clear = first["confidence"] - second >= self._margin
        outside = any(_reaches(place, self._background) for place in ranking)
        if sure and clear and not outside and first["name"] not in self._background:
            return first
        return {"name": FALLBACK, "confidence": self._threshold}


def _is_most(place: Place) -> bool:
    """Whether the intent is more probable than all others together."""
    return bool(place["confidence"] > 0.5)


def _reaches(place: Place, least: Dict[str, float]) -> bool:
    """Whether the intent is one of `least` and as probable as that."""
    return place["name"] in least and place["confidence"] >= least[place["name"]]


def _probabilities(name: str, values: Any) -> Dict[str, float]:
    if not isinstance(values or {}, dict):
        raise InvalidConfigException(f"ConfidenceGate: '{name}' must be {{intent: probability}}.")
    found = dict(values or {})
    return {str(intent): _probability(f"{name}: {intent}", found[intent]) for intent in found}


def _probability(name: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        raise InvalidConfigException(f"ConfidenceGate: '{name}' must be from 0 to 1, not {value}.")
    return float(value)
