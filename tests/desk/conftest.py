"""A browser, a fake service and a desk page for each test."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.desk.fake.world import World
from tests.desk.pages import Desk
from tests.desk.server import Server

ROOT = Path(__file__).parents[2]
DIST = ROOT / "web" / "dist" / "desk"
LOOKS = [
    ("light", 1440, 900),
    ("light", 1024, 768),
    ("light", 390, 844),
    ("light", 320, 480),
    ("dark", 1440, 900),
    ("dark", 390, 844),
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; `CHROMIUM` names it where it is not the system's."""
    assert (DIST / "index.html").exists(), "build the desk first: npm run build in web/desk"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or "/usr/bin/chromium",
            args=["--no-sandbox"],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def world() -> World:
    """Mari, Jaan and an agent who is away; no conversations yet."""
    world = World()
    world.add_agent("mari", "Mari")
    world.add_agent("jaan", "Jaan", presence="available")
    world.add_agent("kati", "Kati", presence="away")
    return world


@pytest.fixture
def service(world: World) -> Iterator[Server]:
    """The fake service over the test's world."""
    server = Server(world, DIST)
    yield server
    server.stop()


@pytest.fixture
def context(browser: Browser, service: Server) -> Iterator[BrowserContext]:
    """A browser profile of its own; the test fails when a page breaks the page's own policy."""
    context = browser.new_context(
        base_url=service.url, viewport={"width": 1440, "height": 900}, locale="en-GB"
    )
    context.set_default_timeout(8_000)
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        # Answers of 4xx and lost connections are part of the tests; broken policy is not.
        # Chromium itself dresses up a picture in a tab of its own, which a file's policy forbids.
        is_file = "/attachments/" in message.location["url"]
        if message.type == "error" and "Content Security Policy" in message.text and not is_file:
            complaints.append(message.text)

    context.on("console", listen)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    yield context
    context.close()
    assert complaints == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A blank page."""
    return context.new_page()


@pytest.fixture
def desk(page: Page) -> Desk:
    """Mari's desk, signed in."""
    desk = Desk(page)
    desk.sign_in("mari")
    return desk


@pytest.fixture(params=LOOKS, ids=lambda look: "-".join(map(str, look)))
def looked_at(request: pytest.FixtureRequest, browser: Browser, service: Server) -> Iterator[Page]:
    """A page in one look."""
    scheme, width, height = request.param
    context = browser.new_context(
        base_url=service.url, viewport={"width": width, "height": height}, color_scheme=scheme
    )
    context.set_default_timeout(8_000)
    yield context.new_page()
    context.close()
