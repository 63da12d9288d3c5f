"""Everything by keyboard, and a visible list of it; sound and notifications as one likes."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.desk.axe import violations
from tests.desk.fake.office_story import add_day
from tests.desk.fake.world import World
from tests.desk.pages import Desk

WORDS = "where is my application?"


@pytest.fixture
def office(desk: Desk, world: World) -> Desk:
    """Mari's desk on a day with three who wait."""
    add_day(world)
    expect(desk.queue.get_by_role("listitem")).to_have_count(3)
    return desk


def test_a_question_mark_shows_every_shortcut(office: Desk) -> None:
    office.page.keyboard.press("?")
    dialog = office.page.get_by_role("dialog", name="Keyboard shortcuts")
    for words in ("Take the next conversation", "Transfer", "Insert a suggested answer"):
        expect(dialog).to_contain_text(words)
    assert violations(office.page) == []
    office.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    office.menu("Keyboard shortcuts")
    expect(dialog).to_be_visible()


def test_shortcuts_never_act_while_one_writes(office: Desk, world: World) -> None:
    office.take(WORDS)
    office.answer_box.press_sequentially("to that? can be next?")
    expect(office.answer_box).to_have_value("to that? can be next?")
    expect(office.page.get_by_role("dialog")).to_have_count(0)
    expect(office.mine.get_by_role("listitem")).to_have_count(1)
    office.answer_box.press("Escape")
    expect(office.page.get_by_role("heading", name="Application status")).to_be_focused()
    office.page.keyboard.press("t")
    expect(office.page.get_by_role("dialog", name="Transfer the conversation")).to_be_visible()
    office.page.keyboard.press("c")
    expect(office.page.get_by_role("dialog")).to_have_count(1)
    assert world.conversations["status"].summary["control"] == "agent"


def test_one_walks_through_the_lists_and_around_a_conversation(office: Desk) -> None:
    keys = office.page.keyboard
    keys.press("j")
    expect(office.page.get_by_role("heading", name="Crisis")).to_be_focused()
    keys.press("j")
    expect(office.page.get_by_role("heading", name="EBT lost card")).to_be_focused()
    keys.press("k")
    expect(office.page.get_by_role("heading", name="Crisis")).to_be_focused()
    keys.press("i")
    expect(office.page.get_by_role("heading", name="Brief")).to_be_focused()
    keys.press("l")
    expect(office.log).to_be_focused()
    keys.press("r")
    expect(office.note_box).to_be_focused()
    keys.press("Escape")
    keys.press("q")
    expect(office.page.get_by_text("No conversation selected")).to_be_visible()


def test_shortcuts_can_be_switched_off_and_stay_so_in_this_browser(office: Desk) -> None:
    office.menu("Sound and notifications")
    assert violations(office.page) == []
    office.page.get_by_label("Use shortcuts of one key").uncheck()
    office.page.get_by_label("Play a sound for new work").uncheck()
    office.button("Done").click()
    office.page.reload()
    expect(office.queue.get_by_role("listitem")).to_have_count(3)
    office.page.keyboard.press("?")
    expect(office.page.get_by_role("dialog")).to_have_count(0)
    office.menu("Sound and notifications")
    expect(office.page.get_by_label("Play a sound for new work")).not_to_be_checked()


def test_a_notification_tells_of_new_work_and_nothing_of_what_was_said(
    desk: Desk, world: World
) -> None:
    desk.page.context.grant_permissions(["notifications"])
    desk.page.add_init_script(RECORDER)
    desk.page.reload()
    expect(desk.page.get_by_text("Connected", exact=True)).to_be_visible()
    desk.menu("Sound and notifications")
    desk.page.get_by_label("Show a notification while the desk is in the background").check()
    desk.button("Done").click()
    desk.page.evaluate("window.hideDesk()")
    add_day(world)
    desk.page.wait_for_function("() => window.shown.length > 0")
    shown = desk.page.evaluate("window.shown")
    assert all("food" not in words and "application" not in words for words in shown)
    assert "in the queue" in shown[0]


RECORDER = """
window.shown = [];
class Recorded {
  static permission = "granted";
  static requestPermission() { return Promise.resolve("granted"); }
  constructor(title, options) { window.shown.push(`${title} ${options.body}`); }
  close() {}
}
window.Notification = Recorded;
window.hideDesk = () =>
  Object.defineProperty(document, "visibilityState", { get: () => "hidden", configurable: true });
"""
