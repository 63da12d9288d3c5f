"""The story over Messenger: real Rasa, real store, a real desk, a made-up Graph."""

from __future__ import annotations

import time
from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import expect

from tests.channels.messenger import page
from tests.channels.messenger.graph import FakeGraph
from tests.desk.pages import Desk
from tests.e2e.stack import Stack

SignIn = Callable[[str], Desk]
PATIENCE_S = 20.0


class Person:
    """A citizen with Messenger on the phone."""

    def __init__(self, graph: FakeGraph, psid: str) -> None:
        self.graph = graph
        self.psid = psid

    def does(self, event: page.Event) -> None:
        """Do something; Meta brings it, twice as it sometimes does."""
        assert self.graph.webhook is not None
        raw = page.body(event)
        for _ in range(2):
            answer = httpx.post(self.graph.webhook, content=raw, headers=page.signature(raw))
            assert answer.status_code == 200

    def hears(self, words: str) -> None:
        """Wait for a message with these words."""
        end = time.monotonic() + PATIENCE_S
        while not any(words in text for text in self.graph.texts(self.psid)):
            assert time.monotonic() < end, (words, self.graph.texts(self.psid))
            time.sleep(0.05)

    def asks(self, words: str, answer: str) -> None:
        """Write something and wait for an answer that was not there before."""
        before = len(self.graph.texts(self.psid))
        self.does(page.text(self.psid, words))
        end = time.monotonic() + PATIENCE_S
        while not any(answer in text for text in self.graph.texts(self.psid)[before:]):
            assert time.monotonic() < end, (words, answer, self.graph.texts(self.psid))
            time.sleep(0.05)


@pytest.fixture
def person(graph: tuple[FakeGraph, str], stack: Stack) -> Person:
    assert stack.origin
    return Person(graph[0], "7100")


def test_a_citizen_asks_checks_a_case_gets_a_person_and_the_bot_back(
    person: Person, sign_in: SignIn
) -> None:
    person.does(page.pressed(person.psid, "baton:start", "Get Started"))
    person.hears("I am the automated assistant")
    person.asks("my ebt card got stolen what do i do", "card")
    person.asks("where is my application", "application number")
    person.asks("app 2041 7739", "date of birth")
    person.asks("April 12, 1987", "waiting for papers")
    person.asks("i still dont get it, can i talk to a real person", "in line for a person")

    desk = sign_in("mari")
    desk.take("where is my application")
    person.hears("You are now talking with Mari")
    expect(desk.log).to_contain_text("my ebt card got stolen what do i do")
    expect(desk.brief).to_contain_text("APP-2041-7739")
    desk.answer("Hello, this is Mari. I see your documents are missing.")
    person.hears("Mari: Hello, this is Mari. I see your documents are missing.")
    person.does(page.text(person.psid, "yes i sent them monday"))
    expect(desk.log).to_contain_text("yes i sent them monday")

    desk.button("Return to the bot").click()
    desk.page.get_by_role("dialog").get_by_role("button", name="Return to bot").click()
    person.hears("You are talking with the automated assistant again")
    person.asks("what are your office hours", "8")
    texts = person.graph.texts(person.psid)
    assert len(texts) == len(set(texts)), texts
