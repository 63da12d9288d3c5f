"""axe finds nothing on the real pages, at desktop and phone size, light and dark."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.desk.axe import violations
from tests.desk.pages import Desk
from tests.e2e.conftest import NewContext, visit
from tests.e2e.stack import PASSWORD

SCREENS: list[dict[str, Any]] = [
    {"viewport": {"width": 1280, "height": 860}, "color_scheme": "light"},
    {"viewport": {"width": 1280, "height": 860}, "color_scheme": "dark"},
    {"viewport": {"width": 320, "height": 640}, "color_scheme": "light", "has_touch": True},
]


@pytest.mark.parametrize("screen", SCREENS, ids=["light", "dark", "phone"])
def test_axe_finds_nothing_in_the_citizens_pages(
    new_context: NewContext, screen: dict[str, Any]
) -> None:
    context = new_context(**screen)
    citizen = visit(context.new_page())
    assert violations(citizen.page) == []
    citizen.start()
    assert violations(citizen.page) == []
    citizen.ask_for_person("how do i apply for benefits")
    assert violations(citizen.page) == []
    citizen.page.goto("/plain")
    assert violations(citizen.page) == []


@pytest.mark.parametrize("screen", SCREENS[:2], ids=["light", "dark"])
def test_axe_finds_nothing_on_the_desk(new_context: NewContext, screen: dict[str, Any]) -> None:
    citizen = visit(new_context().new_page())
    citizen.start()
    words = f"how long does a decision take ({screen['color_scheme']})"
    citizen.ask_for_person(words)
    page = new_context(**screen).new_page()
    desk = Desk(page)
    page.goto("/desk")
    expect(page.get_by_label("User name")).to_be_visible()
    assert violations(page) == []
    desk.give_credentials("juan", PASSWORD)
    expect(page.get_by_text("Connected", exact=True)).to_be_visible()
    assert violations(page) == []
    desk.take(words)
    expect(desk.log).to_contain_text(words)
    assert violations(page) == []
