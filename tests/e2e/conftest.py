"""One stack and one Chromium for all; a browser of their own for each citizen and agent."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.channels.messenger.graph import FakeGraph
from tests.channels.messenger.page import WEBHOOK, environ_of
from tests.channels.serving import serving_in_thread
from tests.desk.pages import Desk
from tests.e2e.people import Citizen
from tests.e2e.stack import PASSWORD, Stack

PATIENCE_MS = 20_000
"""How long a page may take: the machine that tests is shared."""

AGENTS = {"mari": "Mari", "juan": "Juan"}


@pytest.fixture(scope="session")
def graph() -> Iterator[tuple[FakeGraph, str]]:
    """The far end of Messenger and its address."""
    graph = FakeGraph()
    with serving_in_thread(graph.app) as url:
        yield graph, url


@pytest.fixture(scope="session")
def stack(
    tmp_path_factory: pytest.TempPathFactory, graph: tuple[FakeGraph, str]
) -> Iterator[Stack]:
    """Everything `make run` starts, ready, and Messenger set up."""
    stack = Stack(tmp_path_factory.mktemp("home"), environ_of(graph[1]))
    graph[0].webhook = f"{stack.origin}{WEBHOOK}"
    stack.start()
    try:
        stack.wait_ready()
        for username, name in AGENTS.items():
            stack.add_agent(username, name)
        yield stack
    finally:
        stack.stop()


@pytest.fixture(autouse=True)
def _empty_office(stack: Stack) -> None:
    """Nobody of an earlier test waits any more: agents who are gone have lost what they held."""
    with httpx.Client(base_url=stack.origin, timeout=20, trust_env=False) as http:
        login = {"username": "admin", "password": PASSWORD}
        admin = http.post("/api/login", json=login).raise_for_status().json()
        http.put("/api/desk/presence", json={"presence": "away"}).raise_for_status()
        for control in ("queued", "agent"):
            found = http.get("/api/desk/conversations", params={"control": control})
            for each in found.raise_for_status().json()["conversations"]:
                path = f"/api/desk/conversations/{each['id']}"
                http.post(f"{path}/assign", json={"to": admin["id"]}).raise_for_status()
                http.post(f"{path}/close", json={"disposition": "resolved"}).raise_for_status()
        http.post("/api/logout")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, or the one that CHROMIUM names."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


NewContext = Callable[..., BrowserContext]


@pytest.fixture
def new_context(browser: Browser, stack: Stack) -> Iterator[NewContext]:
    """Open a browser of its own for somebody; all are closed at the end."""
    opened: list[BrowserContext] = []

    def new(**options: object) -> BrowserContext:
        settings = {"viewport": {"width": 1280, "height": 860}, "locale": "en-US", **options}
        context = browser.new_context(
            base_url=stack.origin,
            reduced_motion="reduce",
            **settings,  # type: ignore[arg-type]  # Playwright's own options
        )
        context.set_default_timeout(PATIENCE_MS)
        opened.append(context)
        return context

    yield new
    for context in opened:
        context.close()


@pytest.fixture
def citizen(new_context: NewContext) -> Citizen:
    """A citizen on the agency's page, chat still closed."""
    return visit(new_context().new_page())


@pytest.fixture
def sign_in(new_context: NewContext) -> Callable[[str], Desk]:
    """Sign an agent in, in a browser of the agent's own."""

    def sign_in(username: str) -> Desk:
        page = new_context(viewport={"width": 1440, "height": 900}).new_page()
        desk = Desk(page)
        page.goto("/desk")
        desk.give_credentials(username, PASSWORD)
        expect(page.get_by_text("Connected", exact=True)).to_be_visible()
        return desk

    return sign_in


def visit(page: Page) -> Citizen:
    """Go to the agency's page."""
    page.goto("/")
    return Citizen(page)
