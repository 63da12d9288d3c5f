"""Reloads, restarts and outages: nothing is lost, nothing comes twice, nobody is left alone."""

from __future__ import annotations

import signal
from collections.abc import Callable

from playwright.sync_api import expect

from tests.desk.pages import Desk
from tests.e2e.people import Citizen
from tests.e2e.stack import Stack

SignIn = Callable[[str], Desk]


def transcript(citizen: Citizen) -> list[str]:
    return citizen.texts()


def test_a_reload_in_the_middle_of_the_form_goes_on_with_the_form(citizen: Citizen) -> None:
    citizen.start()
    citizen.ask("check my application status", "application number")
    citizen.come_back()
    citizen.hears("application number")
    before = transcript(citizen)
    citizen.ask("APP-1180-4426", "date of birth")
    assert transcript(citizen)[: len(before)] == before
    citizen.ask("November 3, 1990", "a worker is looking at it now")


def test_a_service_killed_in_the_middle_loses_and_doubles_nothing(
    citizen: Citizen, sign_in: SignIn, stack: Stack
) -> None:
    citizen.start()
    citizen.ask_for_person("how can i apply for benefits for my kids")
    desk = sign_in("mari")
    desk.take("how can i apply for benefits for my kids")
    desk.answer("before the restart")
    citizen.hears("before the restart")
    stack.end("service", signal.SIGKILL)
    citizen.say("written while the service was away")
    desk.answer("answered while the service was away")
    stack.start("service")
    stack.wait_ready()
    citizen.hears("answered while the service was away")
    expect(desk.log).to_contain_text("written while the service was away")
    expect(citizen.sending).to_have_count(0)
    texts = transcript(citizen)
    assert texts.count("written while the service was away") == 1
    assert texts.count("answered while the service was away") == 1
    citizen.come_back()
    citizen.hears("answered while the service was away")
    assert transcript(citizen) == texts


def test_a_citizen_is_told_when_the_assistant_is_away_and_answered_once_it_is_back(
    citizen: Citizen, stack: Stack
) -> None:
    citizen.start()
    stack.end("assistant", signal.SIGKILL)
    citizen.say("what documents do i need to apply")
    expect(citizen.message("This takes longer than usual")).to_be_visible(timeout=10_000)
    expect(citizen.answers.get_by_role("button", name="Talk to a person")).to_be_visible()
    stack.start("assistant")
    stack.wait_ready()
    citizen.hears("ID")
    citizen.ask("what are your office hours", "8")
    assert sum("This takes longer" in text for text in transcript(citizen)) == 1


def test_a_person_can_be_had_while_the_assistant_is_away_and_the_bot_keeps_quiet(
    citizen: Citizen, sign_in: SignIn, stack: Stack
) -> None:
    citizen.start()
    stack.end("assistant", signal.SIGKILL)
    citizen.say("i lost my ebt card")
    citizen.answers.get_by_role("button", name="Talk to a person").click()
    citizen.waits()
    desk = sign_in("mari")
    desk.take("i lost my ebt card")
    citizen.hears("You are now talking with Mari")
    stack.start("assistant")
    stack.wait_ready()
    desk.answer("I can help with the card.")
    citizen.hears("I can help with the card.")
    expect(citizen.log.get_by_text("Automated assistant", exact=True)).to_have_count(1)


def test_rasa_restarted_in_the_middle_of_the_form_goes_on_with_the_form(
    citizen: Citizen, stack: Stack
) -> None:
    citizen.start()
    citizen.ask("where is my application", "application number")
    stack.restart("assistant", signal.SIGKILL)
    stack.wait_ready()
    citizen.ask("APP-4518-2063", "date of birth")
    citizen.ask("January 15 2001", "approved")


def test_a_case_system_that_is_down_is_said_honestly_with_the_offer_of_a_person(
    citizen: Citizen, stack: Stack
) -> None:
    citizen.start()
    stack.end("cases", signal.SIGKILL)
    citizen.ask("where is my application", "application number")
    citizen.ask("APP-4518-2063", "date of birth")
    citizen.say("January 15 2001")
    expect(citizen.answers.get_by_role("button", name="Talk to a person")).to_be_visible()
    stack.start("cases")
    stack.wait_ready()


def test_two_tabs_of_one_citizen_show_the_same_conversation(citizen: Citizen) -> None:
    citizen.start()
    other = Citizen(citizen.page.context.new_page())
    other.page.goto("/")
    other.launcher.click()
    citizen.ask("what are your office hours", "8")
    other.hears("what are your office hours")
    expect(other.log.get_by_role("listitem")).to_have_count(
        citizen.log.get_by_role("listitem").count()
    )
