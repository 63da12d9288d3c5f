"""How work reaches an agent: offers, the next one, what fits, what was lost."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.desk.axe import violations
from tests.desk.fake.office_story import add_day
from tests.desk.fake.world import World
from tests.desk.pages import Desk

WORDS = "where is my application?"
CRISIS = "I have no food"


@pytest.fixture
def office(desk: Desk, world: World) -> Desk:
    """Mari's desk on a day with three who wait."""
    add_day(world)
    expect(desk.queue.get_by_role("listitem")).to_have_count(3)
    return desk


def test_an_offer_stands_first_with_the_seconds_left_and_is_accepted(
    office: Desk, world: World
) -> None:
    world.offer("crisis", world.agents["agent-mari"], 20)
    expect(office.offered).to_contain_text(CRISIS)
    expect(office.offered).to_contain_text(re.compile(r"(20|1\d) s left"))
    expect(office.queue.get_by_role("listitem")).to_have_count(2)
    assert violations(office.page) == []
    office.offered.get_by_role("button", name="Accept").click()
    expect(office.answer_box).to_be_focused()
    expect(office.mine).to_contain_text(CRISIS)
    expect(office.offered).to_have_count(0)


def test_an_offer_that_lapses_goes_back_to_the_queue_for_others(office: Desk, world: World) -> None:
    world.offer("crisis", world.agents["agent-mari"])
    expect(office.offered).to_be_visible()
    world.end_offer("crisis", "lapsed")
    expect(office.offered).to_have_count(0)
    expect(office.queue).to_contain_text(CRISIS)
    world.offer("crisis", world.agents["agent-jaan"])
    expect(office.queue).to_contain_text("Offered to Jaan")
    office.open(CRISIS)
    expect(office.log).to_contain_text("Mari did not take the offer in time")


def test_an_offer_can_be_declined_by_a_key(office: Desk, world: World) -> None:
    world.offer("crisis", world.agents["agent-mari"])
    expect(office.offered).to_be_visible()
    office.page.keyboard.press("d")
    expect(office.offered).to_have_count(0)
    assert world.conversations["crisis"].summary["offered_to"] is None


def test_the_next_one_is_taken_by_button_or_key(office: Desk, world: World) -> None:
    office.button("Take next").click()
    expect(office.mine).to_contain_text(CRISIS)
    for taken in (2, 3):
        expect(office.answer_box).to_be_focused()
        office.page.keyboard.press("Escape")
        office.page.keyboard.press("n")
        expect(office.mine.get_by_role("listitem")).to_have_count(taken)
    expect(office.page.get_by_role("heading", name="Application status")).to_be_visible()
    expect(office.answer_box).to_be_focused()
    office.page.keyboard.press("Escape")
    office.page.keyboard.press("n")
    expect(office.queue.get_by_role("status")).to_have_text("Nobody is waiting for you now.")


def test_what_is_not_my_language_is_said_in_words_and_counts_as_no_work_of_mine(
    office: Desk,
) -> None:
    row = office.queue.get_by_role("listitem").filter(has_text="Mi tarjeta")
    expect(row).to_contain_text("Not your language")
    expect(row).to_contain_text("EBT cards")
    expect(office.page).to_have_title("(2) Baton desk")


def test_what_came_outside_office_hours_says_when_people_are_back(
    office: Desk, world: World
) -> None:
    world.change("status", opens_at="2031-03-03T08:00:00Z")
    expect(office.queue).to_contain_text("Came outside office hours, people are back Mon")


def test_a_citizen_left_waiting_is_marked_and_told(office: Desk, world: World) -> None:
    office.take(WORDS)
    expect(office.answer_box).to_be_focused()
    office.page.keyboard.press("Escape")
    office.page.keyboard.press("q")
    since = world.stamp(-timedelta(minutes=3))
    world.change("status", late=True, awaiting_since=since)
    expect(office.mine).to_contain_text("Answer now")
    expect(office.mine).to_contain_text(re.compile(r"waits 3 min 0?\d s for your answer"))
    notice = office.page.get_by_role("region", name="Notices")
    expect(notice).to_contain_text("Please answer")
    notice.get_by_role("button", name="Open").click()
    expect(office.page.get_by_role("region", name="Conversation", exact=True)).to_contain_text(
        "Answer now"
    )
    office.answer("Here I am.")
    expect(office.mine).not_to_contain_text("Answer now")


def test_what_went_back_while_the_computer_slept_is_told_until_dismissed(
    office: Desk, world: World
) -> None:
    office.take(WORDS)
    office.take(CRISIS)
    expect(office.mine.get_by_role("listitem")).to_have_count(2)
    world.down = True
    world.restart()
    expect(office.page.get_by_text("No connection.")).to_be_visible()
    world.release("status", "agent_lost")
    world.release("crisis", "agent_lost")
    world.down = False
    office.button("Try now").click()
    told = office.page.get_by_text("2 conversations went back to the queue while your computer")
    expect(told).to_be_visible()
    expect(office.mine).to_contain_text("You have no conversations.")
    expect(office.log).to_contain_text("Mari lost the connection")
    assert violations(office.page) == []
    office.page.reload()
    expect(office.page.get_by_text("Connected", exact=True)).to_be_visible()
    expect(told).to_have_count(0)


def test_the_end_of_the_shift_is_asked_for_when_somebody_would_be_left(
    office: Desk, world: World
) -> None:
    office.take(WORDS)
    office.button("End shift").click()
    dialog = office.page.get_by_role("dialog", name="End your shift?")
    expect(dialog).to_contain_text("You have 1 conversation.")
    assert violations(office.page) == []
    office.button("Hand over and end shift").click()
    expect(office.page.get_by_text("Off duty")).to_be_visible()
    expect(office.mine).to_contain_text("You have no conversations.")
    expect(office.page.get_by_text("went back to the queue while")).to_have_count(0)
    assert world.agents["agent-mari"].presence == "offline"
    assert world.conversations["status"].summary["control"] == "queued"


def test_the_desk_answers_pings_so_that_the_agent_keeps_the_conversations(
    office: Desk, world: World
) -> None:
    before = len(world.pongs)
    office.page.wait_for_function(
        "since => Date.now() - since > 1500", arg=office.page.evaluate("Date.now()")
    )
    assert set(world.pongs[before:]) == {"agent-mari"}
