"""The classifier itself, without Rasa: words and meaning judged apart, then together.

One head reads TF-IDF of words and of letter groups (it knows Spanish, typos and the agency's
words), the other the sentence encoder's vectors (it knows paraphrases). Each is a logistic
regression; the result is the geometric mean of their probabilities, so that an intent needs the
consent of both. In one regression over all features the sparse ones drown the vectors.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import skops.io
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion

Floats: TypeAlias = "NDArray[np.float64]"

TRUSTED = ["scipy.sparse._csr.csr_matrix"]
"""What a saved model may hold besides the types skops trusts anyway."""

WORD = r"(?u)\b\w+\b"
"""One letter is a word too: Spanish \"a\", and \"u\" on a phone."""

SMALLEST = 1e-9
"""Probabilities are not taken for smaller, so that one head alone cannot rule an intent out."""


@dataclass(frozen=True)
class Settings:
    """`*_c`: inverse strength of regularisation of each head; `rounds`: of the solver, at most."""

    words_c: float
    meaning_c: float
    rounds: int
    seed: int


class IntentModel:
    """Two fitted heads over the same intents."""

    def __init__(
        self, sparse: FeatureUnion, words: LogisticRegression, meaning: LogisticRegression
    ) -> None:
        """`sparse` makes the features of `words`; `meaning` takes the vectors as they are."""
        self._sparse = sparse
        self._words = words
        self._meaning = meaning

    @classmethod
    def fit(
        cls,
        texts: Sequence[str],
        vectors: NDArray[Any],
        intents: Sequence[str],
        settings: Settings,
    ) -> IntentModel:
        """Train on examples; `vectors` has one row a text. Needs two intents or more."""
        # What stands in one example only is kept when there are few: it may be all there is.
        rare = 2 if len(texts) > 2000 else 1
        sparse = FeatureUnion([("words", _words(rare)), ("letters", _letters(rare))])
        words = _regression(settings.words_c, settings)
        meaning = _regression(settings.meaning_c, settings)
        with warnings.catch_warnings():
            # The last rounds change digits that nobody sees; they are cut off on purpose.
            warnings.simplefilter("ignore", ConvergenceWarning)
            words.fit(sparse.fit_transform(texts), intents)
            meaning.fit(vectors, intents)
        return cls(sparse, words, meaning)

    @property
    def intents(self) -> list[str]:
        """In the order of the columns of `probabilities`."""
        return [str(intent) for intent in self._words.classes_]

    def probabilities(self, texts: Sequence[str], vectors: NDArray[Any]) -> Floats:
        """One row a text, one column an intent; rows sum to 1."""
        heads = (
            self._words.predict_proba(self._sparse.transform(texts)),
            self._meaning.predict_proba(vectors),
        )
        mean = np.exp(sum(np.log(np.maximum(head, SMALLEST)) for head in heads) / len(heads))
        return mean / mean.sum(axis=1, keepdims=True)

    def save(self, file: Path) -> None:
        """Write to `file`, in a format that holds no code."""
        skops.io.dump((self._sparse, self._words, self._meaning), file)

    @classmethod
    def load(cls, file: Path) -> IntentModel:
        """Read what `save` wrote. Raises when it holds anything but the types expected."""
        return cls(*skops.io.load(file, trusted=TRUSTED))


def _words(rare: int) -> TfidfVectorizer:
    return TfidfVectorizer(
        strip_accents="unicode",
        token_pattern=WORD,
        ngram_range=(1, 2),
        min_df=rare,
        sublinear_tf=True,
    )


def _letters(rare: int) -> TfidfVectorizer:
    return TfidfVectorizer(
        strip_accents="unicode",
        analyzer="char_wb",
        ngram_range=(2, 5),
        min_df=rare,
        sublinear_tf=True,
    )


def _regression(c: float, settings: Settings) -> LogisticRegression:
    return LogisticRegression(C=c, max_iter=settings.rounds, tol=1e-3, random_state=settings.seed)
