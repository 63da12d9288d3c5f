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

LEAST_WORDS_TO_COMPARE = 5
"""Examples of fewer words may be alike."""

MOST_IN_A_FRAME = 2
"""So many examples may differ in one word only."""

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


def check_titles_by_language(content: Content, report: Report) -> None:
    """Report topics that have a title in one language and none in another."""
    sources = {faq.intent: faq.source for faq in content.faqs}
    for intent, titles in content.titles.items():
        for language in content.languages:
            if not titles.get(language):
                fault = "has no title in this language"
                report(Problem(sources.get(intent, "titles.yml"), fault, intent, language))


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


def check_variety(examples: Iterable[Example], report: Report) -> None:
    """Report three or more examples of one intent that differ in one word only.

    A template teaches the same thing again and again. Short sentences are excused: there are only
    so many ways to say hello.
    """
    frames: dict[tuple[str, str, str], dict[str, Example]] = defaultdict(dict)
    for example in examples:
        words = bare(example.text).split()
        for place in range(len(words) if len(words) >= LEAST_WORDS_TO_COMPARE else 0):
            frame = " ".join([*words[:place], "...", *words[place + 1 :]])
            frames[example.intent, example.language, frame].setdefault(words[place], example)
    for (intent, language, frame), alike in frames.items():
        if len(alike) > MOST_IN_A_FRAME:
            fault = (
                f"{len(alike)} examples are all {frame!r} with one word changed "
                f"({', '.join(alike)}). Keep two, and say the others in quite another way."
            )
            report(Problem(next(iter(alike.values())).source, fault, intent, language))


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
