"""Reload, lost network, lost answers, a restart of the service: nothing is lost or doubled."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.desk.axe import violations
from tests.desk.fake.story import add_crisis, add_status_check
from tests.desk.fake.world import World
from tests.desk.pages import Desk

WORDS = "where is my application?"


@pytest.fixture
def working(desk: Desk, world: World) -> Desk:
    """Mari's desk with the status check taken."""
    add_status_check(world)
    desk.take(WORDS)
    expect(desk.answer_box).to_be_focused()
    return desk


def answers(world: World) -> list[str]:
    """What the citizen of the status check got from agents."""
    events = world.conversations["status"].events
    return [one["text"] for one in events if one["type"] == "message" and one["author"] == "agent"]


def test_reload_keeps_conversation_draft_and_mode(working: Desk) -> None:
    working.answer_box.fill("a long and careful answer")
    working.mode("note")
    working.note_box.fill("and a note")
    working.page.reload()
    expect(working.note_box).to_have_value("and a note")
    working.mode("answer")
    expect(working.answer_box).to_have_value("a long and careful answer")
    expect(working.log).to_contain_text("APP-2041-7739")


def test_each_conversation_has_its_own_draft(working: Desk, world: World) -> None:
    add_crisis(world)
    working.answer_box.fill("about the application")
    working.take("I have no food")
    expect(working.answer_box).to_have_value("")
    working.open(WORDS)
    expect(working.answer_box).to_have_value("about the application")


def test_the_back_button_goes_back_to_the_conversation_before(working: Desk, world: World) -> None:
    add_crisis(world)
    working.open("I have no food")
    expect(working.page).to_have_url(re.compile("/desk/c/crisis$"))
    working.page.go_back()
    expect(working.answer_box).to_be_visible()
    expect(working.page).to_have_url(re.compile("/desk/c/status$"))


def test_an_answer_whose_receipt_got_lost_is_sent_again_and_arrives_once(
    working: Desk, world: World
) -> None:
    lost = 0

    def lose_the_first(route: Route) -> None:
        nonlocal lost
        if lost == 0:
            lost += 1
            route.fetch()
            route.abort()
        else:
            route.continue_()

    working.page.route("**/messages", lose_the_first)
    working.answer("only once, please")
    expect(working.log.get_by_text("only once, please")).to_have_count(1)
    expect(working.log.get_by_text("Not sent yet")).to_have_count(0)
    with working.page.expect_response("**/messages"):
        pass
    expect(working.log.get_by_text("only once, please")).to_have_count(1)
    assert answers(world) == ["only once, please"]
    assert lost == 1


def test_what_is_written_offline_waits_and_goes_out_in_order(working: Desk, world: World) -> None:
    working.page.context.set_offline(True)
    expect(working.page.get_by_text("Offline. Your text is kept")).to_be_visible()
    working.answer("first")
    working.answer("second")
    expect(working.log.get_by_text("Not sent yet")).to_have_count(2)
    assert violations(working.page) == []
    working.page.context.set_offline(False)
    expect(working.page.get_by_text("Connected", exact=True)).to_be_visible()
    expect(working.log.get_by_text("Not sent yet")).to_have_count(0)
    assert answers(world) == ["first", "second"]


def test_what_waits_to_be_sent_survives_a_reload(working: Desk, world: World) -> None:
    world.down = True
    working.answer("kept through the reload")
    expect(working.log.get_by_text("Not sent yet")).to_be_visible()
    working.page.reload()
    expect(working.page.get_by_text("The service does not answer.")).to_be_visible()
    world.down = False
    expect(working.log.get_by_text("kept through the reload")).to_be_visible()
    expect(working.log.get_by_text("Not sent yet")).to_have_count(0)
    assert answers(world) == ["kept through the reload"]


def test_a_restart_of_the_service_misses_and_doubles_nothing(working: Desk, world: World) -> None:
    world.down = True
    world.restart()
    expect(working.page.get_by_text("No connection. Trying again…")).to_be_visible()
    assert violations(working.page) == []
    for number in range(600):
        world.append(
            "status", type="message", author="citizen", text=f"line {number}.", key=f"r-{number}"
        )
    world.down = False
    expect(working.page.get_by_text("Connected", exact=True)).to_be_visible()
    expect(working.log.get_by_text("line 599.")).to_be_visible()
    shown = working.log.get_by_text(re.compile(r"^line \d+\.$")).all_inner_texts()
    assert shown == [f"line {number}." for number in range(600)]


def test_a_refused_answer_is_kept_and_can_become_a_note(working: Desk, world: World) -> None:
    world.conversations["status"].summary.update(assignee={"id": "agent-jaan", "name": "Jaan"})
    working.answer("too late")
    expect(working.log).to_contain_text("Not sent. You do not have this conversation (any more).")
    world.assign("status", world.agents["agent-jaan"])
    working.button("Keep as a note").click()
    expect(working.note_box).to_have_value("too late")
    assert answers(world) == []


def test_a_conversation_that_cannot_be_fetched_can_be_tried_again(
    page: Page, desk: Desk, world: World
) -> None:
    add_status_check(world)
    held: list[Route] = []
    page.route("**/api/desk/conversations/status*", lambda route: held.append(route))
    desk.open(WORDS)
    expect(page.get_by_text("Loading the conversation…")).to_be_visible()
    assert violations(page) == []
    held[0].abort()
    expect(page.get_by_text("The conversation could not be loaded.")).to_be_visible()
    assert violations(page) == []
    desk.button("Try again").click()
    page.unroute("**/api/desk/conversations/status*")
    expect(desk.log).to_contain_text("APP-2041-7739")


def test_two_desks_of_one_agent_show_the_same_transcript(working: Desk, world: World) -> None:
    other = Desk(working.page.context.new_page())
    other.page.goto("/desk/c/status")
    working.answer("from the first desk")
    expect(other.log).to_contain_text("from the first desk")
    other.answer("from the second desk")
    expect(working.log).to_contain_text("from the second desk")
    for desk in (working, other):
        expect(desk.log.get_by_text(re.compile("^(Sending…|Sent)$"))).to_have_count(0)
    assert working.log.inner_text() == other.log.inner_text()
