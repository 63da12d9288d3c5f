"""Puts a case into plain words, and says when lookups are refused."""

from __future__ import annotations

import math
from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from actions.api.cases import Case
from actions.form_answer import NUMBER
from actions.status_form import ANOTHER
from actions.wording import Wording, wording
from actions.written_dates import say_date, say_moment


def say_case(dispatcher: CollectingDispatcher, case: Case, language: str) -> None:
    """Say where the case stands, what is missing and what happens next, in this order."""
    words = wording()
    by = words.phrase("interview_by", case.interview_by, language) if case.interview_by else ""
    dispatcher.utter_message(
        response=f"utter_case_{case.state}",
        number=case.application_number,
        programme=words.phrase("programme", case.programme, language),
        submitted=say_date(case.submitted_on, language),
        interview=say_moment(case.interview_at, language) if case.interview_at else "",
        interview_by=by,
        decided=say_date(case.decided_on, language) if case.decided_on else "",
    )
    if case.missing:
        dispatcher.utter_message(
            response="utter_missing_documents",
            documents="\n".join(_document(words, name, language) for name in case.missing),
            number=case.application_number,
        )
    dispatcher.utter_message(
        response=f"utter_next_{case.next_step}",
        due=say_date(case.next_due, language) if case.next_due else "",
        buttons=_buttons(words, language),
    )


def say_closed(
    dispatcher: CollectingDispatcher, response: str, seconds: float, language: str
) -> None:
    """Say `response` with the time that is left, in minutes and never too few."""
    minutes = max(1, math.ceil(seconds / 60))
    unit = wording().phrase("unit", "minute" if minutes == 1 else "minutes", language)
    dispatcher.utter_message(response=response, wait=f"{minutes} {unit}")


def _document(words: Wording, name: str, language: str) -> str:
    """One line: what it is, what counts as proof, how to send it."""
    proof = words.phrase("document", name, language)
    return f"• {proof} {words.phrase('send', name, language)}"


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
