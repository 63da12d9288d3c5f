"""Rasa's side of IntentModel: training, persistence, and the ranking of every message.

Why Rasa's LogisticRegressionClassifier is not enough: it puts counts and sentence vectors into one
unscaled matrix, in which the counts drown the vectors.
"""

# Rasa compares the annotations of component methods with its own, which are typing's.
# ruff: noqa: UP006, UP035, UP045
from dataclasses import asdict
from typing import Any, Dict, List, Optional, Type

import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.intent_heads import Settings
from bot.intent_model import IntentModel
from bot.sentences import CRISIS_APART, VECTORS

FILE = "intents.skops"
CRISIS = "crisis"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class MeaningAndWords(IntentClassifier, GraphComponent):
    """Classifies by the words of a message and by its sentence vector; see intent_heads."""

    @classmethod
    def required_components(cls) -> List[Type]:  # type: ignore[type-arg]
        """A featurizer that gives sentence vectors comes before this one."""
        return [Featurizer]

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`ranked`: how many intents the ranking holds; the others: see intent_heads.Settings."""
        return {**asdict(Settings()), "ranked": 10}

    def __init__(
        self,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: Optional[IntentModel] = None,
    ) -> None:
        """`model` is None until trained or loaded."""
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "MeaningAndWords":
        """Made by Rasa for training."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on all examples with text and intent, and keep the model in Rasa's storage."""
        examples = [m for m in training_data.intent_examples if m.get(TEXT) and m.get(INTENT)]
        intents = [str(message.get(INTENT)) for message in examples]
        if len(set(intents)) < 2:
            raise InvalidConfigException("The classifier needs examples of two intents or more.")
        settings = Settings(**{name: self._config[name] for name in asdict(Settings())})
        texts = [str(message.get(TEXT)) for message in examples]
        self._model = IntentModel.fit(texts, _vectors(examples), intents, settings)
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(folder / FILE)
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "MeaningAndWords":
        """Made by Rasa for service, from what `train` kept."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, IntentModel.load(folder / FILE))

    def process(self, messages: List[Message]) -> List[Message]:
        """Set the likeliest intent and the ranking of every message that has text."""
        spoken = [message for message in messages if message.get(TEXT)]
        if spoken and self._model is not None:
            intents = self._model.intents
            texts = [str(message.get(TEXT)) for message in spoken]
            for message, row in zip(
                spoken, self._model.probabilities(texts, _vectors(spoken)), strict=True
            ):
                likeliest = np.argsort(-row, kind="stable")[: int(self._config["ranked"])]
                ranking = [
                    {"name": intents[place], "confidence": float(row[place])} for place in likeliest
                ]
                message.set("intent", ranking[0], add_to_output=True)
                message.set("intent_ranking", ranking, add_to_output=True)
                self._look_for_crisis(self._model, message)
        return messages

    def _look_for_crisis(self, model: IntentModel, message: Message) -> None:
        """Note how likely the likeliest of its sentences is a crisis by itself, for the guard."""
        pairs = message.get(VECTORS)
        if not pairs or CRISIS not in model.intents:
            return
        texts = [text for text, _ in pairs]
        rows = model.probabilities(texts, np.vstack([vector for _, vector in pairs]))
        message.set(CRISIS_APART, float(rows[:, model.intents.index(CRISIS)].max()))


def _vectors(messages: List[Message]) -> NDArray[np.float32]:
    """The sentence vectors, one row a message."""
    rows = [message.get_dense_features(TEXT)[1] for message in messages]
    if any(row is None for row in rows):
        raise InvalidConfigException(
            "The classifier found a message without a sentence vector: "
            "bot.sentence_featurizer.SentenceFeaturizer has to stand before it in the pipeline."
        )
    return np.vstack([row.features for row in rows])
