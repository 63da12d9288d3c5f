"""With real Rasa: a form that stopped for a person goes on with what the person put right."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.desk.pages import Desk
from tests.e2e.people import Citizen


def test_a_status_check_goes_on_with_the_number_an_agent_corrected_and_asks_only_for_the_rest(
    citizen: Citizen, sign_in: Callable[[str], Desk]
) -> None:
    citizen.start()
    citizen.ask("where is my application", "application number")
    citizen.ask("APP-2041-7738", "date of birth")
    citizen.say("i want to talk to a person please")
    citizen.waits()
    desk = sign_in("mari")
    desk.queue.get_by_role("button", name=re.compile("^Take conversation")).first.click()
    citizen.hears("You are now talking with Mari")
    expect(desk.brief).to_contain_text("APP-2041-7738")
    expect(desk.brief).to_contain_text("said by the citizen")
    expect(desk.brief).to_contain_text("waiting for “Date of birth”")

    desk.answer("Your letter says 7739. I put it right.")
    citizen.hears("I put it right.")
    desk.brief.get_by_role("button", name="Correct Application number").click()
    box = desk.brief.get_by_role("textbox", name="Application number")
    box.fill("APP-2041-7739")
    box.press("Enter")
    expect(desk.brief).to_contain_text("corrected by Mari")

    desk.button("Return to the bot").click()
    dialog = desk.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Application number: APP-2041-7739")
    dialog.get_by_role("radio", name=re.compile("status check", re.IGNORECASE)).check()
    dialog.get_by_role("button", name="Return to bot").click()
    citizen.hears("You are talking with the automated assistant again")
    expect(citizen.log.get_by_role("listitem").last).to_contain_text("date of birth")
    assert len([each for each in citizen.texts() if "application number" in each]) == 1
    citizen.ask("April 12, 1987", "waiting for papers")
    expect(citizen.log).to_contain_text("APP-2041-7739")
