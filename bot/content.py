"""The assistant's content as it stands in data/: questions, answers, titles, agency facts.

Plain reading and checking, without Rasa: the importer turns the result into training data, the
actions take topic titles from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.agency_facts import fill, load_agency
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
    """All questions, the languages (default first) and the button titles of topics."""

    languages: list[str]
    facts: dict[str, str]
    faqs: list[Faq]
    titles: dict[str, dict[str, str]]

    def title(self, intent: str, language: str) -> str | None:
        """The topic's name on a button, in `language` or else in the default language."""
        titles = self.titles.get(intent, {})
        return titles.get(language) or titles.get(self.languages[0])


def load_content(data: Path) -> Content:
    """Read and check everything under `data`.

    Raises ContentError, naming file and entry, when something is missing or malformed.
    """
    languages, facts = load_agency(data / "agency.yml")
    faqs = [
        _faq(entry, path.name, languages, facts)
        for path in sorted((data / "faq").glob("*.yml"))
        for entry in _entries(path)
    ]
    seen: dict[str, str] = {}
    for faq in faqs:
        if faq.intent in seen:
            raise ContentError(
                f"{faq.source}: intent '{faq.intent}' is already defined in {seen[faq.intent]}"
            )
        seen[faq.intent] = faq.source
    return Content(languages, facts, faqs, _titles(data / "titles.yml", faqs))


def _entries(path: Path) -> list[Any]:
    document = read_yaml(path)
    if not isinstance(document, dict) or not isinstance(document.get("faq"), list):
        raise ContentError(f"{path.name}: expected a list under the key 'faq'")
    return list(document["faq"])


def _faq(entry: Any, source: str, languages: list[str], facts: dict[str, str]) -> Faq:
    intent = entry.get("intent") if isinstance(entry, dict) else None
    if not isinstance(intent, str) or not intent:
        raise ContentError(f"{source}: an entry has no 'intent'")
    where = f"{source}: intent '{intent}'"
    unknown = set(entry) - ENTRY_KEYS - set(languages)
    if unknown:
        raise ContentError(f"{where} has unknown keys: {', '.join(sorted(unknown))}")
    wordings = {}
    for language in languages:
        if language not in entry:
            if language != languages[0]:
                continue
            raise ContentError(f"{where} has no '{language}' part")
        wordings[language] = _wording(entry[language], f"{where} ({language})", facts)
    return Faq(intent, source, wordings)


def _wording(part: Any, where: str, facts: dict[str, str]) -> Wording:
    if not isinstance(part, dict):
        raise ContentError(f"{where} must have examples and an answer")
    unknown = set(part) - WORDING_KEYS
    if unknown:
        raise ContentError(f"{where} has unknown keys: {', '.join(sorted(unknown))}")
    examples = part.get("examples")
    if not isinstance(examples, list) or not examples:
        raise ContentError(f"{where} has no examples")
    if not all(isinstance(example, str) and example.strip() for example in examples):
        raise ContentError(f"{where}: every example must be text")
    answer = part.get("answer")
    if not isinstance(answer, str) or not answer.strip():
        raise ContentError(f"{where} has no answer")
    return Wording(
        [example.strip() for example in examples],
        fill(answer.strip(), facts, where),
        part.get("title"),
        [_button(button, where) for button in part.get("buttons") or []],
    )


def _button(button: Any, where: str) -> Button:
    if not isinstance(button, dict) or set(button) != {"title", "intent"}:
        raise ContentError(f"{where}: a button needs exactly 'title' and 'intent'")
    return Button(str(button["title"]), str(button["intent"]))


def _titles(path: Path, faqs: list[Faq]) -> dict[str, dict[str, str]]:
    document = read_yaml(path)
    titles = dict((document or {}).get("titles") or {})
    for faq in faqs:
        named = {code: w.title for code, w in faq.wordings.items() if w.title}
        if named:
            titles[faq.intent] = named
    return titles
