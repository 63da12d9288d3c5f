"""One Chromium per folder, one service and one page per test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.widget.fake_service import DIST
from tests.widget.stage import Stage, Widget


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Fail early, with the remedy, when the web parts are not built."""
    if items and not (DIST / "widget" / "v1.js").exists():
        raise pytest.UsageError("tests/widget needs the built widget: npm run build in web/")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The system's Chromium, or the one that CHROMIUM names."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def stage() -> Iterator[Stage]:
    """A fresh fake service."""
    stage = Stage()
    yield stage
    stage.stop()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A citizen's browser: nothing remembered, no animations."""
    context = browser.new_context(
        reduced_motion="reduce", viewport={"width": 1280, "height": 800}, locale="en-US"
    )
    context.set_default_timeout(8_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, stage: Stage) -> Page:
    """The demo page, just loaded."""
    page = context.new_page()
    page.goto(stage.origin)
    return page


@pytest.fixture
def widget(page: Page) -> Widget:
    """The widget on that page."""
    return Widget(page)
