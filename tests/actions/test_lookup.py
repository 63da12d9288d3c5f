"""The two actions around the form: what is looked up, what is said, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.api.cases import Case, CasesUnavailable
from actions.ask_application_case import ActionAskApplicationCase
from actions.ask_date_of_birth import ActionAskDateOfBirth
from actions.door import Door
from actions.doors import Doors
from actions.validate_application_status_form import ValidateApplicationStatusForm

NUMBER, BORN = "APP-2041-7739", "1987-04-12"
CASE = Case(
    application_number=NUMBER,
    programme="snap",
    state="waiting_for_documents",
    submitted_on=date(2026, 11, 1),
    missing=("proof_of_identity", "proof_of_income"),
    next_step="send_documents",
    next_due=date(2026, 12, 1),
    interview_at=datetime(2026, 12, 1, 13, 30),
    interview_by="phone",
    decided_on=None,
)


class FakeCases:
    """Knows one case by number and date; remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.down = False

    async def look_up(self, number: str, birth: str) -> Case | None:
        self.asked.append((number, birth))
        if self.down:
            raise CasesUnavailable("down")
        return CASE if (number, birth) == (NUMBER, BORN) else None


class Citizen:
    """One conversation's slots, run through the actions as Rasa would, without Rasa."""

    def __init__(self, cases: FakeCases, home: Path, clock: Callable[[], float]) -> None:
        self.slots: dict[str, Any] = {"language": "en"}
        make: Any = lambda: cases  # noqa: E731 - the port's factory
        doors = Doors(home / "doors.db")
        self._lookup = ActionAskApplicationCase(make, lambda: doors, clock)
        self._validate = ValidateApplicationStatusForm(lambda: date(2026, 11, 22), clock)

    def _tracker(self, message: dict[str, Any] | None = None) -> Tracker:
        return Tracker("c", self.slots, message, [], False, None, {}, "action_listen")

    def _keep(self, events: list[dict[str, Any]]) -> None:
        self.slots.update({e["name"]: e["value"] for e in events if e["event"] == "slot"})

    async def looks_up(self, number: str, birth: str) -> list[dict[str, Any]]:
        """Messages after number and date were given."""
        self.slots.update(application_number=number, date_of_birth=birth, internal_not_found=False)
        dispatcher = CollectingDispatcher()
        self.slots["requested_slot"] = "application_case"
        self._keep(await self._lookup.run(dispatcher, self._tracker(), {}))
        return list(dispatcher.messages)

    def says(self, text: str, asked: str | None) -> list[dict[str, Any]]:
        """Messages of the validation of `text`."""
        self.slots["requested_slot"] = asked
        message = {"text": text, "intent": {"name": "application_status"}, "entities": []}
        dispatcher = CollectingDispatcher()
        self._keep(self._validate.run(dispatcher, self._tracker(message), {}))
        return list(dispatcher.messages)


class Clock:
    """Time that a test moves."""

    def __init__(self) -> None:
        self.now = 1_795_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cases() -> FakeCases:
    return FakeCases()


@pytest.fixture
def citizen(cases: FakeCases, clock: Clock, tmp_path: Path) -> Citizen:
    return Citizen(cases, tmp_path, clock)


def responses(messages: list[dict[str, Any]]) -> list[str]:
    return [message["response"] for message in messages if message.get("response")]


async def test_a_case_is_said_and_the_form_ends(citizen: Citizen) -> None:
    said = await citizen.looks_up(NUMBER, BORN)
    assert responses(said) == [
        "utter_case_waiting_for_documents",
        "utter_missing_documents",
        "utter_next_send_documents",
    ]
    assert citizen.slots["requested_slot"] is None
    assert citizen.slots["application_number"] == NUMBER


async def test_missing_documents_are_one_line_each_with_proof_and_how_to_send(
    citizen: Citizen,
) -> None:
    for language, proof, send in (
        ("en", "passport", "Upload a photo of both sides"),
        ("es", "pasaporte", "Suba una foto de los dos lados"),
    ):
        citizen.slots["language"] = language
        said = await citizen.looks_up(NUMBER, BORN)
        lines = said[2]["documents"].splitlines()
        assert len(lines) == len(CASE.missing)
        assert lines[0].startswith("• ")
        assert proof in lines[0]
        assert send in lines[0]


async def test_dates_and_programmes_are_in_the_language_of_the_citizen(citizen: Citizen) -> None:
    citizen.slots["language"] = "es"
    said = await citizen.looks_up(NUMBER, BORN)
    assert said[1]["submitted"] == "1 de noviembre de 2026"
    assert said[1]["programme"] == "ayuda para comida (SNAP)"
    assert said[1]["interview"] == "martes 1 de diciembre de 2026 a la 1:30 p. m."
    assert [b["title"] for b in said[3]["buttons"]] == [
        "Ver otra solicitud",
        "Hablar con una persona",
    ]


async def test_an_unknown_number_and_a_wrong_date_are_told_apart_by_nothing(
    cases: FakeCases, clock: Clock, tmp_path: Path
) -> None:
    outcomes = []
    for number, birth in (("APP-0000-1111", BORN), (NUMBER, "1987-04-13")):
        citizen = Citizen(cases, tmp_path, clock)
        said = await citizen.looks_up(number, birth)
        del said[0]["custom"]["lookup"]["subject"]
        kept = {name: citizen.slots[name] for name in ("internal_door", "internal_not_found")}
        outcomes.append((said, kept))
    assert outcomes[0] == outcomes[1]
    assert len(cases.asked) == 2


async def test_nothing_found_leaves_the_form_open_with_both_for_a_correction(
    citizen: Citizen,
) -> None:
    assert responses(await citizen.looks_up(NUMBER, "1987-04-13")) == ["utter_case_not_found"]
    assert citizen.slots["requested_slot"] == "application_case"
    assert citizen.slots["application_number"] == NUMBER
    citizen.says("sorry, it is 1986", "application_case")
    assert citizen.slots["date_of_birth"] == "1986-04-13"
    assert citizen.slots["internal_not_found"] is False


async def test_the_question_is_repeated_without_another_lookup_after_an_aside(
    citizen: Citizen, cases: FakeCases
) -> None:
    await citizen.looks_up(NUMBER, "1987-04-13")
    dispatcher = CollectingDispatcher()
    await citizen._lookup.run(dispatcher, citizen._tracker(), {})
    assert responses(dispatcher.messages) == ["utter_case_still_not_found"]
    assert len(cases.asked) == 1


async def test_three_failures_close_the_door_for_the_conversation(
    citizen: Citizen, cases: FakeCases, clock: Clock
) -> None:
    for number in ("APP-0000-0001", "APP-0000-0002"):
        assert responses(await citizen.looks_up(number, BORN)) == ["utter_case_not_found"]
    third = await citizen.looks_up("APP-0000-0003", BORN)
    assert responses(third) == ["utter_lookup_closes"]
    assert third[-1]["wait"] == "15 minutes"
    assert citizen.slots["application_number"] is None
    clock.now += 60
    refused = await citizen.looks_up(NUMBER, BORN)
    assert responses(refused) == ["utter_lookup_closed"]
    assert refused[0]["wait"] == "14 minutes"
    assert len(cases.asked) == 3
    clock.now += 840
    assert responses(await citizen.looks_up(NUMBER, BORN))[0] == "utter_case_waiting_for_documents"


@pytest.mark.parametrize("secret", [("APP-0000-0001", BORN), (NUMBER, "1987-04-13")])
async def test_three_failures_close_the_door_for_the_number_in_every_conversation(
    cases: FakeCases, clock: Clock, tmp_path: Path, secret: tuple[str, str]
) -> None:
    number, wrong = secret
    for _ in range(3):
        said = await Citizen(cases, tmp_path, clock).looks_up(number, wrong)
        assert responses(said) == ["utter_case_not_found"]
    other = Citizen(cases, tmp_path, clock)
    assert responses(await other.looks_up(number, BORN)) == ["utter_lookup_closed"]
    assert len(cases.asked) == 3
    clock.now += 900
    assert "utter_lookup_closed" not in responses(await other.looks_up(number, BORN))


async def test_a_closed_door_is_said_before_anything_is_asked(
    citizen: Citizen, clock: Clock
) -> None:
    citizen.slots["internal_door"] = Door(3, clock.now - 870).as_slot()
    said = citizen.says("where is my application", None)
    assert responses(said) == ["utter_lookup_closed"]
    assert said[0]["wait"] == "1 minute"
    assert citizen.slots["requested_slot"] is None


async def test_a_success_in_between_does_not_open_the_door_for_more_guesses(
    citizen: Citizen,
) -> None:
    await citizen.looks_up("APP-0000-0001", BORN)
    await citizen.looks_up("APP-0000-0002", BORN)
    await citizen.looks_up(NUMBER, BORN)
    assert responses(await citizen.looks_up("APP-0000-0003", BORN)) == ["utter_lookup_closes"]


async def test_a_case_system_that_is_down_is_no_failure_of_the_citizen(
    citizen: Citizen, cases: FakeCases
) -> None:
    cases.down = True
    for _ in range(5):
        assert responses(await citizen.looks_up(NUMBER, BORN)) == ["utter_cases_unavailable"]
    cases.down = False
    assert responses(await citizen.looks_up(NUMBER, BORN))[0] == "utter_case_waiting_for_documents"


async def test_without_a_count_of_failures_nothing_is_looked_up(
    citizen: Citizen, cases: FakeCases, tmp_path: Path
) -> None:
    (tmp_path / "doors.db").write_text("a letter, not a database, and long enough" * 40)
    assert responses(await citizen.looks_up(NUMBER, BORN)) == ["utter_cases_unavailable"]
    assert cases.asked == []


async def test_a_new_run_of_the_form_forgets_details_that_found_nothing(citizen: Citizen) -> None:
    await citizen.looks_up(NUMBER, "1987-04-13")
    citizen.says("where is my application", None)
    assert citizen.slots["application_number"] is None
    assert citizen.slots["date_of_birth"] is None


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("en", ["March 5, 1980", "May 3, 1980", "Talk to a person"]),
        ("es", ["3 de mayo de 1980", "5 de marzo de 1980", "Hablar con una persona"]),
    ],
)
def test_a_doubtful_date_is_asked_about_with_two_buttons(language: str, titles: list[str]) -> None:
    slots = {"language": language, "internal_birth_pending": ["1980-03-05", "1980-05-03"]}
    dispatcher = CollectingDispatcher()
    tracker = Tracker("c", slots, None, [], False, None, {}, "action_listen")
    ActionAskDateOfBirth().run(dispatcher, tracker, {})
    (asked,) = dispatcher.messages
    assert asked["response"] == "utter_ask_which_date"
    assert [button["title"] for button in asked["buttons"]] == titles
    payloads = {button["payload"] for button in asked["buttons"][:2]}
    assert payloads == {
        '/application_status{"date_of_birth": "1980-03-05"}',
        '/application_status{"date_of_birth": "1980-05-03"}',
    }
