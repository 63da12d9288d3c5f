"""The effort question, and what a low score leads to."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import expect

from handoff.core.agents import Role
from tests.office.conftest import Office
from tests.office.house import SURVEY

QUESTION = "How easy was it to get what you needed today?"


def test_after_closing_a_low_score_and_a_word_open_a_follow_up(office: Office) -> None:
    office.house.employ("mari")
    office.house.employ("vera", Role.SUPERVISOR)
    mari, vera = office.clerk("mari"), office.clerk("vera")
    ana = office.asks("how do i apply for food")
    mari.take("how do i apply for food")
    ana.hears("You are now talking with Mari")
    expect(ana.message(QUESTION)).to_have_count(0)
    mari.close()
    ana.hears(QUESTION)
    ana.scale.get_by_role("button", name="2").click()
    ana.hears("We are sorry that it was hard")
    ana.presses("Write a comment")
    ana.say("nobody told me about the form")
    ana.hears("We have kept your comment")
    mari.reads("The citizen's answer: 2 of 7")
    # It opened nothing again, and nobody is called.
    expect(mari.queue).to_contain_text("Nobody is waiting.")
    office.leap(timedelta(minutes=1, seconds=1))
    vera.visit("office/follow-ups")
    row = vera.page.get_by_role("row").filter(has_text="Nobody yet")
    vera.reload_until(row)
    expect(row).to_contain_text("2")
    row.get_by_role("link").click()
    vera.reads("nobody told me about the form")


def test_who_had_the_bot_only_is_asked_once_after_a_silence_and_a_kind_score_opens_nothing(
    office: Office,
) -> None:
    office.house.employ("vera", Role.SUPERVISOR)
    ana = office.citizen()
    ana.say("what are your hours")
    ana.hears("Our offices are open")
    office.leap(SURVEY + timedelta(seconds=1))
    ana.hears(QUESTION)
    ana.scale.get_by_role("button", name="7, very easy").click()
    ana.hears("Do you want to add a comment?")
    ana.presses("No, thank you")
    ana.hears("All right. Thank you!")
    office.leap(SURVEY + timedelta(minutes=2))
    ana.say("how do i apply for food")
    ana.hears("You can apply for food help")
    office.leap(SURVEY + timedelta(minutes=2))
    vera = office.clerk("vera")
    assert vera.page.request.get("/api/desk/follow-ups").json() == {"follow_ups": []}
    expect(ana.message(QUESTION)).to_have_count(1)


def test_nobody_is_asked_in_the_middle_of_a_form_or_while_a_person_is_at_work(
    office: Office,
) -> None:
    office.house.employ("mari")
    mari = office.clerk("mari")
    ana = office.citizen()
    ana.say("my application is APP-2041-7738")
    ana.hears("What is your date of birth?")
    ben = office.asks("how do i apply for food")
    mari.take("how do i apply for food")
    mari.answer("Good morning, Ben.")
    ben.hears("Good morning, Ben.")
    office.leap(SURVEY + timedelta(minutes=1))
    # Somebody else is asked by then, so the others have been looked at.
    eva = office.citizen()
    eva.say("what are your hours")
    eva.hears("Our offices are open")
    office.leap(SURVEY + timedelta(seconds=1))
    eva.hears(QUESTION)
    expect(ana.message(QUESTION)).to_have_count(0)
    expect(ben.message(QUESTION)).to_have_count(0)
