"""The pictures of the README; `make pictures` keeps them (variable PICTURES)."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.desk.pages import Desk
from tests.e2e.conftest import NewContext, visit
from tests.e2e.stack import PASSWORD
from tests.office.pictures import picture_folder, shrink

SMALLEST_BYTES, LARGEST_BYTES = 10_000, 150_000
"""A picture of an empty page is smaller; a larger one is slow to load."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the pictures go: nowhere that lasts, unless asked."""
    return picture_folder(tmp_path)


def test_widget_and_desk_can_be_shown_in_the_readme(new_context: NewContext, folder: Path) -> None:
    citizen = visit(new_context(viewport={"width": 1280, "height": 860}).new_page())
    phone = visit(new_context(viewport={"width": 390, "height": 780}, has_touch=True).new_page())
    citizen.start()
    citizen.ask("where is my application", "application number")
    citizen.ask("APP-2041-7739", "date of birth")
    citizen.ask("April 12, 1987", "waiting for papers")
    citizen.ask_for_person("i sent the bank statement already")
    page = new_context(viewport={"width": 1440, "height": 900}).new_page()
    desk = Desk(page)
    page.goto("/desk")
    desk.give_credentials("mari", PASSWORD)
    desk.take("i sent the bank statement already")
    desk.answer("Hello, this is Mari. I see the statement came in this morning.")
    citizen.hears("I see the statement came in this morning.")
    citizen.say("oh good, thank you")
    expect(desk.log).to_contain_text("oh good, thank you")
    citizen.page.screenshot(path=folder / "widget.png")
    page.screenshot(path=folder / "desk.png")
    # Last, when the assistant is warm: nobody is told here that it takes longer.
    phone.start()
    phone.ask("my ebt card got stolen what do i do", "card")
    phone.page.screenshot(path=folder / "phone.png")
    for name in ("phone", "widget", "desk"):
        assert SMALLEST_BYTES < shrink(folder / f"{name}.png") < LARGEST_BYTES, name
