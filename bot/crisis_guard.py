"""Finds a crisis in words, whatever the classifier thinks.

Why the stock pipeline is not enough: a missed cry for help is worse than a needless phone number,
and a statistical classifier with a threshold may miss a plain one. Phrases stand in
data/crisis.yml; what takes a phrase's meaning away ("this line is killing me") stands there too.
Without such a phrase the classifier is believed from a threshold on, from a higher one where the
message has a manner of speaking that only sounds like a crisis, and not at all where it is nothing
else; below, its guess is no more than not understood, which offers a person. One sentence of a long
message is enough, from a threshold of its own on.
"""

# Rasa compares the annotations of component methods with its own, which are typing's.
# ruff: noqa: UP006, UP035
from pathlib import Path
from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message

from bot.crisis_phrases import CrisisPhrases, Doubt
from bot.sentences import CRISIS_APART

CRISIS = "crisis"
FALLBACK = "nlu_fallback"
NEVER = 2.0


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class CrisisGuard(GraphComponent):
    """Runs last and overrules the other classifiers, towards `crisis` only."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """The classifier's confidence in `crisis` that is enough on its own, 0 to 1.

        `threshold`: usually; `doubted`: next to a harmless manner of speaking; `sentence`: for one
        sentence of a message by itself.
        """
        return {"phrases": "data/crisis.yml", "threshold": 0.4, "doubted": 0.9, "sentence": 0.9}

    def __init__(self, config: Dict[str, Any], phrases: CrisisPhrases) -> None:
        """`phrases` decides on words, the thresholds of `config` on the ranking."""
        self._threshold = float(config["threshold"])
        self._enough = {
            Doubt.NONE: self._threshold,
            Doubt.SOME: float(config["doubted"]),
            Doubt.CERTAIN: NEVER,
        }
        self._sentence = float(config["sentence"])
        self._phrases = phrases

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "CrisisGuard":
        """Made by Rasa; the phrases are read when the model is loaded."""
        return cls(config, CrisisPhrases.load(Path(config["phrases"])))

    def process(self, messages: List[Message]) -> List[Message]:
        """Set the intent of every message that sounds like a crisis, or falsely seems to."""
        for message in messages:
            text = message.get("text") or ""
            if text.startswith("/"):
                continue
            if self._phrases.found_in(text):
                _lead(message, CRISIS, 1.0)
                continue
            doubt = self._phrases.doubt(text)
            confidence = message.get(CRISIS_APART) or 0.0
            # Who doubts the whole doubts its sentences: "It was years ago. He hit me."
            if confidence >= self._sentence and doubt is Doubt.NONE:
                _lead(message, CRISIS, confidence)
            elif _intent(message) == CRISIS and _confidence(message) < self._enough[doubt]:
                _lead(message, FALLBACK, self._threshold)
        return messages


def _intent(message: Message) -> str:
    return str((message.get("intent") or {}).get("name"))


def _confidence(message: Message) -> float:
    return float((message.get("intent") or {}).get("confidence") or 0.0)


def _lead(message: Message, name: str, confidence: float) -> None:
    """Make `name` the intent and the first of the ranking."""
    intent = {"name": name, "confidence": confidence}
    others = [place for place in message.get("intent_ranking") or [] if place["name"] != name]
    message.set("intent", intent, add_to_output=True)
    message.set("intent_ranking", [intent, *others], add_to_output=True)
