"""Checks of quality: what could be trained but would serve citizens badly.

`make validate` runs them and the tests do, so content that fails them does not get merged.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from bot.content import Content
from bot.content_checks import PlacedButton, bare
from bot.problems import Problem, Report
from bot.rasa_files import Example
from bot.readability import difficulty
from bot.responses import Text

MOST_WORDS = 90
MOST_TITLE = 35
MOST_BUTTONS = 3
LEAST_EXAMPLES = {"en": 20, "es": 12}
LEAST_ELSEWHERE = 12
"""For a language that an agency adds."""

WITHOUT_EXAMPLES = {"nlu_fallback"}
"""What a rule may answer although nobody says it."""


def check_answers(content: Content, texts: Iterable[Text], report: Report) -> None:
    """Report answers and texts that are too long or too hard to read."""
    for source, name, language, text in _spoken_texts(content, texts):
        words = len(text.split())
        if words > MOST_WORDS:
            fault = f"the answer has {words} words; {MOST_WORDS} is the most. Say less."
            report(Problem(source, fault, name, language))
        measured = difficulty(text, language)
        if measured is None:
            continue
        value, limit, too_hard = measured
        if too_hard:
            kind = (
                "grade {:.1f}; {:.1f} is the highest"
                if language == "en"
                else ("ease {:.0f}; {:.0f} is the lowest")
            )
            fault = (
                f"the answer is hard to read ({kind.format(value, limit)}). "
                "Use shorter sentences and shorter words."
            )
            report(Problem(source, fault, name, language))


def check_languages(content: Content, texts: Iterable[Text], report: Report) -> None:
    """Report questions, texts and titles that are missing in one of the languages."""
    for language in content.languages:
        for faq in content.faqs:
            wording = faq.wordings.get(language)
            if wording is None and language != content.languages[0]:
                report(Problem(faq.source, "has no answer in this language", faq.intent, language))
            if wording is not None and not wording.title and faq.intent in content.titles:
                report(Problem(faq.source, "has no title in this language", faq.intent, language))
        for text in texts:
            if language not in text.parts:
                report(Problem(text.source, "has no text in this language", text.name, language))
    faqs = {faq.intent for faq in content.faqs}
    for intent in content.titles.keys() - faqs:
        for language in content.languages:
            if language not in content.titles[intent]:
                report(Problem("titles.yml", "has no title in this language", intent, language))


def check_titles(content: Content, buttons: Iterable[PlacedButton], report: Report) -> None:
    """Report titles that do not fit on a button, and too many buttons under one text."""
    faults = {
        (button.source, button.owner, button.language, button.title) for button in buttons
    } | {
        (faq.source, faq.intent, language, wording.title)
        for faq in content.faqs
        for language, wording in faq.wordings.items()
        if wording.title
    }
    for source, owner, language, title in sorted(faults):
        if len(title) > MOST_TITLE:
            fault = (
                f"the button title {title!r} has {len(title)} characters; {MOST_TITLE} is the most."
            )
            report(Problem(source, fault, owner, language))
    counts = Counter((b.source, b.owner, b.language) for b in buttons)
    for (source, owner, language), count in counts.items():
        if count > MOST_BUTTONS:
            fault = f"has {count} buttons; {MOST_BUTTONS} is the most."
            report(Problem(source, fault, owner, language))


def check_counts(
    content: Content, examples: Iterable[Example], known: set[str], report: Report
) -> None:
    """Report intents with too few different examples in a language.

    `known`: the intents that are to have examples.
    """
    sentences: dict[tuple[str, str], set[str]] = defaultdict(set)
    sources: dict[str, str] = {}
    for example in examples:
        sentences[example.intent, example.language].add(bare(example.text))
        sources.setdefault(example.intent, example.source)
    for intent in sorted(known | set(sources)):
        for language in content.languages:
            count = len(sentences[intent, language])
            least = LEAST_EXAMPLES.get(language, LEAST_ELSEWHERE)
            if count < least:
                fault = f"has {count} different examples; {least} is the least."
                report(Problem(sources.get(intent, "data"), fault, intent, language))


def check_use(
    content: Content,
    spoken: Iterable[Example],
    rules: dict[str, str],
    domain: set[str],
    report: Report,
) -> None:
    """Report intents that are recognised but not answered, or answered but never recognised.

    `spoken`: examples of Rasa's own files. `rules`: intents with a rule and its file. `domain`:
    intents of domain.yml.
    """
    faqs = {faq.intent for faq in content.faqs}
    sources = {example.intent: example.source for example in spoken}
    for intent, source in sorted(sources.items()):
        if intent not in rules and intent not in faqs:
            fault = (
                "is not used: no rule in data/rules answers it. Add one, or move it to data/faq."
            )
            report(Problem(source, fault, intent))
        if intent not in domain and intent not in faqs:
            report(Problem("domain.yml", "is missing in the list of intents", intent))
    heard = faqs | set(sources) | WITHOUT_EXAMPLES
    for intent, source in sorted(rules.items()):
        if intent not in heard:
            report(Problem(source, "is answered, but has no examples in data/nlu", intent))
    for intent in sorted(domain - heard):
        report(Problem("domain.yml", "is not used: it has no examples in data/nlu", intent))
    for intent in sorted(set(content.titles) - heard):
        report(Problem("titles.yml", "is a title of no question", intent))


def _spoken_texts(content: Content, texts: Iterable[Text]) -> Iterator[tuple[str, str, str, str]]:
    for faq in content.faqs:
        for language, wording in faq.wordings.items():
            yield faq.source, faq.intent, language, wording.answer
    for text in texts:
        for language, part in text.parts.items():
            yield text.source, text.name, language, part["text"]
