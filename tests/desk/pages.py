"""The desk as the tests see it: roles and names only, as a person with a screen reader would."""

from __future__ import annotations

import re
from typing import Literal

from playwright.sync_api import Locator, Page, expect


class Desk:
    """One agent's desk in one page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def sign_in(self, username: str, path: str = "/desk") -> None:
        """Opens the desk and signs in with the right password."""
        self.page.goto(path)
        self.give_credentials(username, f"secret-{username}")
        expect(self.page.get_by_text("Connected", exact=True)).to_be_visible()

    def give_credentials(self, username: str, password: str) -> None:
        """Fills in the sign-in and sends it."""
        self.page.get_by_label("User name").fill(username)
        self.page.get_by_label("Password").fill(password)
        self.page.get_by_role("button", name="Sign in").click()

    @property
    def queue(self) -> Locator:
        """The section with those who wait."""
        return self.page.get_by_role("region", name=re.compile("^Queue"))

    @property
    def mine(self) -> Locator:
        """The section with my conversations."""
        return self.page.get_by_role("region", name=re.compile("^My conversations"))

    @property
    def log(self) -> Locator:
        """The transcript."""
        return self.page.get_by_role("log", name="Transcript")

    @property
    def brief(self) -> Locator:
        """The right pane."""
        return self.page.get_by_role("region", name="Brief", exact=True)

    def button(self, name: str, *, exact: bool = True) -> Locator:
        """A button by its name."""
        return self.page.get_by_role("button", name=name, exact=exact)

    def menu(self, item: str) -> None:
        """Chooses something from the agent's own menu."""
        self.page.get_by_role("button", name=re.compile("^Your name:")).click()
        self.button(item).click()

    def go_to_lists(self) -> None:
        """Shows the lists where they are not beside the conversation."""
        if self.button("Show conversation").is_visible():
            self.button("Show conversation").click()
        if self.button("Back to the lists").is_visible():
            self.button("Back to the lists").click()

    @property
    def offered(self) -> Locator:
        """The section with what is offered to me."""
        return self.page.get_by_role("region", name=re.compile("^Offered to you"))

    @property
    def helping(self) -> Locator:
        """The section with conversations where I read along."""
        return self.page.get_by_role("region", name=re.compile("^You read along"))

    @property
    def whisper_box(self) -> Locator:
        """The text box while a whisper is written."""
        return self.page.get_by_role("textbox", name=re.compile("^Whisper to"))

    def take(self, words: str) -> None:
        """Takes the conversation with these words from the queue."""
        self.queue.get_by_role("button", name=f"Take conversation: {words}").click()

    def open(self, words: str) -> None:
        """Shows the conversation with these words."""
        self.page.get_by_role("link", name=re.compile(re.escape(words))).click()

    @property
    def answer_box(self) -> Locator:
        """The text box while an answer is written."""
        return self.page.get_by_role("textbox", name="Answer to the citizen")

    @property
    def note_box(self) -> Locator:
        """The text box while a note is written."""
        return self.page.get_by_role(
            "textbox", name="Note for colleagues (the citizen never sees it)"
        )

    def mode(self, kind: Literal["answer", "note"]) -> None:
        """Chooses what is written."""
        name = "Answer to the citizen" if kind == "answer" else "Note for colleagues"
        self.page.get_by_role("radio", name=name).check(force=True)

    def answer(self, text: str) -> None:
        """Writes an answer and sends it."""
        self.answer_box.fill(text)
        self.button("Send answer").click()
