"""What the assistant does for agents: answers for them to send, steps to return a conversation to.

Nothing here touches a conversation: a message is understood, and nobody is told.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from bot.content import Content
from bot.problems import Problem, Report
from bot.responses import Text, faq_texts
from bot.yaml_file import ContentError, read_yaml

CRISIS = "crisis"
CRISIS_LINES = "utter_crisis_lines"
MOST_SUGGESTIONS = 3
LEAST_CONFIDENCE = 0.1
"""Below, a suggestion is more often beside the point than not worth reading; see docs/nlu.md."""

Json = dict[str, Any]
Titles = dict[str, dict[str, str]]


def read_desk_titles(path: Path, content: Content, report: Report) -> Titles:
    """Read `desk: {intent: {language: title}}` of titles.yml: names that only agents see.

    Reported: a title that is missing in one of the languages. None at all are fine.
    """
    try:
        document = read_yaml(path)
    except ContentError:
        # Who reads the other titles of the file has said so.
        return {}
    titles = {name: dict(named) for name, named in ((document or {}).get("desk") or {}).items()}
    for intent, named in titles.items():
        for code in content.languages:
            if not named.get(code):
                report(Problem(path.name, "has no title in this language", intent, code))
    return titles


class DeskHelp:
    """Suggestions and steps, made from the content."""

    def __init__(self, content: Content, texts: Collection[Text], titles: Titles) -> None:
        """`texts` of data/responses, `titles` that only agents see."""
        self._content = content
        self._titles = titles
        self._answers = {text.name: text.parts for text in (*faq_texts(content), *texts)}
        self._topics = [faq.intent for faq in content.faqs if faq.intent in content.titles]

    def steps(self, language: str, forms: Collection[str]) -> list[Json]:
        """Where a conversation can go on: forms first, then all topics.

        `forms`: those of the domain; the one an intent starts is called `<intent>_form`.
        """
        flows = [intent for intent in self._titles if f"{intent}_form" in forms]
        return [{**self._step(intent, language), "form": f"{intent}_form"} for intent in flows] + [
            self._step(intent, language) for intent in self._topics if intent not in flows
        ]

    def suggestions(self, understood: Mapping[str, Any], language: str) -> list[Json]:
        """Up to three answers for a message, likeliest first.

        `understood` is what Rasa makes of the message. In a crisis the emergency numbers are the
        only one: nothing else may be sent then by a slip of the finger.
        """
        if (understood.get("intent") or {}).get("name") == CRISIS:
            known = CRISIS_LINES in self._answers
            return [self._suggestion(CRISIS, CRISIS_LINES, 1.0, language)] if known else []
        likely = [
            (str(place["name"]), float(place["confidence"]))
            for place in understood.get("intent_ranking") or []
            if place["name"] in self._topics and place["confidence"] >= LEAST_CONFIDENCE
        ]
        return [
            self._suggestion(intent, f"utter_{intent}", confidence, language)
            for intent, confidence in likely[:MOST_SUGGESTIONS]
        ]

    def _step(self, intent: str, language: str) -> Json:
        return {"title": self._title(intent, language), "payload": f"/{intent}"}

    def _suggestion(self, intent: str, text: str, confidence: float, language: str) -> Json:
        parts = self._answers[text]
        return {
            "intent": intent,
            "confidence": round(confidence, 4),
            "title": self._title(intent, language),
            "answer": str((parts.get(language) or parts[self._content.languages[0]])["text"]),
        }

    def _title(self, intent: str, language: str) -> str:
        named = self._titles.get(intent, {})
        own = named.get(language) or named.get(self._content.languages[0])
        return own or self._content.title(intent, language) or intent
