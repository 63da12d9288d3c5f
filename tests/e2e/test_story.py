"""The story of the first page of the README, from the first question to the closed conversation."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.desk.pages import Desk
from tests.e2e.people import Citizen
from tests.office.people import press_together

SignIn = Callable[[str], Desk]


def test_a_citizen_asks_checks_a_case_gets_a_person_and_the_bot_back(
    citizen: Citizen, sign_in: SignIn
) -> None:
    citizen.start()
    citizen.ask("my ebt card got stolen what do i do", "card")
    citizen.ask("where is my application", "application number")
    citizen.ask("app 2041 7739", "date of birth")
    citizen.ask("April 12, 1987", "waiting for papers")
    citizen.say("i still dont get it, can i talk to a real person")
    citizen.waits()

    desk = sign_in("mari")
    desk.take("where is my application")
    citizen.hears("You are now talking with Mari")
    expect(desk.log).to_contain_text("my ebt card got stolen what do i do")
    expect(desk.brief).to_contain_text("where is my application")
    expect(desk.brief).to_contain_text("APP-2041-7739")
    expect(desk.brief).to_contain_text("waiting for documents")

    desk.answer("Hello, this is Mari. I see your documents are missing.")
    citizen.hears("I see your documents are missing.")
    citizen.say("yes i sent them monday")
    expect(desk.log).to_contain_text("yes i sent them monday")
    desk.mode("note")
    desk.note_box.fill("Sent by post on Monday, check the mail room.")
    desk.button("Save note").click()
    expect(desk.log).to_contain_text("check the mail room")
    expect(citizen.log).not_to_contain_text("mail room")

    desk.button("Return to the bot").click()
    desk.page.get_by_role("dialog").get_by_role("button", name="Return to bot").click()
    citizen.hears("You are talking with the automated assistant again")
    citizen.ask("what are your office hours", "8")
    assert_nothing_was_said_twice(citizen)


def test_an_agent_closes_and_the_citizen_may_write_again(citizen: Citizen, sign_in: SignIn) -> None:
    citizen.start()
    citizen.ask_for_person("how do i get help after the tornado")
    desk = sign_in("mari")
    desk.take("how do i get help after the tornado")
    citizen.hears("You are now talking with Mari")
    desk.button("Close").click()
    dialog = desk.page.get_by_role("dialog")
    dialog.get_by_role("radio", name="Resolved").check()
    dialog.get_by_role("button", name="Close conversation").click()
    citizen.hears("This conversation is closed")
    citizen.ask("what are your office hours", "8")


def test_danger_gets_the_emergency_numbers_at_once_and_goes_first(
    citizen: Citizen, sign_in: SignIn
) -> None:
    citizen.start()
    citizen.ask("my husband is hitting me and i am scared for my life", "911")
    citizen.waits()
    desk = sign_in("mari")
    first = desk.queue.get_by_role("listitem").first
    expect(first).to_contain_text("my husband is hitting me")
    desk.take("my husband is hitting me and i am scared for my life")
    citizen.hears("You are now talking with Mari")


def test_two_agents_press_take_together_and_one_learns_who_has_it(
    citizen: Citizen, sign_in: SignIn
) -> None:
    citizen.start()
    citizen.ask_for_person("am i eligible for food stamps")
    mari, juan = sign_in("mari"), sign_in("juan")
    name = "Take conversation: am i eligible for food stamps"
    press_together(*(desk.queue.get_by_role("button", name=name) for desk in (mari, juan)))
    expect(citizen.log).to_contain_text("You are now talking with")
    holder = "Mari" if "Mari" in citizen.log.inner_text() else "Juan"
    loser = juan if holder == "Mari" else mari
    expect(loser.page.locator("body")).to_contain_text(f"{holder} has")
    assert citizen.log.inner_text().count("You are now talking with") == 1


def assert_nothing_was_said_twice(citizen: Citizen) -> None:
    texts = citizen.texts()
    assert len(texts) == len(set(texts)), texts
