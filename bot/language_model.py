"""Tells the languages of the content apart, learned from the content itself.

Why not a ready library: of 763 citizen messages in English or Spanish, lingua restricted to these
two told 98.8 % right in 0.36 ms each with 92 MB of memory, this one 99.5 % in 0.03 ms with 3 MB;
and a third language comes with its content (docs/decisions.md).
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

WORD = re.compile(r"[^\W\d_]+")
LONGEST = 4
SMOOTHING = 0.5
CLEARLY = 6.0
"""A word is of one language when it is so many times as frequent there as in any other."""


class LanguageModel:
    """Naive Bayes over pieces of words, two to four letters long, and over whole words."""

    def __init__(self, texts: Mapping[str, Iterable[str]]) -> None:
        """`texts`: sentences of each language, the more the better; the same one counts once."""
        sentences = {language: set(lines) for language, lines in texts.items()}
        self.languages = list(sentences)
        pieces = {
            language: Counter(p for line in lines for p in _pieces(line))
            for language, lines in sentences.items()
        }
        self._piece_logs = _log_shares(pieces)
        words = {
            language: Counter(w for line in lines for w in words_of(line))
            for language, lines in sentences.items()
        }
        self._language_of_word = _clear_words(words)

    def scores(self, text: str) -> dict[str, float]:
        """The log-likelihood of `text` in each language; only differences mean something."""
        known = [self._piece_logs[p] for p in _pieces(text) if p in self._piece_logs]
        # Pieces of one word overlap, so each letter is counted about three times.
        return {
            language: sum(logs[place] for logs in known) / (LONGEST - 1)
            for place, language in enumerate(self.languages)
        }

    def clear_words(self, text: str) -> Counter[str]:
        """How many words of `text` are clearly of one language, by language.

        Only words of the content count, so that names of people and places do not.
        """
        return Counter(
            self._language_of_word[word]
            for word in words_of(text)
            if word in self._language_of_word
        )


def words_of(text: str) -> list[str]:
    """The words of `text` in lower case, without numbers and signs."""
    return WORD.findall(unicodedata.normalize("NFC", text).casefold())


def _pieces(text: str) -> Iterator[str]:
    for word in words_of(text):
        framed = f" {word} "
        for length in range(2, LONGEST + 1):
            for start in range(len(framed) - length + 1):
                yield framed[start : start + length]


def _log_shares(counts: Mapping[str, Counter[str]]) -> dict[str, list[float]]:
    """The smoothed logarithm of each piece's share, one for each language in order."""
    every = set().union(*counts.values())
    totals = [sum(c.values()) + SMOOTHING * len(every) for c in counts.values()]
    return {
        piece: [
            math.log((c[piece] + SMOOTHING) / total)
            for c, total in zip(counts.values(), totals, strict=True)
        ]
        for piece in every
    }


def _clear_words(counts: Mapping[str, Counter[str]]) -> dict[str, str]:
    totals = {language: sum(c.values()) for language, c in counts.items()}
    clear = {}
    for word in set().union(*counts.values()):
        shares = sorted(
            ((c[word] + SMOOTHING) / (totals[language] + 1), language)
            for language, c in counts.items()
        )
        if len(shares) == 1 or shares[-1][0] >= CLEARLY * shares[-2][0]:
            clear[word] = shares[-1][1]
    return clear
