"""A conversation that comes back from a person: the bot knows what was said and put right."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bot.citizen import Citizen
from tests.bot.conftest import Stack

NUMBER, BIRTH, CASE = "application_number", "date_of_birth", "application_case"
FORM = "application_status_form"
STEP = "/application_status"
AGENT = [
    {"author": "citizen", "text": "the bot did not find me"},
    {"author": "agent", "text": "Your letter says 2041-7739, I put that right."},
]


def told(*texts: str, **slots: str) -> dict[str, Any]:
    """What the service tells with a turn: an agent's last words, then the citizen's `texts`."""
    said = [{"author": "citizen", "text": text} for text in texts]
    return {"missed": [*AGENT, *said], "slots": slots}


@pytest.fixture
def handed_over(citizen: Citizen) -> Citizen:
    """A citizen who has given a wrong number and asks for a person in the middle of the form."""
    citizen.says("where is my application")
    citizen.says("APP-2041-7738")
    assert citizen.says("let me talk to a human").body["handoff"]["reason"] == "asked"
    return citizen


def test_a_corrected_number_is_used_and_only_the_missing_date_is_asked_for(
    handed_over: Citizen,
) -> None:
    step = f'{STEP}{{"{NUMBER}": "APP-2041-7739"}}'
    asked = handed_over.presses(step, **told(application_number="app 2041 7739"))
    assert asked.body["form"] == {"name": FORM, "requested_slot": BIRTH}
    assert asked.body["slots"] == {NUMBER: "APP-2041-7739"}
    assert asked.body["messages"][0]["text"].startswith("This is about application APP-2041-7739.")
    assert len(asked.body["messages"]) == 2
    found = handed_over.says("April 12 1987")
    assert found.body["lookups"][0]["subject"] == "APP-2041-7739"
    assert found.body["lookups"][0]["result"] == "found: waiting for documents"
    assert found.body["form"] is None


@pytest.mark.parametrize("step", [STEP, f'{STEP}{{"{NUMBER}": "APP-2041-7739"}}'])
def test_the_check_asks_for_nothing_when_everything_is_known(citizen: Citizen, step: str) -> None:
    citizen.says("i want to talk to a person")
    slots = told(application_number="2041-7739", date_of_birth="April 12, 1987")
    found = citizen.presses(step, **slots)
    assert found.body["lookups"][0]["result"] == "found: waiting for documents"
    assert found.body["slots"][BIRTH] == "1987-04-12"


def test_a_correction_alone_without_a_number_in_the_step_is_enough(handed_over: Citizen) -> None:
    asked = handed_over.presses(STEP, **told(application_number="APP-2041-7739"))
    assert "APP-2041-7739" in asked.text
    assert handed_over.says("4/12/87").body["form"]["requested_slot"] == BIRTH
    assert handed_over.says("april").body["lookups"][0]["subject"] == "APP-2041-7739"


def test_a_form_that_is_under_way_goes_on_at_the_step_with_the_corrected_number(
    citizen: Citizen,
) -> None:
    citizen.says("where is my application")
    citizen.says("APP-2041-7738")
    asked = citizen.presses(f'{STEP}{{"{NUMBER}": "2041-7739"}}')
    assert asked.body["form"] == {"name": FORM, "requested_slot": BIRTH}
    assert asked.body["slots"][NUMBER] == "APP-2041-7739"


def test_a_lookup_that_found_nothing_is_tried_again_with_what_an_agent_corrected(
    citizen: Citizen,
) -> None:
    citizen.says("where is my application")
    nothing = citizen.says("APP-6173-0001, born April 12 1987")
    assert nothing.body["form"]["requested_slot"] == CASE
    citizen.says("i need to talk to a person")
    found = citizen.presses(STEP, **told(application_number="APP-2041-7739"))
    assert found.body["lookups"][0]["result"].startswith("found")
    assert found.body["form"] is None


def test_a_correction_opens_the_door_that_three_wrong_tries_have_closed(citizen: Citizen) -> None:
    citizen.says("where is my application")
    for digits in ("6173-0002", "6173-0003", "6173-0004"):
        closed = citizen.says(f"{digits} April 12 1987")
    assert "third try" in closed.text
    slots = told(application_number="2041-7739", date_of_birth="1987-04-12")
    assert citizen.presses(STEP, **slots).body["lookups"][0]["result"].startswith("found")


def test_a_value_that_cannot_be_read_takes_the_wrong_one_away(handed_over: Citizen) -> None:
    asked = handed_over.presses(STEP, **told(application_number="see letter"))
    assert asked.body["form"]["requested_slot"] == NUMBER
    assert asked.body["slots"] == {}


def test_names_that_the_domain_does_not_know_or_hides_are_ignored(citizen: Citizen) -> None:
    slots = {"shoe_size": "43", "requested_slot": BIRTH, "internal_door": "x", "language": "es"}
    answer = citizen.says("what are your office hours", slots=slots)
    assert answer.body["slots"] == {}
    assert answer.body["form"] is None
    assert answer.body["language"] == "en"


def test_what_was_told_counts_once_and_the_turn_asked_again_answers_alike(
    handed_over: Citizen,
) -> None:
    before = handed_over.request(text="what are your office hours")
    first = handed_over.asks(before).body
    step = handed_over.request(payload=STEP, **told(application_number="APP-2041-7739"))
    once = handed_over.asks(step).body
    handed_over.says("no, the number is 1180-4426")
    assert handed_over.asks(step).body == once
    assert handed_over.asks(before).body == first
    assert handed_over.says("nov 3 1990").body["lookups"][0]["subject"] == "APP-1180-4426"


def test_what_the_citizen_told_the_person_is_not_asked_again(citizen: Citizen) -> None:
    citizen.says("i want a person")
    mine = told("my number is 2041-7739", "I was born on April 12, 1987")
    found = citizen.presses(STEP, **mine)
    assert found.body["lookups"][0]["subject"] == "APP-2041-7739"
    assert found.body["slots"][BIRTH] == "1987-04-12"


def test_an_open_form_ends_where_a_person_has_spoken_and_keeps_what_it_knows(
    citizen: Citizen,
) -> None:
    citizen.says("where is my application")
    citizen.says("APP-2041-7739")
    answer = citizen.says("thank you", **told())
    assert answer.body["form"] is None
    assert "birth" not in answer.text
    asked = citizen.says("where is my application")
    assert asked.body["form"]["requested_slot"] == BIRTH


def test_repeat_says_what_the_person_said_last(citizen: Citizen) -> None:
    citizen.says("what are your office hours")
    citizen.says("talk to a person please")
    again = citizen.says("can you repeat that", **told("ok"))
    assert again.body["messages"][-1]["text"] == AGENT[-1]["text"]
    assert again.body["handoff"] is None
    assert AGENT[-1]["text"] in citizen.says("say that again").text
    hours = citizen.says("what are your office hours")
    assert hours.text in citizen.says("can you repeat that").text


def test_correct_does_not_take_a_persons_answer_for_its_own(citizen: Citizen) -> None:
    citizen.says("how do i check my ebt balance")
    answer = citizen.says("that's not what i asked", **told())
    assert answer.buttons == ["/talk_to_person"]
    assert "in other words" in answer.text


def test_a_yes_after_a_person_accepts_nothing_that_the_bot_has_offered_before(
    citizen: Citizen,
) -> None:
    citizen.says("blorp fizzle wug wug")
    assert citizen.says("jkl jkl wug").buttons == ["/talk_to_person"]
    assert citizen.says("yes", **told()).body["handoff"] is None


def test_what_was_not_understood_before_a_person_is_not_counted_after(citizen: Citizen) -> None:
    citizen.says("blorp fizzle wug wug")
    citizen.says("jkl jkl wug")
    third = citizen.says("wug wug blorp", **told())
    assert third.body["handoff"] is None
    assert "still" not in third.text


def test_more_than_fits_is_cut_and_no_reason_to_fail(citizen: Citizen) -> None:
    long = [{"author": "agent", "text": f"{n} " + "x" * 1200} for n in range(70)]
    again = citizen.says("can you repeat that", missed=long)
    assert again.body["messages"][-1]["text"] == ("69 " + "x" * 1200)[:1000]


def test_a_lookup_says_which_slots_it_filled_and_another_number_empties_them(
    stack: Stack,
) -> None:
    citizen = Citizen(stack.rasa.url)
    found = citizen.says("status of APP-2041-7739 born April 12, 1987").body
    assert found["looked_up"] == ["case_due", "case_programme", "case_state"]
    assert found["slots"]["case_state"] == "waiting for documents"
    assert found["slots"]["case_programme"] == "food benefits (SNAP)"
    assert found["slots"].keys() - set(found["looked_up"]) == {NUMBER, BIRTH}
    corrected = citizen.says("what are your office hours", slots={NUMBER: "1180-4426"}).body
    assert corrected["looked_up"] == []
    assert corrected["slots"] == {NUMBER: "APP-1180-4426", BIRTH: "1987-04-12"}


def test_nothing_was_looked_up_before_a_lookup(citizen: Citizen) -> None:
    assert citizen.says("where is my application").body["looked_up"] == []
