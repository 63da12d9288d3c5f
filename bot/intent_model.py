"""The classifier itself, without Rasa: three heads, weighed by how right they are.

How much each head is to be trusted depends on the data: with ten examples an intent the vectors
know most, with a hundred the words do. So a part of the examples is set aside, the heads are
fitted on the rest, and the weights are those that give the part set aside the highest
probability. The same weights make the result a probability that means the same for every training
set, so that a threshold can be a setting. Then the heads are fitted on everything.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import skops.io
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import log_softmax

from bot.intent_heads import Floats, Heads, Settings

TRUSTED = ["scipy.sparse._csr.csr_matrix"]
"""What a saved model may hold besides the types skops trusts anyway."""

SET_ASIDE = 0.2
WEIGHED_ON = 8_000
"""So many examples, drawn at random, find the weights as well as 16,000 do, in half the time."""

ENOUGH = 40
"""Fewer examples set aside say nothing about the weights; then the usual ones are taken."""

USUAL = (1.0, 0.7, 0.7)
PULL = 1e-3
"""How strongly the weights are held near 1, on a logarithmic scale."""


class IntentModel:
    """Fitted heads and their weights."""

    def __init__(self, heads: Heads, weights: Sequence[float]) -> None:
        """`weights`: one a head, in the order of Heads.scores."""
        self._heads = heads
        self._weights = tuple(float(weight) for weight in weights)

    @classmethod
    def fit(
        cls, texts: Sequence[str], vectors: Floats, intents: Sequence[str], settings: Settings
    ) -> IntentModel:
        """Train on examples; `vectors` has one row a text. Needs two intents."""
        drawn = _draw(len(texts), settings.seed)
        weights = _weights(
            [texts[i] for i in drawn], vectors[drawn], [intents[i] for i in drawn], settings
        )
        return cls(Heads.fit(texts, vectors, intents, settings), weights)

    @property
    def intents(self) -> list[str]:
        """In the order of the columns of `probabilities`."""
        return self._heads.intents

    @property
    def weights(self) -> tuple[float, ...]:
        """How much each head counts."""
        return self._weights

    def probabilities(self, texts: Sequence[str], vectors: Floats) -> Floats:
        """One row a text, one column an intent; rows sum to 1."""
        result: Floats = np.exp(_mixed(self._heads.scores(texts, vectors), self._weights))
        return result

    def save(self, file: Path) -> None:
        """Write to `file`, in a format that holds no code."""
        skops.io.dump({"heads": self._heads.state, "weights": list(self._weights)}, file)

    @classmethod
    def load(cls, file: Path) -> IntentModel:
        """Read what `save` wrote. Raises when it holds anything but the types expected."""
        state: dict[str, Any] = skops.io.load(file, trusted=TRUSTED)
        return cls(Heads(state["heads"]), state["weights"])


def _draw(examples: int, seed: int) -> NDArray[np.intp]:
    """The places of at most WEIGHED_ON examples, in order."""
    places = np.random.RandomState(seed).permutation(examples)[:WEIGHED_ON]
    return np.sort(places)


def _weights(
    texts: Sequence[str], vectors: Floats, intents: Sequence[str], settings: Settings
) -> Sequence[float]:
    """Fit the heads without a part of the examples, and weigh them by that part."""
    aside = _set_aside(intents, settings.seed)
    if aside.sum() < ENOUGH:
        return USUAL
    kept, tried = np.flatnonzero(~aside), np.flatnonzero(aside)
    rest = Heads.fit([texts[i] for i in kept], vectors[kept], [intents[i] for i in kept], settings)
    scores = rest.scores([texts[i] for i in tried], vectors[tried])
    return _weigh(scores, np.searchsorted(rest.intents, [intents[i] for i in tried]))


def _set_aside(intents: Sequence[str], seed: int) -> NDArray[np.bool_]:
    """A fifth of each intent's examples; of an intent with fewer than three, none."""
    random = np.random.RandomState(seed)
    names = np.asarray(intents)
    aside = np.zeros(len(names), dtype=bool)
    for intent in np.unique(names):
        places = random.permutation(np.flatnonzero(names == intent))
        if len(places) >= 3:
            aside[places[: max(1, round(len(places) * SET_ASIDE))]] = True
    return aside


def _weigh(scores: Sequence[Floats], places: NDArray[np.intp]) -> list[float]:
    """The weights under which the right intents, `places`, are likeliest."""

    def surprise(logarithms: Floats) -> float:
        mixed = _mixed(scores, np.exp(logarithms))
        right = mixed[np.arange(len(places)), places]
        return float(-right.mean() + PULL * np.square(logarithms).sum())

    found = minimize(surprise, np.log(USUAL), method="Nelder-Mead", options={"maxiter": 200})
    return [float(weight) for weight in np.exp(found.x)]


def _mixed(scores: Sequence[Floats], weights: Sequence[float] | Floats) -> Floats:
    """Logarithms of probabilities."""
    total = sum(weight * score for weight, score in zip(weights, scores, strict=True))
    result: Floats = log_softmax(total, axis=1)
    return result
