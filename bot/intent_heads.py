"""Three ways to judge what a message means, each with its own strength.

* both: linear support vectors over words, letter groups and the sentence vector together. The best
  one where there are many examples: it knows Spanish, typos and the agency's words.
* meaning: logistic regression over the sentence vector alone.
* nearness: how near the examples of each intent are, by their vectors. Needs the fewest examples.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from scipy.special import log_softmax
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion
from sklearn.svm import LinearSVC

Floats: TypeAlias = "NDArray[np.float64]"

WORD = r"(?u)\b\w+\b"
"""One letter is a word too: Spanish "a", and "u" on a phone."""

FLOOR = 1e-12
"""Of nearness, below which no logarithm is taken."""


@dataclass(frozen=True)
class Settings:
    """How the heads are fitted.

    `vector_weight`: of the sentence vector (length 1) beside the sparse features (length 1 each).
    `both_c`, `meaning_c`: inverse strength of regularisation. `rounds`: of the solver of `meaning`,
    at most. `width`: of nearness, as a difference of cosines. `seed`: of everything random.
    """

    vector_weight: float = 0.5
    both_c: float = 1.0
    meaning_c: float = 30.0
    rounds: int = 60
    width: float = 0.05
    seed: int = 7


class Heads:
    """The three, fitted on the same examples."""

    def __init__(self, state: dict[str, Any]) -> None:
        """`state`: what `fit` made, or what was kept of it."""
        self.state = state

    @classmethod
    def fit(
        cls, texts: Sequence[str], vectors: Floats, intents: Sequence[str], settings: Settings
    ) -> Heads:
        """Fit on examples of two intents or more; `vectors` has one row of length 1 a text."""
        sparse = FeatureUnion([("words", _words()), ("letters", _letters())])
        features = _joined(sparse.fit_transform(texts), vectors, settings.vector_weight)
        both = LinearSVC(C=settings.both_c, tol=1e-2, random_state=settings.seed)
        meaning = LogisticRegression(
            C=settings.meaning_c, max_iter=settings.rounds, tol=1e-3, random_state=settings.seed
        )
        with warnings.catch_warnings():
            # The last rounds change digits that nobody sees; they are cut off on purpose.
            warnings.simplefilter("ignore", ConvergenceWarning)
            both.fit(features, intents)
            meaning.fit(vectors, intents)
        # Half the memory, and no figure changes in the fourth digit.
        both.coef_ = both.coef_.astype(np.float32)
        places = np.searchsorted(both.classes_, np.asarray(intents))
        return cls(
            {
                "sparse": sparse,
                "both": both,
                "meaning": meaning,
                "examples": vectors.astype(np.float32),
                "places": places,
                "vector_weight": settings.vector_weight,
                "width": settings.width,
            }
        )

    @property
    def intents(self) -> list[str]:
        """In the order of the columns of `scores`."""
        return [str(intent) for intent in self.state["both"].classes_]

    def scores(self, texts: Sequence[str], vectors: Floats) -> list[Floats]:
        """One array a head: a row a text, a column an intent; the higher, the likelier."""
        features = _joined(
            self.state["sparse"].transform(texts), vectors, self.state["vector_weight"]
        )
        both = self.state["both"].decision_function(features)
        if both.ndim == 1:  # scikit-learn's shape for two classes
            both = np.stack([-both, both], axis=1)
        return [both, self.state["meaning"].predict_log_proba(vectors), self._nearness(vectors)]

    def _nearness(self, vectors: Floats) -> Floats:
        places = self.state["places"]
        near = np.exp((vectors @ self.state["examples"].T - 1.0) / self.state["width"])
        sums = np.stack([np.bincount(places, row, len(self.intents)) for row in near])
        mean = sums / np.bincount(places, minlength=len(self.intents))
        result: Floats = log_softmax(np.log(mean + FLOOR), axis=1)
        return result


def _joined(sparse: Any, vectors: Floats, weight: float) -> Any:
    return hstack([csr_matrix(vectors * weight), sparse]).tocsr()


def _words() -> TfidfVectorizer:
    return TfidfVectorizer(
        strip_accents="unicode", token_pattern=WORD, ngram_range=(1, 2), sublinear_tf=True
    )


def _letters() -> TfidfVectorizer:
    return TfidfVectorizer(
        strip_accents="unicode", analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True
    )
