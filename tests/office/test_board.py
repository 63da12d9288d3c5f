"""The board counts what stands, and every number opens the conversations it counts."""

from __future__ import annotations

import re
from datetime import timedelta

from playwright.sync_api import expect

from handoff.core.agents import Role
from tests.office.conftest import Office
from tests.office.house import BY_TOPIC, OFFERING, TAKING
from tests.office.people import Clerk

FOOD, CASH, HOURS = "how do i apply for food", "i need cash for my rent", "what are your hours"


def counts(vera: Clerk, count: int, what: str, *words: str) -> None:
    """Wait until the board counts so many, press the number, and find exactly these."""
    vera.button(f"{count} Show: {what}").first.click()
    listed = vera.page.get_by_role("region", name=f"Conversations: {what}")
    expect(listed.get_by_role("listitem")).to_have_count(count)
    expect(listed.get_by_role("listitem")).to_contain_text(list(words))


def test_every_number_of_the_board_opens_what_it_counts(office: Office) -> None:
    house = office.house
    house.furnish(TAKING, OFFERING, rules=BY_TOPIC)
    house.employ("mari", teams=[TAKING.id])
    house.employ("vera", Role.SUPERVISOR)
    mari, vera = office.clerk("mari"), office.clerk("vera")
    for words in (FOOD, CASH, HOURS):
        office.asks(words)
        mari.waits_for(words)
    mari.take(FOOD)
    mari.has(FOOD)
    vera.visit("board")
    counts(vera, 2, "Waiting", CASH, HOURS)
    counts(vera, 1, "With agents", FOOD)
    counts(vera, 1, "Waiting, Cash help", CASH)
    counts(vera, 1, "Mari", FOOD)
    counts(vera, 3, "Came to people today", "", "", "")
    office.leap(timedelta(minutes=4))
    counts(vera, 1, "Citizen waits for an answer", FOOD)


def test_a_supervisor_assigns_and_takes_over_from_the_board(office: Office) -> None:
    office.house.employ("mari")
    office.house.employ("vera", Role.SUPERVISOR)
    mari, vera = office.clerk("mari"), office.clerk("vera")
    ana = office.asks(FOOD)
    mari.waits_for(FOOD)
    vera.visit("board")
    counts(vera, 1, "Waiting", FOOD)
    vera.button(f"Assign {FOOD}").click()
    vera.dialog.get_by_role("radio", name=re.compile("^Mari")).check()
    vera.dialog.get_by_role("button", name="Assign", exact=True).click()
    mari.has(FOOD)
    ana.hears("You are now talking with Mari")

    counts(vera, 1, "With agents", FOOD)
    vera.button(f"Assign {FOOD}").click()
    vera.dialog.get_by_role("radio", name="Vera (you)").check()
    vera.dialog.get_by_role("button", name="Assign", exact=True).click()
    ana.hears("You are now talking with Vera")
    mari.has_not(FOOD)
