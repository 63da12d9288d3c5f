"""An office at work on the real service: taking, correcting, whispering, returning, the board."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.desk.pages import Desk
from tests.desk.real import RealService
from tests.fakes.channel import FakeChannel
from tests.web.harness import PASSWORD, Citizen

WORDS = "I need a person"


@pytest.fixture
def real(tmp_path: Path) -> Iterator[RealService]:
    """The real service with Mari, Jaan and the supervisor Silvia."""
    service = RealService(tmp_path, FakeChannel("telegram"))
    yield service
    service.stop()


@pytest.fixture
def sign_in(browser: Browser, real: RealService) -> Iterator[Callable[[str], Desk]]:
    """Signs somebody in at a computer of their own."""
    contexts = []

    def sign_in(username: str) -> Desk:
        context = browser.new_context(base_url=real.service.base, locale="en-GB")
        context.set_default_timeout(10_000)
        contexts.append(context)
        desk = Desk(context.new_page())
        desk.page.goto("/desk")
        desk.give_credentials(username, PASSWORD)
        expect(desk.page.get_by_text("Connected", exact=True)).to_be_visible()
        return desk

    yield sign_in
    for context in contexts:
        context.close()


@pytest.fixture
def citizen(real: RealService) -> Citizen:
    """Somebody on the website who gave a number and asks for a person."""
    citizen = real.do(real.service.open())
    real.do(citizen.say("APP-2041-7739", "k1"))
    real.do(citizen.say(WORDS, "k2"))
    return citizen


def test_a_conversation_from_the_queue_to_the_bot_and_back(
    real: RealService, sign_in: Callable[[str], Desk], citizen: Citizen
) -> None:
    mari, jaan = sign_in("mari"), sign_in("jaan")
    expect(mari.queue).to_contain_text("Asked for a person")
    mari.button("Take next").click()
    expect(mari.answer_box).to_be_focused()
    expect(jaan.queue).to_contain_text("Nobody is waiting.")
    mari.button("Correct Application number").click()
    mari.brief.get_by_role("textbox", name="Application number").fill("APP-2041-7793")
    mari.button("Save").click()
    expect(mari.brief).to_contain_text("corrected by Mari")
    expect(mari.page.get_by_role("list", name="Suggested answers")).to_contain_text("How to apply")
    mari.button("Call someone in").click()
    mari.page.get_by_role("radio", name="Jaan").check()
    mari.button("Call in").click()
    jaan.helping.get_by_role("link").click()
    expect(mari.page.get_by_text("Reading along: Jaan")).to_be_visible()
    jaan.whisper_box.fill("be kind")
    jaan.button("Whisper").click()
    expect(mari.log).to_contain_text("be kind")
    assert "be kind" not in str(real.do(citizen.events()))
    mari.button("Return to the bot").click()
    mari.page.get_by_role("radio", name="Continue the status check").check()
    mari.button("Return to bot").click()
    expect(mari.log).to_contain_text("which goes on at: Continue the status check")
    expect(jaan.helping).to_have_count(0)


def test_the_end_of_a_shift_hands_over_and_a_supervisor_sees_and_assigns(
    sign_in: Callable[[str], Desk], citizen: Citizen
) -> None:
    mari, silvia = sign_in("mari"), sign_in("silvia")
    mari.button("Take next").click()
    expect(mari.answer_box).to_be_focused()
    silvia.page.get_by_role("link", name="Board").click()
    expect(silvia.button("1 Show: With agents")).to_be_visible()
    mari.button("End shift").click()
    mari.button("Hand over and end shift").click()
    expect(mari.log).to_contain_text("Mari ended the shift: the conversation is in the queue again")
    silvia.button("1 Show: Waiting").click()
    listed = silvia.page.get_by_role("region", name="Conversations: Waiting")
    expect(listed.get_by_role("listitem")).to_have_count(1)
    listed.get_by_role("button", name=re.compile("^Assign")).click()
    silvia.page.get_by_role("radio", name="Silvia (you)").check()
    silvia.page.get_by_role("dialog").get_by_role("button", name="Assign").click()
    expect(silvia.button("1 Show: With agents")).to_be_visible()
    silvia.page.get_by_role("link", name="Conversations").click()
    expect(silvia.mine).to_contain_text("APP-2041-7739")
    silvia.page.get_by_role("link", name="Wait forecasts").click()
    expect(
        silvia.page.get_by_text(re.compile("No forecasts|inside the range")).first
    ).to_be_visible()


def test_a_canned_response_with_a_gap_reaches_no_citizen(
    real: RealService, sign_in: Callable[[str], Desk], citizen: Citizen
) -> None:
    mari = sign_in("mari")
    mari.button("Take next").click()
    mari.answer_box.fill("Dear {{first_name}}")
    mari.answer_box.press("Enter")
    expect(mari.page.get_by_role("alert").filter(has_text="fill in “First name”")).to_be_visible()
    mari.answer_box.fill("/nothing")
    expect(mari.page.get_by_text("No canned response fits.")).to_be_visible()
    mari.answer_box.fill("Dear Ana")
    mari.answer_box.press("Enter")
    expect(mari.log).to_contain_text("Dear Ana")
    assert "{{" not in str(real.do(citizen.events()))
