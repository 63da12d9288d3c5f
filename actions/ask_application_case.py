"""The form's last question, put to the case system: where does this application stand?

It is an "ask" action so that the form stays open after a lookup that found nothing: the next
message may correct number or date, ask something else, or end the form.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.api.cases import Case, CasesClient, CasesUnavailable
from actions.door import door_of
from actions.doors import Doors
from actions.form_answer import BIRTH, NUMBER
from actions.form_slots import CASE_SLOTS, DOOR, DUE, NOT_FOUND, PROGRAMME, REQUESTED, STATE
from actions.say_case import say_case, say_closed
from actions.wording import wording

DEFAULT_URL = "http://127.0.0.1:5056"
DEFAULT_LANGUAGE = "en"
"""Of what only agents read."""

Events = list[dict[str, Any]]
END = SlotSet(REQUESTED, None)


def _client() -> CasesClient:
    return CasesClient(os.environ.get("BATON_CASES_URL", DEFAULT_URL))


def _doors() -> Doors:
    return Doors(Path(os.environ.get("BATON_HOME", "var")) / "doors.db")


class ActionAskApplicationCase(Action):  # type: ignore[misc]
    """Runs when number and date of birth are there, and again after an aside."""

    def __init__(
        self,
        client: Callable[[], CasesClient] = _client,
        doors: Callable[[], Doors] = _doors,
        now: Callable[[], float] = time.time,
    ) -> None:
        """`client` and `doors` make what their names say; tests give their own and the clock."""
        self._client = client
        self._doors = doors
        self._now = now

    def name(self) -> str:
        """Rasa finds it by this name: action_ask_<slot>."""
        return "action_ask_application_case"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Look up once for what was given; say again that nothing was found when asked again."""
        if tracker.get_slot(NOT_FOUND):
            # Nothing was looked up this time, so it must not sound like another failed try.
            dispatcher.utter_message(response="utter_case_still_not_found")
            return []
        number, birth = tracker.get_slot(NUMBER), tracker.get_slot(BIRTH)
        try:
            closed = await self._closed_for(tracker, number)
            if closed > 0:
                say_closed(dispatcher, "utter_lookup_closed", closed, _language(tracker))
                return [END]
            case = await self._look_up(number, birth)
        except (CasesUnavailable, sqlite3.Error, OSError):
            # Without the count of failures nothing is looked up either.
            _record(dispatcher, number, "unavailable")
            dispatcher.utter_message(response="utter_cases_unavailable")
            return [END]
        if case is None:
            return self._not_found(dispatcher, tracker, number)
        _record(dispatcher, number, f"found: {_state(case)}")
        say_case(dispatcher, case, _language(tracker))
        return [*(SlotSet(slot, value) for slot, value in _told(case).items()), END]

    async def _closed_for(self, tracker: Tracker, number: str) -> float:
        """Seconds for which this conversation or this number gets no lookup; 0 counts one."""
        now = self._now()
        closed = door_of(tracker.get_slot(DOOR)).closed_for(now)
        return closed or await asyncio.to_thread(self._doors().enter, number, now)

    async def _look_up(self, number: str, birth: str) -> Case | None:
        try:
            case = await self._client().look_up(number, birth)
        except CasesUnavailable:
            await asyncio.to_thread(self._doors().forgive, number)
            raise
        if case is not None:
            await asyncio.to_thread(self._doors().forgive, number)
        return case

    def _not_found(self, dispatcher: CollectingDispatcher, tracker: Tracker, number: str) -> Events:
        """The same for an unknown number and a wrong date: nobody learns which numbers exist."""
        _record(dispatcher, number, "not found")
        now = self._now()
        door = door_of(tracker.get_slot(DOOR)).after_failure(now)
        closed = door.closed_for(now)
        nothing = [SlotSet(slot, None) for slot in CASE_SLOTS]
        if closed == 0:
            dispatcher.utter_message(response="utter_case_not_found")
            return [SlotSet(DOOR, door.as_slot()), SlotSet(NOT_FOUND, True), *nothing]
        say_closed(dispatcher, "utter_lookup_closes", closed, _language(tracker))
        forgotten = [SlotSet(NUMBER, None), SlotSet(BIRTH, None), *nothing]
        return [SlotSet(DOOR, door.as_slot()), *forgotten, END]


def _state(case: Case) -> str:
    return case.state.replace("_", " ")


def _told(case: Case) -> dict[str, str | None]:
    """What agents see of the case: its state, the programme, and the day the next step is due."""
    return {
        STATE: _state(case),
        PROGRAMME: wording().phrase("programme", case.programme, DEFAULT_LANGUAGE),
        DUE: case.next_due.isoformat() if case.next_due else None,
    }


def _language(tracker: Tracker) -> str:
    return str(tracker.get_slot("language") or "en")


def _record(dispatcher: CollectingDispatcher, number: str, result: str) -> None:
    """Tell the service what was looked up; it is for the brief and not shown to the citizen."""
    lookup = {"system": "cases", "subject": number, "result": result}
    dispatcher.utter_message(json_message={"lookup": lookup})
