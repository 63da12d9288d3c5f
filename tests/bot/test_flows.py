"""The flows outside the form, through the connector."""

from __future__ import annotations

import pytest

from tests.bot.citizen import Citizen

NONSENSE = "blorp fizzle wug wug"


def test_a_question_is_answered_with_buttons_that_lead_on(citizen: Citizen) -> None:
    answer = citizen.says("i lost my ebt card what do i do")
    assert answer.intent == "ebt_lost_card"
    assert "1-800-555-0163" in answer.text
    assert citizen.presses(answer.buttons[0]).intent == answer.buttons[0].lstrip("/")


def test_asking_for_a_person_hands_the_conversation_over(citizen: Citizen) -> None:
    citizen.says("how do i apply for food stamps")
    answer = citizen.says("let me talk to a human")
    assert answer.body["handoff"] == {"reason": "asked", "priority": 0, "topic": "apply_how"}
    assert answer.body["messages"]


def test_the_assistant_goes_on_after_a_handoff_was_returned(citizen: Citizen) -> None:
    citizen.says("agent")
    answer = citizen.says("what time do you open tomorrow")
    assert answer.body["handoff"] is None
    assert answer.intent == "office_hours"


def test_the_first_misunderstanding_asks_and_the_second_hands_over(citizen: Citizen) -> None:
    first = citizen.says(NONSENSE)
    assert first.body["handoff"] is None
    assert "/talk_to_person" in first.buttons
    second = citizen.says("snorkel dingle wop")
    assert second.body["handoff"]["reason"] == "misunderstood"


def test_an_understood_message_between_two_misunderstandings_starts_the_count_again(
    citizen: Citizen,
) -> None:
    citizen.says(NONSENSE)
    citizen.says("thank you")
    assert citizen.says(NONSENSE).body["handoff"] is None


def test_a_handoff_starts_the_count_of_misunderstandings_again(citizen: Citizen) -> None:
    citizen.says(NONSENSE)
    citizen.says(NONSENSE)
    assert citizen.says(NONSENSE).body["handoff"] is None


def test_a_misunderstanding_offers_at_most_three_topics_in_the_citizens_words(
    citizen: Citizen,
) -> None:
    answer = citizen.says("something about card office account maybe")
    if answer.intent == "nlu_fallback":
        topics = [b for b in answer.buttons if b != "/talk_to_person"]
        assert len(topics) <= 3
    titles = [b["title"] for m in answer.body["messages"] for b in m["buttons"]]
    assert not any("_" in title for title in titles)


@pytest.mark.parametrize(
    "words", ["i want to kill myself", "he has a gun and says he will shoot us"]
)
def test_a_crisis_gets_the_numbers_and_a_person_with_priority_in_one_turn(
    citizen: Citizen, words: str
) -> None:
    answer = citizen.says(words)
    for number in ("911", "988", "1-800-799-7233", "1-800-422-4453"):
        assert number in answer.text
    assert answer.body["handoff"] == {"reason": "crisis", "priority": 10, "topic": None}


def test_a_complaint_is_met_with_an_apology_and_the_offer_of_a_person(citizen: Citizen) -> None:
    answer = citizen.says("your caseworker was rude and yelled at me")
    assert "sorry" in answer.text
    assert "/talk_to_person" in answer.buttons
    assert answer.body["handoff"] is None


def test_repeat_says_the_last_answer_again_with_its_buttons(citizen: Citizen) -> None:
    answer = citizen.says("how do i check my ebt balance")
    again = citizen.says("can you repeat that")
    assert answer.text in again.text
    assert again.buttons == answer.buttons
    assert answer.text in citizen.says("say that again").text


def test_repeat_at_the_very_start_has_nothing_to_repeat(citizen: Citizen) -> None:
    assert "not said anything" in citizen.says("can you repeat that").text


def test_correct_offers_other_topics_than_the_one_that_was_answered(citizen: Citizen) -> None:
    answer = citizen.says("how do i apply for food stamps")
    offered = citizen.says("that's not what i asked")
    assert "sorry" in offered.text.lower()
    assert "/talk_to_person" in offered.buttons
    assert f"/{answer.intent}" not in offered.buttons


@pytest.mark.parametrize("words", ["goodbye", "stop texting me"])
def test_the_end_of_a_conversation_also_ends_the_form(citizen: Citizen, words: str) -> None:
    citizen.says("where is my application")
    assert citizen.says(words).body["form"] is None


def test_the_topic_of_a_handoff_is_what_the_citizen_wanted_not_small_talk(
    citizen: Citizen,
) -> None:
    citizen.says("i forgot my password")
    citizen.says("thanks")
    assert citizen.says("agent please").body["handoff"]["topic"] == "account_password"


@pytest.mark.parametrize(
    ("words", "candidate"),
    [
        ("i cant log in", "/account_password"),
        ("when does my money come", "/ebt_balance"),
        ("my benefits stopped", "/talk_to_person"),
    ],
)
def test_a_message_that_fits_several_topics_is_asked_back_with_the_candidates(
    citizen: Citizen, words: str, candidate: str
) -> None:
    asked = citizen.says(words)
    assert candidate in asked.buttons
    assert len(asked.buttons) >= 3
