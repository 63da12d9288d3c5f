"""Colleagues help each other, and the citizen sees nothing of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from handoff.core.agents import Role
from tests.office.conftest import Office
from tests.office.people import Citizen, Clerk

WORDS = "my application is APP-2041-7738"


@pytest.fixture
def mari(office: Office) -> Clerk:
    """An agent at the desk; Juan and Vera, the supervisor, are employed too."""
    office.house.employ("mari")
    office.house.employ("juan")
    office.house.employ("vera", Role.SUPERVISOR)
    return office.clerk("mari")


@pytest.fixture
def ana(office: Office, mari: Clerk) -> Citizen:
    """A citizen in the middle of the status form, with Mari now."""
    ana = office.asks(WORDS)
    mari.take(WORDS)
    ana.hears("You are now talking with Mari")
    return ana


def test_a_transfer_brings_the_note_and_all_that_was_said_to_the_colleague(
    office: Office, mari: Clerk, ana: Citizen
) -> None:
    juan = office.clerk("juan")
    mari.answer("I ask Juan, who knows such cases.")
    mari.transfer("Juan", note="Sent the bank statement twice already.")
    juan.has(WORDS)
    juan.open(WORDS)
    juan.reads("Mari transferred the conversation to Juan")
    juan.reads("Sent the bank statement twice already.")
    juan.reads("I ask Juan, who knows such cases.")
    ana.hears("You are now talking with Juan")
    expect(ana.log).not_to_contain_text("Sent the bank statement twice already.")
    mari.has_not(WORDS)


def test_a_supervisor_reads_along_and_whispers_and_the_citizen_sees_nothing_of_it(
    office: Office, mari: Clerk, ana: Citizen
) -> None:
    vera = office.clerk("vera")
    mari.choose("Call someone in", "Vera", submit="Call in")
    expect(vera.helping).to_contain_text(WORDS)
    vera.open(WORDS)
    expect(vera.page.get_by_text("You read along with Mari")).to_be_visible()
    ana.say("i am getting angry")
    vera.reads("i am getting angry")
    vera.whisper("Offer a call back tomorrow.")
    mari.reads("Offer a call back tomorrow.")
    expect(mari.log.get_by_text("Whisper by Vera")).to_be_visible()
    mari.answer("May we call you back tomorrow?")
    ana.hears("May we call you back tomorrow?")
    said = ana.page.locator("body").inner_text()
    assert "Vera" not in said
    assert "Offer a call back" not in said
    vera.button("Stop reading along").click()
    mari.reads("Vera does not read along any more")


def test_a_corrected_fact_stands_in_the_brief_with_its_origin_for_every_next_agent(
    office: Office, mari: Clerk, ana: Citizen
) -> None:
    expect(mari.brief).to_contain_text("said by the citizen")
    mari.correct("Application number", "APP-2041-7739")
    expect(mari.brief).to_contain_text("APP-2041-7739")
    expect(mari.brief).to_contain_text("corrected by Mari")
    mari.transfer("Back to the queue")
    ana.hears("Mari has passed your conversation on.")
    juan = office.clerk("juan")
    juan.take(WORDS)
    expect(juan.brief).to_contain_text("APP-2041-7739")
    expect(juan.brief).to_contain_text("corrected by Mari")


def test_returned_at_a_step_the_bot_goes_on_there_with_the_corrected_fact(
    office: Office, mari: Clerk, ana: Citizen
) -> None:
    mari.correct("Application number", "APP-2041-7739")
    mari.answer("It was a 9. The assistant goes on from here.")
    mari.choose("Return to the bot", "Continue the status check", submit="Return to bot")
    ana.hears("You are talking with the automated assistant again")
    ana.hears("Back to APP-2041-7739. What is your date of birth?")
    mari.reads("which goes on at: Continue the status check")
    (turn,) = [turn for turn in office.house.assistant.turns if turn.slots]
    assert turn.missed[-1].text == "It was a 9. The assistant goes on from here."
