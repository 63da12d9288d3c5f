"""Rasa responses made from data/responses/*.yml and from the answers of data/faq/*.yml.

A variation for another language than the default carries Rasa's condition on the slot `language`;
the default language's variation has none, so it also serves as the last resort.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.agency_facts import fill
from bot.content import Content
from bot.yaml_file import ContentError, read_yaml

Responses = dict[str, list[dict[str, Any]]]


def faq_responses(content: Content) -> Responses:
    """One response `utter_<intent>` per question, one variation per language."""
    return {
        f"utter_{faq.intent}": [
            _variation(
                content,
                code,
                {
                    "text": wording.answer,
                    "buttons": [
                        {"title": b.title, "payload": f"/{b.intent}"} for b in wording.buttons
                    ],
                },
            )
            for code, wording in faq.wordings.items()
        ]
        for faq in content.faqs
    }


def load_responses(folder: Path, content: Content) -> Responses:
    """Read `texts: {utter_x: {en: {text, buttons?, custom?}}}` from every file in `folder`.

    Raises ContentError for a response without a text in one of the languages, a duplicate name or
    a fact that is not in agency.yml.
    """
    responses: Responses = {}
    for path in sorted(folder.glob("*.yml")):
        document = read_yaml(path)
        for name, parts in ((document or {}).get("texts") or {}).items():
            where = f"{path.name}: {name}"
            if name in responses:
                raise ContentError(f"{where} is defined twice")
            responses[name] = [
                _variation(content, code, _part(parts, code, where))
                for code in content.languages
                if code in parts or code == content.languages[0]
            ]
    return responses


def _part(parts: Any, code: str, where: str) -> dict[str, Any]:
    part = parts.get(code) if isinstance(parts, dict) else None
    if not isinstance(part, dict) or not str(part.get("text") or "").strip():
        raise ContentError(f"{where} has no text in '{code}'")
    return dict(part)


def _variation(content: Content, code: str, part: dict[str, Any]) -> dict[str, Any]:
    text = fill(str(part["text"]).strip(), content.facts, "a response")
    variation: dict[str, Any] = {"text": text}
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
