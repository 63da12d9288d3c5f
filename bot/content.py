"""The assistant's content as it stands in data/: questions, answers, titles, agency facts.

Plain reading and checking, without Rasa: the importer turns the result into training data, the
actions take topic titles from it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from bot.agency_facts import Facts, fill, load_agency
from bot.problems import Problem, Report, refuse
from bot.yaml_file import ContentError, read_yaml

ENTRY_KEYS = {"intent"}
WORDING_KEYS = {"title", "examples", "answer", "buttons"}


@dataclass(frozen=True)
class Button:
    """A button under an answer; pressing it sends `intent`."""

    title: str
    intent: str


@dataclass(frozen=True)
class Wording:
    """One question in one language. `title` is None for small talk, which is never offered."""

    examples: list[str]
    answer: str
    title: str | None = None
    buttons: list[Button] = field(default_factory=list)


@dataclass(frozen=True)
class Faq:
    """One question the assistant answers, in every language; `source` is the file it is in."""

    intent: str
    source: str
    wordings: dict[str, Wording]


@dataclass(frozen=True)
class Content:
    """All questions, the languages (default first), facts by language, titles of topics."""

    languages: list[str]
    facts: Facts
    faqs: list[Faq]
    titles: dict[str, dict[str, str]]

    def title(self, intent: str, language: str) -> str | None:
        """The topic's name on a button, in `language` or else in the default language."""
        titles = self.titles.get(intent, {})
        return titles.get(language) or titles.get(self.languages[0])


def load_content(data: Path) -> Content:
    """Read and check everything under `data`.

    Raises ContentError, naming file and entry, when something is missing or malformed; it names
    all there is, one fault a line.
    """
    problems: list[Problem] = []
    content = read_content(data, problems.append)
    refuse(problems)
    return content


def read_content(data: Path, report: Report) -> Content:
    """Read what can be read under `data`; what cannot is reported and left out.

    Raises ContentError when agency.yml itself cannot be used.
    """
    languages, facts = load_agency(data / "agency.yml")
    faqs: dict[str, Faq] = {}
    for path in sorted((data / "faq").glob("*.yml")):
        source = f"{path.parent.name}/{path.name}"
        for entry in _entries(path, source, report):
            faq = _faq(entry, source, facts, report)
            if faq is None:
                continue
            first = faqs.setdefault(faq.intent, faq)
            if first is not faq:
                fault = f"is already defined in {first.source}. Keep one of the two."
                report(Problem(faq.source, fault, faq.intent))
    known = list(faqs.values())
    return Content(languages, facts, known, _titles(data / "titles.yml", known, report))


def _entries(path: Path, source: str, report: Report) -> list[Any]:
    try:
        document = read_yaml(path)
    except ContentError as error:
        report(Problem(source, str(error)))
        return []
    if not isinstance(document, dict) or not isinstance(document.get("faq"), list):
        report(Problem(source, "expected a list under the key 'faq'"))
        return []
    return list(document["faq"])


def _faq(entry: Any, source: str, facts: Facts, report: Report) -> Faq | None:
    intent = entry.get("intent") if isinstance(entry, dict) else None
    if not isinstance(intent, str) or not intent:
        report(Problem(source, "an entry has no 'intent'"))
        return None
    unknown = set(entry) - ENTRY_KEYS - set(facts)
    if unknown:
        fault = f"has unknown keys: {', '.join(sorted(unknown))}"
        report(Problem(source, fault, intent))
    wordings = {}
    for language in facts:
        if language not in entry:
            report(Problem(source, "has no answer in this language", intent, language))
            continue
        wordings[language] = _wording(
            entry[language],
            facts[language],
            partial(_fault, report, source, intent, language),
        )
    return Faq(intent, source, wordings)


def _fault(report: Report, source: str, intent: str, language: str, fault: str) -> None:
    report(Problem(source, fault, intent, language))


def _wording(part: Any, facts: dict[str, str], fail: Callable[[str], None]) -> Wording:
    """What can be read of one language's part; `fail` is told what cannot."""
    if not isinstance(part, dict):
        fail("must have examples and an answer")
        return Wording([], "")
    unknown = set(part) - WORDING_KEYS
    if unknown:
        fail(f"has unknown keys: {', '.join(sorted(unknown))}")
    examples = part.get("examples")
    if not isinstance(examples, list) or not examples:
        fail("has no examples")
        examples = []
    good = [example for example in examples if isinstance(example, str) and example.strip()]
    if len(good) < len(examples):
        fail("every example must be text; one with a colon or a brace stands in quotation marks")
    return Wording(
        [example.strip() for example in good],
        _answer(part.get("answer"), facts, fail),
        part.get("title") or None,
        [b for b in (_button(button, fail) for button in part.get("buttons") or []) if b],
    )


def _answer(answer: Any, facts: dict[str, str], fail: Callable[[str], None]) -> str:
    if isinstance(answer, dict | list):
        fail("the answer is not text. Begin it with '>-' and write it in the lines below.")
        return ""
    if not isinstance(answer, str) or not answer.strip():
        fail("has no answer")
        return ""
    try:
        return fill(answer.strip(), facts, "the answer")
    except ContentError as error:
        fail(str(error))
        return answer.strip()


def _button(button: Any, fail: Callable[[str], None]) -> Button | None:
    if not isinstance(button, dict) or set(button) != {"title", "intent"}:
        fail("a button needs exactly 'title' and 'intent'")
        return None
    return Button(str(button["title"]), str(button["intent"]))


def _titles(path: Path, faqs: list[Faq], report: Report) -> dict[str, dict[str, str]]:
    try:
        document = read_yaml(path)
    except ContentError as error:
        report(Problem(path.name, str(error)))
        document = None
    titles = dict((document or {}).get("titles") or {})
    for faq in faqs:
        named = {code: w.title for code, w in faq.wordings.items() if w.title}
        if named:
            titles[faq.intent] = named
    return titles
