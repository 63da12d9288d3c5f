"""Gives every message its sentence vector, for the classifier after it in config.yml."""

# Rasa compares the annotations of component methods with its own, which are typing's.
# ruff: noqa: UP006, UP035
from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.sentence_encoder import SHIPPED, SentenceEncoder
from bot.sentences import VECTORS, sentences


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceFeaturizer(DenseFeaturizer, GraphComponent):
    """Adds the encoder's vector as a dense feature of the whole message."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`weights`, `sha256`, `max_tokens`: see SentenceEncoder.load."""
        return {
            **DenseFeaturizer.get_default_config(),
            "weights": SHIPPED,
            "sha256": "",
            "max_tokens": 128,
        }

    @staticmethod
    def required_packages() -> List[str]:
        """What Rasa looks for before it trains."""
        return ["transformers", "tensorflow"]

    @classmethod
    def validate_config(cls, config: Dict[str, Any]) -> None:
        """Nothing to check before the encoder is loaded."""

    def __init__(self, config: Dict[str, Any], name: str, encoder: SentenceEncoder) -> None:
        """`name` marks the features as this component's."""
        super().__init__(name, config)
        self._encoder = encoder

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SentenceFeaturizer":
        """Made by Rasa, for training and for service alike; loads the encoder."""
        encoder = SentenceEncoder.load(
            str(config["weights"]), str(config["sha256"] or ""), int(config["max_tokens"])
        )
        return cls(config, execution_context.node_name, encoder)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Give all examples their vectors, in batches."""
        self._add_vectors(training_data.training_examples)
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Give `messages` their vectors, and their sentences too; those without text get none."""
        self._add_vectors(messages)
        for message in messages:
            parts = sentences(message.get(TEXT) or "")
            if parts:
                message.set(VECTORS, list(zip(parts, self._encoder.encode(parts), strict=True)))
        return messages

    def _add_vectors(self, messages: List[Message]) -> None:
        spoken = [message for message in messages if message.get(TEXT)]
        if spoken:
            vectors = self._encoder.encode([message.get(TEXT) for message in spoken])
            for message, vector in zip(spoken, vectors, strict=True):
                self.add_features_to_message(
                    sequence=None, sentence=vector[None, :], attribute=TEXT, message=message
                )
