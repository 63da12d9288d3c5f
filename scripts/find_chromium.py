"""Finds a Chromium for the browser tests, or installs one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from scripts.console import StepError
from scripts.debian import install_packages
from scripts.machine import Machine
from scripts.workspace import Workspace

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WHERE = """
from playwright.sync_api import sync_playwright
with sync_playwright() as driver:
    print(driver.chromium.executable_path)
"""


def find_chromium(machine: Machine, workspace: Workspace, service_python: Callable[[], str]) -> str:
    """The path of a Chromium that answers: the system's, Debian's, or Playwright's own.

    `service_python` gives the interpreter that has the playwright package.
    """
    found = _on_path(machine) or _of_playwright(machine, service_python())
    if found:
        return found
    try:
        # Without a font there is nothing to see in pictures, and nothing to measure in a layout.
        if install_packages(machine, ["chromium", "fonts-liberation"]):
            found = _on_path(machine)
    except StepError as failure:
        machine.console.say(f"  {failure.sentence} Trying Playwright's own.")
    return found or _download(machine, workspace, service_python())


def driver_env(machine: Machine, python: str, node: Path) -> dict[str, str]:
    """What Playwright's driver needs to start: another Node where the one it brings does not run.

    That one wants libatomic, which a small Debian does not have. `node` is the folder of ours.
    """
    if machine.answer([python, "-m", "playwright", "--version"]) is not None:
        return {}
    return {"PLAYWRIGHT_NODEJS_PATH": str(node / "node")}


def _on_path(machine: Machine) -> str | None:
    for name in NAMES:
        for candidate in machine.which_all(name):
            if machine.answer([candidate, "--version"]) is not None:
                return candidate
    return None


def _of_playwright(machine: Machine, python: str) -> str | None:
    path = machine.answer([python, "-c", WHERE])
    if path and Path(path).exists() and machine.answer([path, "--version"]) is not None:
        return path
    return None


def _download(machine: Machine, workspace: Workspace, python: str) -> str:
    command = [python, "-m", "playwright", "install", "chromium"]
    try:
        machine.run("Fetching Chromium", command, "chromium")
    except StepError as failure:
        raise StepError(
            "The browser tests need Chromium, and it was neither found nor could be fetched: "
            "install the package chromium and try again.",
            failure.log,
        ) from failure
    found = _of_playwright(machine, python)
    if found is None:
        raise StepError("Playwright's Chromium does not run on this machine: install chromium.")
    return found
