"""A citizen as these tests drive one."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.widget.stage import Widget


class Citizen(Widget):
    """A citizen with the widget."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)

    def start(self) -> None:
        """Open the chat and wait for the real greeting."""
        self.launcher.click()
        expect(self.message("I am the automated assistant")).to_be_visible()

    def hears(self, text: str) -> None:
        """Wait until the log says this."""
        expect(self.message(text).last).to_be_visible()

    def ask(self, text: str, answer: str) -> None:
        """Say something and wait for the bot's answer."""
        self.say(text)
        by_bot = self.message(answer).filter(has_text="Automated assistant")
        expect(by_bot.last).to_be_visible()

    def come_back(self) -> None:
        """Reload the page; a chat that was open is open again."""
        self.page.reload()
        expect(self.dialog).to_be_visible()

    def ask_for_person(self, words: str) -> None:
        """Say what it is about, ask for a person, and wait in the queue."""
        self.say(words)
        expect(self.log.get_by_role("listitem").filter(has_text=words)).to_be_visible()
        self.say("i want to talk to a person please")
        self.waits()

    def waits(self) -> None:
        """Wait until the widget says that this is the queue."""
        leave = self.dialog.get_by_role("button", name="I do not want to wait")
        expect(leave).to_be_visible()
