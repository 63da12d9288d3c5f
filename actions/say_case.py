"""Puts a case into plain words."""

from __future__ import annotations

from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from actions.api.cases import Case
from actions.status_form import ANOTHER, NUMBER
from actions.wording import Wording, say_date, say_moment, wording


def say_case(dispatcher: CollectingDispatcher, case: Case, language: str) -> None:
    """Say where the case stands, what is missing and what happens next, in this order."""
    words = wording()
    dispatcher.utter_message(
        response=f"utter_case_{case.state}",
        number=case.application_number,
        programme=words.phrase("programme", case.programme, language),
        submitted=say_date(case.submitted_on),
        interview=say_moment(case.interview_at) if case.interview_at else "",
        decided=say_date(case.decided_on) if case.decided_on else "",
    )
    if case.missing:
        named = [words.phrase("document", document, language) for document in case.missing]
        dispatcher.utter_message(
            response="utter_missing_documents",
            documents="\n".join(f"• {document}" for document in named),
        )
    dispatcher.utter_message(
        response=f"utter_next_{case.next_step}",
        due=say_date(case.next_due) if case.next_due else "",
        interview_by=(
            words.phrase("interview_by", case.interview_by, language) if case.interview_by else ""
        ),
        buttons=_buttons(words, language),
    )


def _buttons(words: Wording, language: str) -> list[dict[str, Any]]:
    return [
        {
            "title": words.phrase("button", "another_application", language),
            "payload": f'/application_status{{"{NUMBER}": "{ANOTHER}"}}',
        },
        {
            "title": words.phrase("button", "talk_to_person", language),
            "payload": "/talk_to_person",
        },
    ]
