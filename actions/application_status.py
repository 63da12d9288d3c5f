"""After the form: looks the case up and says where it stands, or says why not."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.api.cases import Case, CasesClient, CasesUnavailable
from actions.say_case import say_case
from actions.status_form import BIRTH, MAX_FAILURES, NUMBER
from actions.validate_application_status_form import FAILURES, OUTCOME

LOOKUP_FAILURES = "internal_lookup_failures"
DEFAULT_URL = "http://127.0.0.1:5056"

Events = list[dict[str, Any]]


def _client() -> CasesClient:
    return CasesClient(os.environ.get("BATON_CASES_URL", DEFAULT_URL))


class ActionApplicationStatus(Action):  # type: ignore[misc]
    """Ends every run of the status form."""

    def __init__(self, client: Callable[[], CasesClient] = _client) -> None:
        """`client` makes the client of the case system; tests give their own."""
        self._client = client

    def name(self) -> str:
        """The name used in data/rules/application_status.yml."""
        return "action_application_status"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Says what became of the form; keeps number and date only while they are of use."""
        outcome = tracker.get_slot(OUTCOME)
        done = [SlotSet(FAILURES, 0), SlotSet(OUTCOME, None)]
        if outcome == "left":
            dispatcher.utter_message(response="utter_form_left")
            return done
        if outcome == "failed":
            dispatcher.utter_message(response="utter_form_failed")
            return done
        return done + await self._look_up(dispatcher, tracker)

    async def _look_up(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        number, birth = tracker.get_slot(NUMBER), tracker.get_slot(BIRTH)
        try:
            case = await self._client().look_up(number, birth)
        except CasesUnavailable:
            _record(dispatcher, number, "unavailable")
            dispatcher.utter_message(response="utter_cases_unavailable")
            return []
        if case is None:
            return _not_found(dispatcher, tracker, number)
        return _found(dispatcher, tracker, case)


def _found(dispatcher: CollectingDispatcher, tracker: Tracker, case: Case) -> Events:
    _record(dispatcher, case.application_number, f"found: {case.state.replace('_', ' ')}")
    say_case(dispatcher, case, str(tracker.get_slot("language") or "en"))
    return [SlotSet(LOOKUP_FAILURES, 0)]


def _not_found(dispatcher: CollectingDispatcher, tracker: Tracker, number: str) -> Events:
    """The same for an unknown number and a wrong date: nobody learns which numbers exist."""
    _record(dispatcher, number, "not found")
    failures = int(tracker.get_slot(LOOKUP_FAILURES) or 0) + 1
    failed = failures >= MAX_FAILURES
    dispatcher.utter_message(response="utter_form_failed" if failed else "utter_case_not_found")
    return [
        SlotSet(NUMBER, None),
        SlotSet(BIRTH, None),
        SlotSet(LOOKUP_FAILURES, 0 if failed else failures),
    ]


def _record(dispatcher: CollectingDispatcher, number: str, result: str) -> None:
    """Tell the service what was looked up; it is for the brief and not shown to the citizen."""
    lookup = {"system": "cases", "subject": number, "result": result}
    dispatcher.utter_message(json_message={"lookup": lookup})
