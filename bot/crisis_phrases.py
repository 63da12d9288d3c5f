"""The phrases of data/crisis.yml and how a message is compared with them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from enum import Enum
from pathlib import Path

from bot.phrase_set import PhraseSet
from bot.yaml_file import ContentError, read_yaml

KINDS = ("danger", "violence", "harmless", "past", "still")


MOST_WORDS_LEFT = 3
"""A message with so few words besides a manner of speaking is nothing but that."""


class Doubt(Enum):
    """How much a message only sounds like a crisis to who takes words literally."""

    NONE = 0
    SOME = 1
    CERTAIN = 2


class CrisisPhrases:
    """Phrases that mean a crisis, and what takes their meaning away.

    A phrase is words with single spaces, lower case, without accents and punctuation (so "dont");
    it may use what regular expressions have: `(a|b)`, `( x)?`, `.{0,20}`. It counts at word
    boundaries only, in every language at once: in fear people mix them.
    """

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        """`phrases`: by kind, see KINDS. Raises ContentError for one that is no valid pattern."""
        self._danger, self._violence, self._harmless, self._past, self._still = (
            _phrase_set(phrases.get(kind, ())) for kind in KINDS
        )

    @classmethod
    def load(cls, path: Path) -> CrisisPhrases:
        """Read the kinds, each {language: [phrase]}, of all languages together."""
        document = read_yaml(path)
        return cls({kind: _all(document, kind) for kind in KINDS})

    def found_in(self, text: str) -> bool:
        """Whether the message, without its manners of speaking, tells of a crisis.

        Violence that is clearly over is none; where the time is unknown it is taken for now.
        """
        words = self._harmless.taken_out(_bare(text))
        if self._danger.in_text(words):
            return True
        return self._violence.in_text(words) and not self._over(words)

    def doubt(self, text: str) -> Doubt:
        """What speaks against a crisis in a message that holds none of the phrases."""
        words = _bare(text)
        left = self._harmless.taken_out(words)
        if left != words and len(left.split()) <= MOST_WORDS_LEFT:
            return Doubt.CERTAIN
        return Doubt.SOME if left != words or self._over(words) else Doubt.NONE

    def _over(self, words: str) -> bool:
        return self._past.in_text(words) and not self._still.in_text(words)


def _all(document: object, kind: str) -> list[str]:
    lists = document.get(kind) if isinstance(document, dict) else None
    if not isinstance(lists, dict):
        raise ContentError(f"crisis.yml: expected lists by language under the key '{kind}'")
    return [str(phrase) for phrases in lists.values() for phrase in phrases]


def _phrase_set(phrases: Iterable[str]) -> PhraseSet:
    try:
        return PhraseSet(phrases)
    except ValueError as error:
        raise ContentError(f"crisis.yml: {error}") from error


def _bare(text: str) -> str:
    """Lower case words without accents, quotes and invisible characters."""
    parted = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(c for c in parted if unicodedata.category(c) not in ("Mn", "Cf"))
    without_quotes = re.sub("['\u2019\u00b4`]", "", letters)
    return " ".join(re.sub(r"[^\w\s]", " ", without_quotes).split())
