"""What agents get from the assistant: answers to send and steps to return to, from the content."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content import Button, Content, Faq, Wording
from bot.desk import CRISIS_LINES, LEAST_CONFIDENCE, DeskHelp, read_desk_titles
from bot.problems import Problem
from bot.responses import Text

LINES = Text(CRISIS_LINES, "r", {"en": {"text": "Call 911."}, "es": {"text": "Llame al 911."}})
TITLES = {
    "crisis": {"en": "Emergency numbers", "es": "Números de emergencia"},
    "status": {"en": "Continue the check", "es": "Seguir con la consulta"},
}


def faq(intent: str, title: bool = True) -> Faq:
    """A question in two languages; small talk has no title."""
    wordings = {
        code: Wording(
            ["x"],
            f"{code} answer to {intent}",
            f"{code} {intent}" if title else None,
            [Button("More", "hours")],
        )
        for code in ("en", "es")
    }
    return Faq(intent, "faq/x.yml", wordings)


@pytest.fixture
def desk() -> DeskHelp:
    faqs = [faq("hours"), faq("parking"), faq("balance"), faq("card"), faq("thanks", title=False)]
    named = {f.intent: {code: w.title for code, w in f.wordings.items() if w.title} for f in faqs}
    titles = {intent: named[intent] for intent in named if named[intent]}
    return DeskHelp(Content(["en", "es"], {"en": {}, "es": {}}, faqs, titles), [LINES], TITLES)


def understood(**confidence: float) -> dict[str, object]:
    """What Rasa makes of a message: intents with their confidence, likeliest first."""
    ranking = [{"name": name, "confidence": value} for name, value in confidence.items()]
    return {"intent": ranking[0] if ranking else None, "intent_ranking": ranking}


def test_suggestions_are_answers_without_buttons_likeliest_first_at_most_three(
    desk: DeskHelp,
) -> None:
    found = desk.suggestions(understood(hours=0.4, card=0.3, balance=0.2, parking=0.15), "es")
    assert found[0] == {
        "intent": "hours",
        "confidence": 0.4,
        "title": "es hours",
        "answer": "es answer to hours",
    }
    assert [s["intent"] for s in found] == ["hours", "card", "balance"]


def test_what_is_unlikely_is_small_talk_or_has_no_answer_is_not_suggested(desk: DeskHelp) -> None:
    unlikely = LEAST_CONFIDENCE - 0.01
    assert desk.suggestions(understood(thanks=0.6, status=0.2, hours=unlikely), "en") == []
    assert desk.suggestions(understood(nlu_fallback=0.5, hours=LEAST_CONFIDENCE), "en") != []
    assert desk.suggestions({}, "en") == []


def test_in_a_crisis_the_emergency_numbers_are_the_only_suggestion(desk: DeskHelp) -> None:
    found = desk.suggestions(understood(crisis=0.3, hours=0.25), "es")
    assert [(s["intent"], s["title"], s["answer"]) for s in found] == [
        ("crisis", "Números de emergencia", "Llame al 911.")
    ]


def test_steps_are_the_forms_of_the_domain_then_the_topics(desk: DeskHelp) -> None:
    steps = desk.steps("en", ["status_form", "other_form"])
    assert steps[0] == {
        "title": "Continue the check",
        "payload": "/status",
        "form": "status_form",
    }
    assert [step["payload"] for step in steps[1:]] == ["/hours", "/parking", "/balance", "/card"]
    assert steps[1] == {"title": "en hours", "payload": "/hours"}
    assert desk.steps("en", [])[0]["payload"] == "/hours"


def test_a_language_without_content_gets_the_default_one(desk: DeskHelp) -> None:
    assert desk.steps("fr", ["status_form"])[0]["title"] == "Continue the check"
    assert desk.suggestions(understood(hours=0.9), "fr")[0]["answer"] == "en answer to hours"


def test_a_title_that_is_missing_in_a_language_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "titles.yml"
    path.write_text("titles: {}\ndesk: {status: {en: Go on}}\n")
    found: list[Problem] = []
    content = Content(["en", "es"], {"en": {}, "es": {}}, [], {})
    assert read_desk_titles(path, content, found.append) == {"status": {"en": "Go on"}}
    assert [str(p) for p in found] == ["titles.yml: status (es): has no title in this language"]
