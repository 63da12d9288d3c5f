"""The classifier by itself: small languages, few examples, the same result every time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.intent_heads import Settings
from bot.intent_model import USUAL, IntentModel

DIMENSION = 16
SETTINGS = Settings(poolings=1)
INTENTS = ("heizung", "müll", "miete")


def examples(per_intent: int) -> tuple[list[str], np.ndarray, list[str]]:
    """Texts that share words within an intent, and vectors that lie about one direction each."""
    random = np.random.RandomState(3)
    texts, vectors, intents = [], [], []
    for number, intent in enumerate(INTENTS):
        for _ in range(per_intent):
            words = random.choice(["eins", "zwei", "drei", "vier", "fünf"], 3)
            texts.append(f"{intent} {' '.join(words)}")
            vector = random.normal(0, 0.2, DIMENSION)
            vector[number] += 1.0
            vectors.append(vector / np.linalg.norm(vector))
            intents.append(intent)
    return texts, np.array(vectors), intents


def test_probabilities_are_one_row_a_text_and_sum_to_one() -> None:
    texts, vectors, intents = examples(30)
    model = IntentModel.fit(texts, vectors, intents, SETTINGS)
    found = model.probabilities(texts, vectors)
    assert found.shape == (90, 3)
    assert found.sum(axis=1) == pytest.approx(1.0)
    assert [model.intents[place] for place in found.argmax(axis=1)] == intents


def test_heads_are_weighed_on_examples_set_aside() -> None:
    texts, vectors, intents = examples(80)
    random = np.random.RandomState(5).permutation(len(vectors))
    useful = IntentModel.fit(texts, vectors, intents, SETTINGS).weights
    useless = IntentModel.fit(texts, vectors[random], intents, SETTINGS).weights
    assert useless[1] < useful[1]


@pytest.mark.parametrize("per_intent", [1, 2, 3])
def test_a_few_examples_are_enough_to_train(per_intent: int) -> None:
    texts, vectors, intents = examples(per_intent)
    model = IntentModel.fit(texts, vectors, intents, SETTINGS)
    assert model.weights == USUAL
    assert (
        model.intents[
            int(model.probabilities(["müll"], vectors[per_intent : per_intent + 1]).argmax())
        ]
        == "müll"
    )


def test_two_intents_are_enough() -> None:
    texts, vectors, intents = examples(10)
    model = IntentModel.fit(texts[:20], vectors[:20], intents[:20], SETTINGS)
    assert model.probabilities(["heizung eins"], vectors[:1]).shape == (1, 2)
    assert model.intents[int(model.probabilities(["heizung"], vectors[:1]).argmax())] == "heizung"


def test_training_twice_gives_the_same_model() -> None:
    texts, vectors, intents = examples(40)
    first, second = (IntentModel.fit(texts, vectors, intents, SETTINGS) for _ in range(2))
    assert first.weights == second.weights
    assert (first.probabilities(texts, vectors) == second.probabilities(texts, vectors)).all()


def test_a_saved_model_gives_the_same_probabilities(tmp_path: Path) -> None:
    texts, vectors, intents = examples(20)
    model = IntentModel.fit(texts, vectors, intents, SETTINGS)
    model.save(tmp_path / "model.skops")
    loaded = IntentModel.load(tmp_path / "model.skops")
    assert loaded.intents == model.intents
    assert loaded.probabilities(texts, vectors) == pytest.approx(
        model.probabilities(texts, vectors)
    )


def test_words_unseen_in_training_are_no_error() -> None:
    texts, vectors, intents = examples(10)
    model = IntentModel.fit(texts, vectors, intents, SETTINGS)
    assert np.isfinite(model.probabilities(["😀", "", "\u202e \x00"], vectors[:3])).all()
