"""Three ways to judge what a message means, each with its own strength.

* both: linear support vectors over words, letter groups and the sentence vector together. The best
  one where there are many examples: it knows Spanish, typos and the agency's words.
* meaning: logistic regression over what the sentence encoder gives, in all its poolings.
* nearness: how near the examples of each intent are, by vector and by words. Needs the fewest
  examples.

The encoder's mean pooling is the sentence vector proper; it comes first in a row of `vectors`.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
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
    at most. `width`: of nearness, as a difference of cosines. `words_share`: of the words in it.
    `poolings`: how many vectors of equal length stand in one row. `seed`: of everything random.
    """

    vector_weight: float = 0.5
    both_c: float = 1.0
    meaning_c: float = 100.0
    rounds: int = 60
    width: float = 0.05
    words_share: float = 0.4
    poolings: int = 3
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
        """Fit on examples of two intents or more; `vectors` has one row a text."""
        sparse = FeatureUnion([("words", _words()), ("letters", _letters())])
        words = sparse.fit_transform(texts)
        means = _means(vectors, settings.poolings)
        features = hstack([words, csr_matrix(means * settings.vector_weight)]).tocsr()
        both = LinearSVC(C=settings.both_c, tol=1e-2, random_state=settings.seed)
        meaning = LogisticRegression(
            C=settings.meaning_c, max_iter=settings.rounds, tol=1e-3, random_state=settings.seed
        )
        with warnings.catch_warnings(), ThreadPoolExecutor(max_workers=1) as beside:
            # The last rounds change digits that nobody sees; they are cut off on purpose.
            warnings.simplefilter("ignore", ConvergenceWarning)
            # One of them works on one core only and needs as long as the other on the rest.
            fitted = beside.submit(both.fit, features, intents)
            meaning.fit(vectors, intents)
            fitted.result()
        slopes, offsets = _columns(both)
        return cls(
            {
                "intents": [str(intent) for intent in both.classes_],
                "sparse": sparse,
                # One row a feature: a message touches the rows of its own features only.
                "both_words": np.ascontiguousarray(slopes[: words.shape[1]], dtype=np.float32),
                "both_vector": slopes[words.shape[1] :] * settings.vector_weight,
                "both_offsets": offsets,
                "meaning": meaning,
                "examples": means.astype(np.float32),
                "examples_words": words.T.tocsr().astype(np.float32),
                "words_share": settings.words_share,
                "poolings": settings.poolings,
                "places": np.searchsorted(both.classes_, np.asarray(intents)),
                "width": settings.width,
            }
        )

    @property
    def intents(self) -> list[str]:
        """In the order of the columns of `scores`."""
        return list(self.state["intents"])

    def scores(self, texts: Sequence[str], vectors: Floats) -> list[Floats]:
        """One array a head: a row a text, a column an intent; the higher, the likelier."""
        words = self.state["sparse"].transform(texts).astype(np.float32)
        means = _means(vectors, self.state["poolings"])
        return [
            self._both(words, means),
            self.state["meaning"].predict_log_proba(vectors),
            self._nearness(words, means),
        ]

    def _both(self, words: Any, means: Floats) -> Floats:
        state = self.state
        result: Floats = words @ state["both_words"] + means @ state["both_vector"]
        return result + state["both_offsets"]

    def _nearness(self, words: Any, means: Floats) -> Floats:
        places, share = self.state["places"], self.state["words_share"]
        # Words and letter groups have length 1 each, so that equal texts have the product 2.
        alike = (words @ self.state["examples_words"]).toarray() / 2
        cosines = share * alike + (1 - share) * (means @ self.state["examples"].T)
        near = np.exp((cosines - 1.0) / self.state["width"])
        sums = np.stack([np.bincount(places, row, len(self.intents)) for row in near])
        mean = sums / np.bincount(places, minlength=len(self.intents))
        result: Floats = log_softmax(np.log(mean + FLOOR), axis=1)
        return result


def _means(vectors: Floats, poolings: int) -> Floats:
    """The first pooling of each row, at length 1."""
    first = vectors[:, : vectors.shape[1] // poolings]
    result: Floats = first / np.linalg.norm(first, axis=1, keepdims=True)
    return result


def _columns(both: LinearSVC) -> tuple[Floats, Floats]:
    """(slopes, offsets) with one column an intent; scikit-learn has a single row for two."""
    slopes, offsets = both.coef_, both.intercept_
    if len(both.classes_) == 2:
        slopes, offsets = np.vstack([-slopes, slopes]), np.concatenate([-offsets, offsets])
    return slopes.T, offsets


def _words() -> TfidfVectorizer:
    return TfidfVectorizer(
        strip_accents="unicode", token_pattern=WORD, ngram_range=(1, 2), sublinear_tf=True
    )


def _letters() -> TfidfVectorizer:
    return TfidfVectorizer(
        strip_accents="unicode", analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True
    )
