"""Checks over the whole content without which the assistant could not be trained or would fail.

What concerns the quality of a text is in editorial_checks.py.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from bot.content import Content
from bot.problems import Problem, Report
from bot.rasa_files import Example
from bot.responses import Text

PAYLOAD = re.compile(r"/([a-zA-Z_0-9]+)")


def faq_examples(content: Content) -> list[Example]:
    """The examples of data/faq."""
    return [
        Example(text, faq.intent, faq.source, language)
        for faq in content.faqs
        for language, wording in faq.wordings.items()
        for text in wording.examples
    ]


def check_examples(content: Content, spoken: Iterable[Example], report: Report) -> None:
    """Report the same sentence under two intents.

    `spoken`: the examples of Rasa's own NLU files. Case, accents, punctuation and spacing do not
    make a sentence different.
    """
    spoken = list(spoken)
    known: dict[str, Example] = {}
    for example in [*spoken, *faq_examples(content)]:
        other = known.setdefault(bare(example.text), example)
        if other.intent != example.intent:
            report(
                Problem(
                    example.source,
                    f"the same sentence stands under two intents, '{other.intent}' "
                    f"({other.source}) and '{example.intent}': {example.text!r}. "
                    "Keep it where it belongs.",
                    example.intent,
                    example.language,
                )
            )
    sources = {faq.intent: faq.source for faq in content.faqs}
    for intent, source in sorted({(e.intent, e.source) for e in spoken if e.intent in sources}):
        fault = f"is defined in data/faq and in data/nlu ({source}). Keep one of the two."
        report(Problem(sources[intent], fault, intent))


@dataclass(frozen=True)
class PlacedButton:
    """A button and the text it stands under: intent or name of the text, file and language."""

    title: str
    payload: str
    owner: str
    source: str
    language: str


def all_buttons(content: Content, texts: Iterable[Text]) -> list[PlacedButton]:
    """The buttons of all answers and texts, in order."""
    of_answers = [
        PlacedButton(b.title, f"/{b.intent}", faq.intent, faq.source, language)
        for faq in content.faqs
        for language, wording in faq.wordings.items()
        for b in wording.buttons
    ]
    of_texts = [
        PlacedButton(
            str(b.get("title") or ""), str(b.get("payload") or ""), text.name, text.source, language
        )
        for text in texts
        for language, part in text.parts.items()
        for b in part.get("buttons") or []
    ]
    return of_answers + of_texts


def check_buttons(buttons: Iterable[PlacedButton], intents: set[str], report: Report) -> None:
    """Report buttons without a title and those that send an intent which does not exist."""
    for button in buttons:
        intent = PAYLOAD.match(button.payload)
        if not button.title or intent is None or intent.group(1) not in intents:
            fault = (
                f"the button {button.title!r} sends {button.payload!r}, which is not a known "
                "intent. Correct the name, or add the question first."
            )
            report(Problem(button.source, fault, button.owner, button.language))


def bare(text: str) -> str:
    """The words of `text` alone: without case, accents and punctuation."""
    parted = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(c for c in parted if not unicodedata.combining(c))
    return " ".join(re.sub(r"[\W_]", " ", letters).split()) or text
