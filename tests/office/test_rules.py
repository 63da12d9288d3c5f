"""Rules are data that a supervisor edits at the desk; what is saved counts from then on."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from handoff.core.agents import Role
from tests.office.conftest import Office
from tests.office.house import OFFERING, TAKING
from tests.office.people import Clerk

FOOD, CASH = "how do i apply for food", "i need cash for my rent"


def add_rule(vera: Clerk, name: str, team: str, priority: str, **conditions: str) -> None:
    """Add a rule to the draft."""
    vera.button("Add rule").click()
    vera.dialog.get_by_label("Name").fill(name)
    vera.dialog.get_by_label("Team").select_option(team)
    vera.dialog.get_by_label("Priority").select_option(priority)
    for condition, value in conditions.items():
        vera.dialog.get_by_label(condition.title()).fill(value)
    vera.dialog.locator("button[type=submit]").click()
    expect(vera.dialog).to_have_count(0)


def rows(clerk: Clerk) -> Locator:
    """Who waits, in order."""
    return clerk.queue.get_by_role("listitem")


def test_rules_that_a_supervisor_saves_give_team_and_priority_to_the_next_citizen(
    office: Office,
) -> None:
    house = office.house
    house.furnish(TAKING, OFFERING)
    house.employ("mari", teams=[TAKING.id])
    house.employ("vera", Role.SUPERVISOR)
    mari, vera = office.clerk("mari"), office.clerk("vera")
    office.asks(FOOD)
    expect(mari.waits_for(FOOD)).not_to_contain_text("Food help")

    vera.visit("office/rules")
    add_rule(vera, "Cash is urgent now", "Cash help", "7", topics="tanf_apply")
    add_rule(vera, "Food", "Food help", "0", topics="snap_apply", languages="en")
    vera.button("Save").click()
    expect(vera.page.get_by_text(re.compile("^Saved"))).to_be_visible()
    vera.visit("")

    ben, eva = office.asks("food for my children"), office.asks(CASH)
    expect(mari.waits_for("food for my children")).to_contain_text("Food help")
    expect(mari.waits_for(CASH)).to_contain_text("Not your team")
    # Who waited before keeps the place and no team; the urgent one goes first.
    expect(rows(mari)).to_contain_text([CASH, FOOD, "food for my children"])
    # The line of each team is its own.
    eva.told("You are next in line")
    ben.told("You are next in line")
    mari.button("Take next").click()
    mari.has(FOOD)
