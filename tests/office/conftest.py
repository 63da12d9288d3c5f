"""One Chromium for all tests; each test has a service and browser profiles of its own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.office.house import House
from tests.office.people import Citizen, Clerk
from tests.web.harness import PASSWORD

PATIENCE_MS = 15_000
"""How long a page may take: the machine that tests is shared."""

TUESDAY = datetime(2026, 11, 17, 16, 0, tzinfo=UTC)
"""Ten in the morning at the agency."""

CLOCK = """(() => {
  const Real = Date;
  let shift = %d;
  globalThis.leapClock = (ms) => { shift += ms; };
  globalThis.Date = class Date extends Real {
    constructor(...given) { given.length ? super(...given) : super(Real.now() + shift); }
    static now() { return Real.now() + shift; }
  };
})();"""
"""Sets the clock of a page as far off as the service's."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, or the one that CHROMIUM names."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


class Office:
    """The house with its doors: people come in, each with a browser of their own."""

    def __init__(self, house: House, browser: Browser) -> None:
        self.house = house
        self._browser = browser
        self._contexts: list[BrowserContext] = []

    def citizen(self) -> Citizen:
        """Somebody opens the chat on the agency's page."""
        citizen = Citizen(self.page("en-US", 520, 760))
        citizen.page.goto("/")
        citizen.launcher.click()
        expect(citizen.log.get_by_role("listitem").first).to_be_visible()
        return citizen

    def asks(self, words: str) -> Citizen:
        """Somebody opens the chat, says this, and asks for a person."""
        citizen = self.citizen()
        citizen.say(words)
        # The greeting, these words and the answer.
        expect(citizen.log.get_by_role("listitem")).to_have_count(3)
        citizen.person.click()
        expect(citizen.leave).to_be_visible()
        return citizen

    def clerk(self, username: str, page: Page | None = None) -> Clerk:
        """Somebody who was employed signs in, on a `page` that shows the sign-in or a new one."""
        clerk = Clerk(page or self.page("en-GB", 1440, 900), username.title())
        if page is None:
            clerk.page.goto("/desk")
        clerk.give_credentials(username, PASSWORD)
        expect(clerk.page.get_by_text("Connected", exact=True)).to_be_visible()
        return clerk

    def leap(self, by: timedelta) -> None:
        """Let time pass for everybody without waiting for it."""
        self.house.clock.leap(by)
        leap = f"leapClock({by.total_seconds() * 1000})"
        for context in self._contexts:
            context.add_init_script(leap)
            for page in context.pages:
                page.evaluate(leap)

    def go_home(self) -> None:
        """Close everybody's browser and end the service."""
        for context in self._contexts:
            context.close()
        self.house.stop()

    def page(self, locale: str, width: int, height: int) -> Page:
        """Open a browser profile of its own, with the office's clock and time zone."""
        context = self._browser.new_context(
            base_url=self.house.service.base,
            viewport={"width": width, "height": height},
            locale=locale,
            timezone_id="America/Chicago",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE_MS)
        context.add_init_script(CLOCK % round(self.house.clock.shift.total_seconds() * 1000))
        self._contexts.append(context)
        return context.new_page()


@pytest.fixture
def begins() -> datetime:
    """When the test begins; a file or test with other hours has its own."""
    return TUESDAY


@pytest.fixture
def office(browser: Browser, tmp_path: Path, begins: datetime) -> Iterator[Office]:
    """An office that is open, with nobody in it yet."""
    office = Office(House(tmp_path, begins), browser)
    yield office
    office.go_home()
