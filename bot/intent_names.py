"""Adds every intent's own name to its examples: `ebt_lost_card` says what it is about.

Worth about half a percent where an intent has ten examples, and nothing is lost where it has many.
"""

# Rasa compares the annotations of component methods with its own, which are typing's.
# ruff: noqa: UP006, UP035
import re
from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

_JOINT = re.compile(r"[\W_]+|(?<=[a-z])(?=[A-Z])")
_LETTER = re.compile(r"[^\W\d_]")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class IntentNames(GraphComponent):
    """Stands before the featurizer; does nothing in service."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`unnamed`: intents whose name is no topic."""
        return {"unnamed": ["out_of_scope"]}

    def __init__(self, config: Dict[str, Any]) -> None:
        """See get_default_config."""
        self._unnamed = set(config["unnamed"] or [])

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "IntentNames":
        """Made by Rasa; there is nothing to train."""
        return cls(config)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Give back the training data with one more example an intent."""
        named = sorted(training_data.intents - self._unnamed)
        examples = [
            Message.build(text=spoken(intent), intent=intent)
            for intent in named
            if _LETTER.search(intent)
        ]
        return training_data.merge(TrainingData(examples))

    def process(self, messages: List[Message]) -> List[Message]:
        """Leave messages as they are."""
        return messages


def spoken(intent: str) -> str:
    """The words of an intent's name: `ebt_lost_card` and `EbtLostCard` give "ebt lost card"."""
    return " ".join(_JOINT.sub(" ", intent).lower().split())
