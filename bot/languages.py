"""Which language the assistant speaks in a conversation.

Found per message among the languages of the content. It sticks: a word or two, a name, a number
or a mixture change nothing. What the citizen asked for in so many words holds until they write
whole sentences in another language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content import Content
from bot.content_checks import faq_examples
from bot.language_model import LanguageModel, words_of
from bot.rasa_files import read_examples
from bot.yaml_file import ContentError, read_yaml

CHANGE = "change_language"
COURTESIES = frozenset({"greet", "goodbye", "thanks", "affirm", "deny", "compliment"})
"""What many say in a language that they do not go on in: "ok gracias"."""

EVIDENCE = 2.5
"""Difference of log-likelihoods from which on a message is believed to be of another language."""

APOSTROPHE = re.compile("['\u2019\u00b4`]")
CLAUSE = re.compile(r"[,.;:!?()]")
REACH = 4
"""So many words before a language's name a "not" refers to it: "I don't speak much English"."""


@dataclass(frozen=True)
class Spoken:
    """What is known before a message: the language, whether the citizen chose it, how far we are.

    `first`: nothing has been said yet, so the language is no more than the page's.
    """

    language: str
    chosen: bool = False
    first: bool = False


@dataclass(frozen=True)
class Decision:
    """The language from now on. `request` is None unless the citizen asked for a language.

    It is "changed", "same" when it is spoken already, or "unknown" when none that we have is named.
    """

    language: str
    chosen: bool
    request: str | None = None


class Languages:
    """Decides for every message of every conversation; holds nothing of any of them."""

    def __init__(
        self,
        model: LanguageModel,
        names: Mapping[str, Iterable[str]],
        negations: Iterable[str] = (),
        shared: Iterable[str] = (),
    ) -> None:
        """`names`: how each language is called, in any language; `negations`: words like "not".

        `shared`: what is said alike in all languages ("food stamps") and so tells nothing.
        """
        self._model = model
        self._shared = _any_of(shared)
        self._codes = list(model.languages)
        self.default = self._codes[0]
        self._by_name = {
            word: code
            for code, called in names.items()
            for name in called
            for word in words_of(name)
        }
        self._negations = frozenset(word for text in negations for word in words_of(text))

    @classmethod
    def load(cls, data: Path, content: Content) -> Languages:
        """Learn from the content's own sentences. Raises ContentError."""
        document = read_yaml(data / "languages.yml")
        names = document.get("names") if isinstance(document, dict) else None
        if not isinstance(names, dict) or set(names) != set(content.languages):
            raise ContentError("languages.yml: expected 'names' for each language of agency.yml")
        model = LanguageModel(_sentences(data, content))
        return cls(model, names, document.get("negations") or (), document.get("shared") or ())

    def supported(self, tag: str | None) -> str | None:
        """The language of the content that a BCP 47 tag means, None when there is none."""
        primary = re.split(r"[-_]", tag.lower())[0] if tag else ""
        return primary if primary in self._codes else None

    def decide(
        self, spoken: Spoken, text: str, intent: str | None, wanted: str | None = None
    ) -> Decision:
        """What a message means for the language.

        `text` is what was typed, empty for a button; `wanted` the language that a button names.
        """
        written = self._follow(spoken, text, intent)
        if intent != CHANGE:
            return Decision(written, spoken.chosen and written == spoken.language)
        asked = self.supported(wanted) or self._named(text)
        if asked is None and written != spoken.language:
            asked = written
        if asked is None:
            return Decision(spoken.language, spoken.chosen, "unknown")
        return Decision(asked, True, "same" if asked == spoken.language else "changed")

    def _follow(self, spoken: Spoken, text: str, intent: str | None) -> str:
        """The language of `text` if it is clear enough, else the one that is spoken."""
        own = self._shared.sub(" ", text)
        words = self._model.clear_words(own)
        if not words:
            return spoken.language
        language, count = words.most_common(1)[0]
        # What is said alike in all languages speaks for none, but against a pure sentence.
        every = self._model.clear_words(text)
        others = sum(every.values()) - every[language]
        if spoken.chosen:
            least, share = 5, 4
        elif intent in COURTESIES and not spoken.first:
            least, share = 4, 4
        else:
            least, share = 1 if spoken.first else 2, 2
        scores = self._model.scores(own)
        clear = scores[language] - scores[spoken.language] >= EVIDENCE
        return language if clear and count >= least and count > share * others else spoken.language

    def _named(self, text: str) -> str | None:
        """The language that is asked for by name: not one after a "not", and the last of several.

        Who only says which one they do not speak wants the other, where there are two.
        """
        wanted, unwanted = None, set()
        for clause in CLAUSE.split(APOSTROPHE.sub("", text)):
            words = words_of(clause)
            last = 0
            for place, word in enumerate(words):
                code = self._by_name.get(word)
                if code is None:
                    continue
                if self._negations & set(words[max(last, place - REACH) : place]):
                    unwanted.add(code)
                else:
                    wanted = code
                last = place + 1
        left = [code for code in self._codes if code not in unwanted]
        return wanted or (left[0] if unwanted and len(left) == 1 else None)


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(map(str, phrases), key=len, reverse=True)
    if not longest_first:
        return re.compile(r"(?!)")
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


def _sentences(data: Path, content: Content) -> dict[str, list[str]]:
    """All examples and answers, by language."""
    spoken = read_examples(data / "nlu", content.languages, lambda _: None)
    answers = [
        (language, wording.answer)
        for faq in content.faqs
        for language, wording in faq.wordings.items()
    ]
    lines = [(e.language, e.text) for e in (*spoken, *faq_examples(content))] + answers
    return {
        code: [text for language, text in lines if language == code] for code in content.languages
    }
