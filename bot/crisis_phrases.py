"""The phrases of data/crisis.yml and how a message is compared with them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from bot.yaml_file import ContentError, read_yaml


class CrisisPhrases:
    """Phrases that mean a crisis, and harmless ones that are taken out first.

    A phrase is words with single spaces, lower case, without punctuation (so "dont"); it may use
    `(a|b)`, `( x)?` and `.{0,20}` as in regular expressions. It counts at word boundaries only.
    """

    def __init__(self, phrases: Iterable[str], harmless: Iterable[str]) -> None:
        """Raises ContentError for a phrase that is not a valid pattern."""
        self._phrases = _union(phrases)
        self._harmless = _union(harmless)

    @classmethod
    def load(cls, path: Path) -> CrisisPhrases:
        """Read `phrases` and `harmless`, both {language: [phrase]}, of all languages together."""
        document = read_yaml(path)
        return cls(_all(document, "phrases"), _all(document, "harmless"))

    def found_in(self, text: str) -> bool:
        """Whether the message, without its harmless phrases, holds one of the phrases."""
        words = _bare(text)
        return self._phrases.search(self._harmless.sub(" ", words)) is not None


def _all(document: object, key: str) -> list[str]:
    lists = document.get(key) if isinstance(document, dict) else None
    if not isinstance(lists, dict):
        raise ContentError(f"crisis.yml: expected lists by language under the key '{key}'")
    return [str(phrase) for phrases in lists.values() for phrase in phrases]


def _union(phrases: Iterable[str]) -> re.Pattern[str]:
    try:
        return re.compile(r"\b(?:" + "|".join(f"(?:{phrase})" for phrase in phrases) + r")\b")
    except re.error as error:
        raise ContentError(f"crisis.yml: a phrase is not a valid pattern: {error}") from error


def _bare(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    without_quotes = re.sub("['\u2019\u00b4`]", "", folded)
    return " ".join(re.sub(r"[^\w\s]", " ", without_quotes).split())
