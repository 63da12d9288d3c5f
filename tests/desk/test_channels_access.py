"""What channels add to the desk: with axe, light and dark, wide and narrow, and by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.desk.axe import fits, violations
from tests.desk.fake.channel_story import (
    ANA_NEEDS,
    add_ana,
    add_outside,
    agent_says,
    citizen_says,
    edits,
    fails,
    reach,
)
from tests.desk.fake.files import photo, voice
from tests.desk.fake.world import File, World
from tests.desk.pages import Desk


def fill(world: World) -> None:
    """Everything that can stand in a transcript of a channel."""
    add_outside(world)
    add_ana(world, mine=True)
    wrong = citizen_says(world, "ana", "It was on 14 March")
    sent = citizen_says(
        world,
        "ana",
        "Here is all I have",
        {"kind": "photo", "name": "card.png"},
        {"name": "a-very-long-name-without-any-space-in-it-" + "x" * 80 + ".pdf"},
        {"kind": "voice"},
        {"kind": "video"},
        {"kind": "location", "latitude": 59.436962, "longitude": 24.753574},
        {"kind": "contact", "name": "Maria Lopez"},
        {"name": "tool.exe", "refused": "kind"},
    )
    world.fetched("ana", sent, 0, photo())
    world.fetched("ana", sent, 1, File("application/pdf", b"%PDF-1.7"))
    world.fetched("ana", sent, 2, voice())
    edits(world, "ana", wrong, "It was on 15 March")
    said = agent_says(world, "ana", "Thank you, Ana.")
    fails(world, "ana", said, "unconfirmed")
    again = agent_says(world, "ana", "And when did you call?")
    fails(world, "ana", again, "refused")


def test_axe_finds_nothing_in_any_look(looked_at: Page, world: World) -> None:
    desk = Desk(looked_at)
    desk.sign_in("mari")
    fill(world)
    expect(desk.page.get_by_role("button", name="Take over")).to_be_visible()
    assert violations(looked_at) == []
    assert fits(looked_at)
    desk.open(ANA_NEEDS)
    expect(desk.log.get_by_role("img")).to_be_visible()
    desk.log.get_by_text("Earlier words").click()
    expect(desk.log.get_by_text("It was on 14 March")).to_be_visible()
    assert violations(looked_at) == []
    assert fits(looked_at)
    desk.answer_box.fill("What I was about to say. " * 40)
    reach(world, "ana", "blocked")
    notice = looked_at.get_by_role("alert").filter(has_text="You cannot write")
    expect(notice).to_be_visible()
    expect(desk.log).to_contain_text("Nothing we write arrives.")
    assert violations(looked_at) == []
    assert fits(looked_at)
    desk.note_box.fill("a note is within reach")
    desk.button("Save note").click()
    expect(desk.log).to_contain_text("a note is within reach")


@pytest.mark.parametrize("looked_at", [("light", 1440, 900)], indirect=True, ids=["wide"])
def test_all_of_it_by_keyboard_alone(looked_at: Page, world: World) -> None:
    desk = Desk(looked_at)
    keys = looked_at.keyboard
    desk.sign_in("mari")
    fill(world)
    desk.open(ANA_NEEDS)
    expect(desk.answer_box).to_be_visible()
    looked_at.get_by_role("heading", name="EBT card declined").focus()
    for name in ("Earlier words", "card.png", "Open on openstreetmap.org", "Show it", "Send again"):
        tab_to(looked_at, name)
    keys.press("Enter")
    expect(desk.answer_box).to_be_focused()
    expect(desk.log.get_by_text("Sent again below.")).to_be_visible()
    # What staff hold outside is asked for with the next heartbeat, not pushed.
    expect(looked_at.get_by_role("button", name="Take over").first).to_be_visible(timeout=20_000)
    looked_at.get_by_role("heading", name="Queue").focus()
    tab_to(looked_at, "Take over")
    keys.press("Enter")
    expect(desk.answer_box).to_be_focused()
    assert world.conversations["outside"].summary["assignee"]["name"] == "Mari"


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what has focus begins with these words, at most forty times."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").startswith(name):
            return
    raise AssertionError(f"never reached: {name}")
