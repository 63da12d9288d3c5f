"""Asks for the date of birth, or for what a date that was given leaves open."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.form_answer import BIRTH, PENDING, both_days
from actions.wording import wording
from actions.written_dates import say_date, shows_day_first


class ActionAskDateOfBirth(Action):  # type: ignore[misc]
    """The question depends on what is known: nothing, a day without its year, or two days."""

    def name(self) -> str:
        """Rasa finds it by this name: action_ask_<slot>."""
        return "action_ask_date_of_birth"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Two readings of a date are shown as two buttons, in the citizen's way to write dates."""
        language = str(tracker.get_slot("language") or "en")
        pending = tuple(tracker.get_slot(PENDING) or ())
        either = both_days(pending)
        if either is not None:
            _ask_which(dispatcher, either, language)
        elif pending:
            dispatcher.utter_message(response="utter_ask_birth_year")
        else:
            dispatcher.utter_message(response="utter_ask_date_of_birth")
        return []


def _ask_which(dispatcher: CollectingDispatcher, either: tuple[date, date], language: str) -> None:
    shown = either[::-1] if shows_day_first(language) else either
    named = [(say_date(day, language), day) for day in shown]
    person = wording().phrase("button", "talk_to_person", language)
    dispatcher.utter_message(
        response="utter_ask_which_date",
        first=named[0][0],
        second=named[1][0],
        buttons=[
            *({"title": name, "payload": _choice(day)} for name, day in named),
            {"title": person, "payload": "/talk_to_person"},
        ],
    )


def _choice(day: date) -> str:
    return f"/application_status{json.dumps({BIRTH: day.isoformat()})}"
