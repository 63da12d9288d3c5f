"""Citizens, agents and supervisors as these tests drive them: by role and name."""

from __future__ import annotations

import re
import time
from contextlib import suppress

from playwright.sync_api import CDPSession, Locator, Page, expect
from playwright.sync_api import TimeoutError as TooLate

from tests.desk.pages import Desk
from tests.widget.stage import Widget

RELOADS = 5


class Citizen(Widget):
    """A citizen with the widget on the agency's page."""

    def hears(self, text: str) -> None:
        """Wait until the log says this."""
        expect(self.message(text).last).to_be_visible()

    def told(self, text: str) -> None:
        """Wait until the line below the title says this."""
        expect(self.dialog.get_by_role("status").filter(has_text=text).first).to_be_visible()

    def presses(self, title: str) -> None:
        """Press a suggested answer."""
        self.answers.get_by_role("button", name=title).click()


class Clerk(Desk):
    """An agent or a supervisor at the desk."""

    def __init__(self, page: Page, name: str) -> None:
        super().__init__(page)
        self.name = name
        self._power: CDPSession | None = None

    @property
    def dialog(self) -> Locator:
        """The dialog that is open."""
        return self.page.get_by_role("dialog")

    def waits_for(self, words: str) -> Locator:
        """Wait until somebody with these words is in the queue, and return the row."""
        row = self.queue.get_by_role("listitem").filter(has_text=words)
        expect(row).to_be_visible()
        return row

    def has(self, words: str) -> None:
        """Wait until this is among my conversations."""
        expect(self.mine.get_by_role("listitem").filter(has_text=words)).to_be_visible()

    def has_not(self, words: str) -> None:
        """Wait until this is not among my conversations."""
        expect(self.mine.get_by_role("listitem").filter(has_text=words)).to_have_count(0)

    def reads(self, words: str) -> None:
        """Wait until the transcript says this."""
        expect(self.log).to_contain_text(words)

    def visit(self, page: str) -> None:
        """Go to a page of the desk as its links do."""
        self.page.goto(f"/desk/{page}")
        expect(self.page.get_by_text("Connected", exact=True)).to_be_visible()

    def choose(self, act: str, *choices: str, note: str = "", submit: str) -> None:
        """Open the dialog of an act, choose, and send it."""
        self.button(act).click()
        for choice in choices:
            self.dialog.get_by_role("radio", name=re.compile("^" + re.escape(choice))).check()
        if note:
            self.dialog.get_by_label("Note for colleagues").fill(note)
        self.dialog.get_by_role("button", name=submit, exact=True).click()
        expect(self.dialog).to_have_count(0)

    def transfer(self, to: str, note: str = "") -> None:
        """Pass the conversation on."""
        self.choose("Transfer", to, note=note, submit="Transfer conversation")

    def close(self, outcome: str = "Resolved") -> None:
        """End the conversation."""
        self.choose("Close", outcome, submit="Close conversation")

    def note(self, text: str) -> None:
        """Write a note for colleagues."""
        self.mode("note")
        self.note_box.fill(text)
        self.button("Save note").click()

    def whisper(self, text: str) -> None:
        """Write to the colleague who has the conversation."""
        self.page.get_by_role("radio", name="Whisper").check(force=True)
        self.whisper_box.fill(text)
        self.button("Whisper").click()

    def correct(self, fact: str, value: str) -> None:
        """Put a fact of the brief right."""
        self.brief.get_by_role("button", name=f"Correct {fact}").click()
        box = self.brief.get_by_role("textbox", name=fact)
        box.fill(value)
        box.press("Enter")
        expect(box).to_have_count(0)

    def reload_until(self, shown: Locator) -> None:
        """Load the page again until it shows this: for what no page hears of by itself."""
        for _ in range(RELOADS):
            with suppress(TooLate):
                shown.wait_for(timeout=2_000)
                return
            self.page.reload()
        shown.wait_for()

    def end_shift(self, *, holding: bool) -> None:
        """Go home; who holds conversations is asked."""
        self.button("End shift").click()
        if holding:
            self.dialog.get_by_role("button", name="Hand over and end shift").click()
        expect(self.page.get_by_text("Off duty", exact=True)).to_be_visible()

    def fall_asleep(self) -> None:
        """Close the lid: nothing of the page runs, and nothing reaches it."""
        self._power = self.page.context.new_cdp_session(self.page)
        self.page.context.set_offline(True)
        self._power.send("Page.setWebLifecycleState", {"state": "frozen"})

    def wake(self) -> None:
        """Open the lid again."""
        assert self._power is not None
        self._power.send("Page.setWebLifecycleState", {"state": "active"})
        self.page.context.set_offline(False)


def press_together(*buttons: Locator) -> None:
    """Press buttons of several pages at one moment, before any page hears of the other."""
    moment = (time.time() + 1.0) * 1000
    for button in buttons:
        expect(button).to_be_visible()
    for button in buttons:
        now = "performance.timeOrigin + performance.now()"
        button.evaluate(f"button => setTimeout(() => button.click(), {moment} - ({now}))")
