"""Rasa responses made from data/responses/*.yml and from the answers of data/faq/*.yml.

A variation for another language than the default carries Rasa's condition on the slot `language`;
the default language's variation has none, so it also serves as the last resort.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.agency_facts import fill
from bot.content import Content
from bot.problems import Problem, Report
from bot.yaml_file import ContentError, read_yaml

Json = dict[str, Any]
Responses = dict[str, list[Json]]


@dataclass(frozen=True)
class Text:
    """A text of data/responses in every language: {language: {text, buttons?, custom?}}."""

    name: str
    source: str
    parts: dict[str, Json]


def faq_texts(content: Content) -> list[Text]:
    """The text `utter_<intent>` of each question."""
    return [
        Text(
            f"utter_{faq.intent}",
            faq.source,
            {
                code: {
                    "text": wording.answer,
                    "buttons": [
                        {"title": b.title, "payload": f"/{b.intent}"} for b in wording.buttons
                    ],
                }
                for code, wording in faq.wordings.items()
            },
        )
        for faq in content.faqs
    ]


def text_responses(content: Content, texts: list[Text]) -> Responses:
    """One response per text, one variation per language."""
    return {
        text.name: [_variation(content, code, part) for code, part in text.parts.items()]
        for text in texts
    }


def read_texts(folder: Path, content: Content, report: Report) -> list[Text]:
    """Read `texts: {utter_x: {en: {text, buttons?, custom?}}}` from every file in `folder`.

    Reported and left out: a text that is missing in one of the languages, a duplicate name, a
    fact that is not in agency.yml.
    """
    texts: dict[str, Text] = {}
    for path in sorted(folder.glob("*.yml")):
        source = f"{folder.name}/{path.name}"
        try:
            document = read_yaml(path)
        except ContentError as error:
            report(Problem(source, str(error)))
            continue
        for name, parts in ((document or {}).get("texts") or {}).items():
            if name in texts:
                report(Problem(source, "is defined twice", name))
                continue
            texts[name] = Text(name, source, _parts(parts, name, source, content, report))
    return list(texts.values())


def _parts(parts: Any, name: str, source: str, content: Content, report: Report) -> dict[str, Json]:
    read: dict[str, Json] = {}
    for code in content.languages:
        part = parts.get(code) if isinstance(parts, dict) else None
        try:
            read[code] = _part(part, content.facts[code])
        except ContentError as error:
            report(Problem(source, str(error), name, code))
    return read


def _part(part: Any, facts: dict[str, str]) -> Json:
    if not isinstance(part, dict) or not str(part.get("text") or "").strip():
        raise ContentError("has no text in this language")
    return {**part, "text": fill(str(part["text"]).strip(), facts, "the text")}


def _variation(content: Content, code: str, part: Json) -> Json:
    variation: Json = {"text": part["text"]}
    if part.get("buttons"):
        # Rasa fills {slots} in payloads too; doubled braces reach the citizen as single ones.
        variation["buttons"] = [
            {**button, "payload": _escaped(button.get("payload"))} for button in part["buttons"]
        ]
    if part.get("custom"):
        variation["custom"] = part["custom"]
    if code != content.languages[0]:
        variation["condition"] = [{"type": "slot", "name": "language", "value": code}]
    return variation


def _escaped(payload: Any) -> str:
    return str(payload or "").replace("{", "{{").replace("}", "}}")
