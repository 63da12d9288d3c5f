"""The pictures of docs/desk.md; `make pictures` keeps them (variable PICTURES)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from handoff.core.agents import Role
from tests.office.conftest import Office
from tests.office.house import BY_TOPIC, OFFERING, TAKING
from tests.office.pictures import picture_folder, shrink

SMALLEST_BYTES, LARGEST_BYTES = 2_000, 150_000
"""A picture of nothing is smaller; a larger one is slow to load."""

WORDS = "my application is APP-2041-7738"

Take = Callable[[str, Page | Locator], None]


@pytest.fixture
def take(tmp_path: Path) -> Take:
    """Takes a picture of a page or a part of it, into a folder that lasts only when asked."""
    folder = picture_folder(tmp_path)

    def take(name: str, what: Page | Locator) -> None:
        path = folder / f"{name}.png"
        what.screenshot(path=path)
        assert SMALLEST_BYTES < shrink(path) < LARGEST_BYTES, name

    return take


CANNED = (
    ("papers", "Which papers we need", "For {{slot.application_number}} we still need your rent."),
    ("hours", "Office hours", "You reach us {{office_hours}}. My name is {{agent}}."),
    ("thanks", "Goodbye", "Thank you, {{first_name}}. Have a good day!"),
)


@pytest.fixture
def page(office: Office) -> Page:
    """A page of the size of the pictures, in an office with three people and two teams."""
    house = office.house
    house.furnish(TAKING, OFFERING, rules=BY_TOPIC)
    house.employ("mari", teams=[TAKING.id, OFFERING.id], languages=["en"])
    house.employ("juan", teams=[TAKING.id], languages=["en", "es"])
    house.employ("vera", Role.SUPERVISOR)
    page = office.page("en-GB", 1180, 720)
    page.goto("/desk")
    return page


def test_how_work_comes_and_is_answered_can_be_shown(
    office: Office, page: Page, take: Take
) -> None:
    vera = office.clerk("vera")
    for shortcut, title, text in CANNED:
        kept = {"shortcut": shortcut, "title": title, "language": "en", "text": text}
        assert vera.page.request.post("/api/desk/canned", data=kept).ok
    expect(page.get_by_label("User name")).to_be_visible()
    take("desk-sign-in", page.locator("form"))

    ana = office.asks(WORDS)
    office.leap(timedelta(minutes=4))
    office.house.call("how do i apply for food")
    mari = office.clerk("mari", page)
    mari.waits_for(WORDS)
    mari.waits_for("how do i apply for food")
    take("desk-queue", page)
    office.house.call("i need cash for my rent")
    expect(mari.offered).to_contain_text("i need cash for my rent")
    take("desk-offer", mari.offered)
    mari.offered.get_by_role("button", name="Decline").click()
    expect(mari.offered).to_have_count(0)

    mari.take(WORDS)
    ana.hears("You are now talking with Mari")
    ana.say("i sent my rent receipt already, where do i see it")
    mari.reads("where do i see it")
    expect(page.get_by_text("How to send papers")).to_be_visible()
    take("desk-conversation", page)
    mari.answer_box.fill("/")
    expect(page.get_by_text("Which papers we need")).to_be_visible()
    take("desk-canned", page.get_by_role("region", name="Write"))


def test_how_colleagues_help_and_nothing_is_lost_can_be_shown(
    office: Office, page: Page, take: Take
) -> None:
    ana = office.asks(WORDS)
    mari, vera = office.clerk("mari", page), office.clerk("vera")
    office.clerk("juan")
    mari.take(WORDS)
    ana.hears("You are now talking with Mari")
    mari.answer("Good morning, I look it up.")
    ana.hears("Good morning, I look it up.")
    mari.correct("Application number", "APP-2041-7739")
    take("desk-brief", mari.brief)
    mari.choose("Call someone in", "Vera", submit="Call in")
    vera.open(WORDS)
    vera.whisper("The receipt is in the mail room, I saw it.")
    mari.reads("The receipt is in the mail room")
    mari.note("Vera knows where the receipt is.")
    mari.reads("Vera knows where the receipt is.")
    mari.mode("answer")
    take("desk-whisper", page)
    mari.button("Transfer").click()
    expect(mari.dialog).to_contain_text("Juan")
    take("desk-transfer", mari.dialog)
    mari.dialog.get_by_role("button", name="Cancel").click()
    mari.button("Return to the bot").click()
    mari.dialog.get_by_role("radio", name="Continue the status check").check()
    take("desk-return", mari.dialog)
    mari.dialog.get_by_role("button", name="Cancel").click()

    mari.fall_asleep()
    vera.waits_for(WORDS)
    mari.wake()
    expect(page.get_by_text("1 conversation went back to the queue")).to_be_visible()
    take("desk-lost", page.get_by_role("navigation", name="Conversations"))
    mari.menu("Keyboard shortcuts")
    take("desk-shortcuts", mari.dialog)


def test_a_supervisors_pages_can_be_shown(office: Office, page: Page, take: Take) -> None:
    mari = office.clerk("mari")
    office.clerk("juan")
    for words in ("how do i apply for food", "how long does food help take", "what are your hours"):
        office.house.call(words)
        mari.waits_for(words)
    mari.take("how do i apply for food")
    mari.has("how do i apply for food")
    office.leap(timedelta(minutes=4))
    vera = office.clerk("vera", page)
    vera.visit("board")
    vera.button("2 Show: Waiting").click()
    listed = page.get_by_role("region", name="Conversations: Waiting")
    expect(listed.get_by_role("listitem")).to_have_count(2)
    take("desk-board", page)
    vera.visit("office/rules")
    expect(page.get_by_role("heading", name="Cash")).to_be_visible()
    take("desk-rules", page)
