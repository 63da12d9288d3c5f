"""What a supervisor sees: the board, the lists behind its numbers, the forecasts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.desk.axe import fits, violations
from tests.desk.fake.office_story import add_day, add_figures
from tests.desk.fake.world import World
from tests.desk.pages import Desk

WORDS = "where is my application?"


@pytest.fixture
def board(page: Page, world: World) -> Desk:
    """Silvia's desk on the board."""
    add_day(world)
    world.assign("status", world.agents["agent-jaan"])
    desk = Desk(page)
    desk.sign_in("silvia", "/desk/board")
    expect(page.get_by_role("heading", name="Board")).to_be_visible()
    return desk


def test_every_number_opens_the_conversations_it_counts(board: Desk) -> None:
    board.button("2 Show: Waiting").click()
    listed = board.page.get_by_role("region", name="Conversations: Waiting")
    expect(listed.get_by_role("listitem")).to_have_count(2)
    board.button("1 Show: Jaan").click()
    listed = board.page.get_by_role("region", name="Conversations: Jaan")
    expect(listed.get_by_role("listitem")).to_have_count(1)
    expect(listed).to_contain_text(WORDS)
    assert violations(board.page) == []


def test_a_supervisor_takes_over_and_assigns(board: Desk, world: World) -> None:
    board.button("1 Show: With agents").click()
    board.button(f"Assign {WORDS}", exact=False).click()
    dialog = board.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Jaan has it now")
    dialog.get_by_role("radio", name="Silvia (you)").check()
    assert violations(board.page) == []
    dialog.get_by_role("button", name="Assign").click()
    expect(dialog).to_have_count(0)
    assert world.conversations["status"].summary["assignee"]["id"] == "agent-silvia"


def test_a_supervisor_changes_team_and_priority(board: Desk, world: World) -> None:
    board.button("2 Show: Waiting").click()
    board.button("Team and priority Mi tarjeta", exact=False).click()
    board.page.get_by_label("Team", exact=True).select_option("Applications")
    board.page.get_by_label("Priority", exact=True).select_option("4")
    assert violations(board.page) == []
    board.button("Change").click()
    expect(board.page.get_by_role("dialog")).to_have_count(0)
    row = world.conversations["card"].summary
    assert (row["team"], row["priority"]) == ("applications", 4)


def test_the_board_follows_by_itself(board: Desk, world: World) -> None:
    world.release("status", "agent_lost")
    expect(board.button("3 Show: Waiting")).to_be_visible()


def test_agents_have_no_board(desk: Desk) -> None:
    expect(desk.page.get_by_role("link", name="Board")).to_have_count(0)
    desk.page.goto("/desk/board")
    expect(desk.page.get_by_text("Your role does not include this page.")).to_be_visible()


def test_pages_are_reached_by_menu_and_address_and_left_by_the_back_button(board: Desk) -> None:
    board.page.get_by_role("link", name="Wait forecasts").click()
    expect(board.page.get_by_role("heading", name="Wait forecasts")).to_be_focused()
    board.page.go_back()
    expect(board.page.get_by_role("heading", name="Board")).to_be_visible()
    board.page.get_by_role("link", name="Conversations").click()
    expect(board.queue).to_be_visible()
    board.page.goto("/desk/#/board")
    expect(board.page).to_have_url(re.compile("/desk/board$"))
    expect(board.page.get_by_role("heading", name="Board")).to_be_visible()


def test_the_forecasts_are_held_against_what_came_true(board: Desk, world: World) -> None:
    add_figures(world)
    board.page.get_by_role("link", name="Wait forecasts").click()
    expect(board.page.get_by_text("84 % inside the range")).to_be_visible()
    expect(board.page.get_by_role("row", name="12:00 71 %")).to_be_visible()
    expect(board.page.get_by_role("img", name="Share of waits inside")).to_be_visible()
    assert violations(board.page) == []


def test_the_pages_of_a_supervisor_in_every_look(looked_at: Page, world: World) -> None:
    add_day(world)
    add_figures(world)
    desk = Desk(looked_at)
    desk.sign_in("silvia", "/desk/board")
    desk.button("3 Show: Waiting").click()
    expect(looked_at.get_by_role("region", name="Conversations: Waiting")).to_be_visible()
    assert violations(looked_at) == []
    assert fits(looked_at)
    looked_at.get_by_role("link", name="Wait forecasts").click()
    expect(looked_at.get_by_text("84 % inside the range")).to_be_visible()
    assert violations(looked_at) == []
    assert fits(looked_at)
