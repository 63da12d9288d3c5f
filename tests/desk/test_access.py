"""The desk by keyboard, with axe, light and dark, wide and narrow."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.desk.axe import fits, violations
from tests.desk.fake.office_story import add_day
from tests.desk.fake.story import add_crisis, add_misunderstood, add_status_check
from tests.desk.fake.world import World
from tests.desk.pages import Desk

WORDS = "where is my application?"


def test_axe_finds_nothing_in_any_look(looked_at: Page, world: World) -> None:
    desk = Desk(looked_at)
    looked_at.goto("/desk")
    expect(looked_at.get_by_role("heading", name="Sign in to the desk")).to_be_visible()
    assert violations(looked_at) == []
    desk.sign_in("mari")
    assert violations(looked_at) == []
    add_crisis(world)
    add_misunderstood(world)
    add_status_check(world)
    expect(desk.queue.get_by_role("listitem")).to_have_count(3)
    assert violations(looked_at) == []
    assert fits(looked_at)
    desk.take(WORDS)
    desk.answer("An answer with a link: https://agency.example/upload.")
    desk.mode("note")
    desk.note_box.fill("a note")
    desk.button("Save note").click()
    expect(desk.log).to_contain_text("Note by Mari")
    assert violations(looked_at) == []
    desk.mode("answer")
    assert violations(looked_at) == []
    assert fits(looked_at)
    desk.button("Transfer").click()
    expect(looked_at.get_by_text("Jaan (available, 0 of 3 conversations)")).to_be_visible()
    assert violations(looked_at) == []
    desk.button("Cancel").click()
    if desk.button("Show brief").is_visible():
        desk.button("Show brief").click()
        expect(looked_at.get_by_role("heading", name="Brief")).to_be_focused()
        assert violations(looked_at) == []
        assert fits(looked_at)


def test_every_view_of_an_agent_at_work_in_every_look(looked_at: Page, world: World) -> None:
    page = looked_at
    desk = Desk(page)
    desk.sign_in("mari")
    add_day(world)
    world.offer("crisis", world.agents["agent-mari"])
    expect(desk.offered).to_be_visible()
    no_trouble(page)
    desk.take(WORDS)
    expect(page.get_by_role("list", name="Suggested answers")).to_be_visible()
    world.call_in("status", world.agents["agent-jaan"], world.agents["agent-mari"])
    whisper = {"name": "Jaan", "agent": {"id": "agent-jaan", "name": "Jaan"}, "whisper": True}
    world.append("status", type="note", author="agent", text="be kind", **whisper)
    world.change("status", late=True, awaiting_since=world.stamp())
    expect(desk.log).to_contain_text("be kind")
    no_trouble(page)
    desk.answer_box.press_sequentially("/pap")
    expect(page.get_by_role("option")).to_have_count(1)
    no_trouble(page)
    desk.answer_box.press("Enter")
    expect(desk.button("Fill in: “First name”")).to_be_visible()
    no_trouble(page)
    desk.answer_box.press("Escape")
    dialogs = {"t": "Transfer the", "b": "Return to", "h": "Call", "?": "Keyboard"}
    for key, heading in dialogs.items():
        page.keyboard.press(key)
        expect(page.get_by_role("dialog").get_by_role("heading", name=heading)).to_be_visible()
        no_trouble(page)
        page.keyboard.press("Escape")
    page.keyboard.press("i")
    desk.brief.get_by_role("button", name="Correct Application number").click()
    no_trouble(page)
    page.keyboard.press("Escape")
    world.release("status", "no_answer")
    desk.go_to_lists()
    expect(page.get_by_text("1 conversation went back to the queue")).to_be_visible()
    desk.menu("Sound and notifications")
    no_trouble(page)


def no_trouble(page: Page) -> None:
    """Axe finds nothing, and nothing is cut off at the side."""
    assert violations(page) == []
    assert fits(page)


@pytest.mark.parametrize("looked_at", [("light", 390, 844)], indirect=True, ids=["phone"])
def test_on_a_phone_one_pane_at_a_time_with_a_way_back(looked_at: Page, world: World) -> None:
    desk = Desk(looked_at)
    desk.sign_in("mari")
    add_status_check(world)
    desk.open(WORDS)
    expect(looked_at.get_by_role("heading", name="Application status")).to_be_focused()
    expect(desk.queue).to_be_hidden()
    expect(desk.brief).to_be_hidden()
    desk.button("Show brief").click()
    expect(desk.brief).to_contain_text("APP-2041-7739")
    expect(desk.log).to_be_hidden()
    desk.button("Show conversation").click()
    expect(looked_at.get_by_role("heading", name="Application status")).to_be_focused()
    desk.button("Back to the lists").click()
    expect(looked_at.get_by_role("link", name=WORDS)).to_be_focused()


def test_the_first_stop_of_the_keyboard_leads_to_the_conversation(desk: Desk) -> None:
    desk.page.reload()
    expect(desk.page.get_by_text("Connected", exact=True)).to_be_visible()
    desk.page.keyboard.press("Tab")
    expect(desk.page.get_by_role("link", name="Skip to the conversation")).to_be_focused()
    desk.page.keyboard.press("Enter")
    expect(desk.page.get_by_role("region", name="Conversation", exact=True)).to_be_focused()


def test_the_whole_story_by_keyboard_alone(page: Page, world: World) -> None:
    keys = page.keyboard
    add_status_check(world)
    page.goto("/desk")
    expect(page.get_by_label("User name")).to_be_focused()
    keys.type("mari")
    keys.press("Tab")
    keys.type("secret-mari")
    keys.press("Enter")
    desk = Desk(page)
    take = desk.queue.get_by_role("button")
    expect(take).to_be_visible()
    tab_to(page, f"Take conversation: {WORDS}")
    keys.press("Enter")
    expect(desk.answer_box).to_be_focused()
    keys.type("Hello!")
    keys.press("Enter")
    expect(desk.log).to_contain_text("Hello!")
    keys.press("Shift+Tab")
    keys.press("ArrowRight")
    keys.press("Tab")
    expect(desk.note_box).to_be_focused()
    keys.type("by keyboard")
    keys.press("Enter")
    expect(desk.log).to_contain_text("by keyboard")
    tab_to(page, "Close", backwards=True)
    keys.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    tab_to_role(page, "radio")
    keys.press("Space")
    tab_to(page, "Close conversation")
    keys.press("Enter")
    expect(desk.log).to_contain_text("Mari closed the conversation: Resolved")
    assert world.conversations["status"].summary["disposition"] == "resolved"


def tab_to(page: Page, name: str, *, backwards: bool = False) -> None:
    """Tabs until the button with this text has focus."""
    press_until(page, f"document.activeElement.textContent.startsWith({name!r})", backwards)


def tab_to_role(page: Page, kind: str) -> None:
    """Tabs until an input of this kind has focus."""
    press_until(page, f"document.activeElement.type === {kind!r}", False)


def press_until(page: Page, condition: str, backwards: bool) -> None:
    """Presses Tab until the page says so, at most forty times."""
    for _ in range(40):
        if page.evaluate(condition):
            return
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
    raise AssertionError(f"never reached: {condition}")
