"""Agents at work on one conversation: whispers, corrections, texts at hand, the way back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.desk.axe import violations
from tests.desk.fake.office_story import add_day
from tests.desk.fake.world import World
from tests.desk.pages import Desk
from tests.desk.server import Server

WORDS = "where is my application?"


@pytest.fixture
def office(desk: Desk, world: World) -> Desk:
    """Mari's desk with the status check taken."""
    add_day(world)
    desk.take(WORDS)
    expect(desk.answer_box).to_be_focused()
    return desk


@pytest.fixture
def other(browser: Browser, service: Server) -> Iterator[Callable[[str], Desk]]:
    """Another agent at another computer."""
    contexts = []

    def sign_in(username: str) -> Desk:
        context = browser.new_context(base_url=service.url, locale="en-GB")
        context.set_default_timeout(8_000)
        contexts.append(context)
        desk = Desk(context.new_page())
        desk.sign_in(username)
        return desk

    yield sign_in
    for context in contexts:
        context.close()


def said(world: World, kind: str) -> list[str]:
    """What agents wrote of this kind."""
    events = world.conversations["status"].events
    return [one["text"] for one in events if one["type"] == kind and one["author"] == "agent"]


def test_a_colleague_called_in_whispers_and_only_the_desk_shows_it(
    office: Desk, world: World, other: Callable[[str], Desk]
) -> None:
    jaan = other("jaan")
    office.button("Call someone in").click()
    office.page.get_by_role("radio", name="Jaan").check()
    assert violations(office.page) == []
    office.button("Call in").click()
    expect(jaan.helping).to_contain_text(WORDS)
    jaan.helping.get_by_role("link").click()
    expect(jaan.page.get_by_text("You read along with Mari")).to_be_visible()
    jaan.whisper_box.fill("ask for May's papers")
    assert violations(jaan.page) == []
    jaan.button("Whisper").click()
    expect(office.log).to_contain_text("Whisper by Jaan")
    expect(office.log).to_contain_text("ask for May's papers")
    expect(office.log).to_contain_text("The citizen never sees this")
    assert said(world, "message") == []
    office.button("Let Jaan go").click()
    expect(jaan.helping).to_have_count(0)
    expect(jaan.note_box).to_be_visible()


def test_a_colleague_can_go_again(office: Desk, world: World, other: Callable[[str], Desk]) -> None:
    jaan = other("jaan")
    world.call_in("status", world.agents["agent-jaan"], world.agents["agent-mari"])
    jaan.helping.get_by_role("link").click()
    jaan.button("Stop reading along").click()
    expect(jaan.helping).to_have_count(0)
    expect(office.page.get_by_text("Reading along")).to_have_count(0)
    expect(office.log).to_contain_text("Jaan does not read along any more")


def test_a_fact_is_corrected_in_place_with_who_and_when(office: Desk, world: World) -> None:
    office.brief.get_by_role("button", name="Correct Application number").click()
    box = office.brief.get_by_role("textbox", name="Application number")
    expect(box).to_be_focused()
    assert violations(office.page) == []
    box.fill("")
    box.press("Enter")
    expect(office.brief.get_by_role("alert")).to_have_text("Enter a value.")
    box.fill("APP-2041-7793")
    box.press("Enter")
    expect(office.brief).to_contain_text("APP-2041-7793")
    expect(office.brief).to_contain_text("corrected by Mari")
    expect(office.log).to_contain_text("Mari corrected application number: APP-2041-7793")
    expect(office.brief.get_by_role("button", name="Correct Application number")).to_be_focused()


def test_who_does_not_hold_it_corrects_nothing(office: Desk, other: Callable[[str], Desk]) -> None:
    silvia = other("silvia")
    silvia.page.goto("/desk/c/status")
    expect(silvia.brief).to_contain_text("APP-2041-7739")
    expect(silvia.brief.get_by_role("button", name="Correct")).to_have_count(0)


def test_canned_responses_are_found_by_a_slash_and_gaps_are_filled_before_sending(
    office: Desk, world: World
) -> None:
    office.answer_box.press_sequentially("/")
    options = office.page.get_by_role("option")
    expect(options).to_have_count(3)
    assert violations(office.page) == []
    office.answer_box.press_sequentially("pap")
    expect(options).to_have_count(1)
    office.answer_box.press("Enter")
    expect(office.answer_box).to_have_value(
        "Hello {{first_name}}, for APP-2041-7739 we still need proof of income."
    )
    office.answer_box.press("Enter")
    alert = office.page.get_by_role("alert").filter(has_text="Not sent: fill in “First name” first")
    expect(alert).to_be_visible()
    assert violations(office.page) == []
    assert said(world, "message") == []
    office.page.keyboard.type("Ana")
    expect(office.answer_box).to_have_value(
        "Hello Ana, for APP-2041-7739 we still need proof of income."
    )
    office.answer_box.press("Enter")
    expect(office.answer_box).to_have_value("")
    assert said(world, "message") == ["Hello Ana, for APP-2041-7739 we still need proof of income."]


def test_arrows_choose_and_escape_closes_the_canned_responses(office: Desk) -> None:
    office.answer_box.press_sequentially("/")
    expect(office.page.get_by_role("option")).to_have_count(3)
    office.answer_box.press("ArrowDown")
    office.answer_box.press("ArrowDown")
    chosen = office.page.get_by_role("option", selected=True)
    expect(chosen).to_contain_text("/bye")
    office.answer_box.press("Escape")
    expect(office.page.get_by_role("option")).to_have_count(0)
    expect(office.answer_box).to_have_value("/")
    expect(office.answer_box).to_be_focused()


def test_a_suggested_answer_is_inserted_by_one_key(office: Desk) -> None:
    expect(office.button("How long an application takes", exact=False)).to_be_visible()
    office.answer_box.fill("Good morning.")
    office.page.keyboard.press("Alt+1")
    expect(office.answer_box).to_have_value(
        "Good morning.\nMost applications are decided within 30 days."
    )


def test_the_bot_goes_on_at_the_step_the_agent_chose(office: Desk, world: World) -> None:
    office.button("Return to the bot").click()
    dialog = office.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Application number: APP-2041-7739")
    step = "Continue the status check for APP-2041-7739"
    dialog.get_by_role("radio", name=step).check()
    assert violations(office.page) == []
    office.button("Return to bot").click()
    expect(office.log).to_contain_text(f"which goes on at: {step}")
    assert world.returned == [{"title": step, "payload": "/application_status{}"}]


def test_a_transfer_to_a_team_says_who_fits(office: Desk, world: World) -> None:
    office.button("Transfer").click()
    dialog = office.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Jaan (available, 0 of 3 conversations, another team)")
    dialog.get_by_role("radio", name="EBT cards").check()
    office.button("Transfer conversation").click()
    expect(office.log).to_contain_text("Mari changed it: for EBT cards, normal priority")
    assert world.conversations["status"].summary["team"] == "cards"


def test_who_writes_and_who_looks_is_shown(office: Desk, world: World) -> None:
    kati = {"id": "agent-kati", "name": "Kati"}
    world.signs.append({"type": "looking", "conversation_id": "status", "agents": [kati]})
    world.signs.append({"type": "typing", "conversation_id": "status", "author": "citizen"})
    expect(office.page.get_by_text("Also looking: Kati")).to_be_visible()
    expect(office.page.get_by_text("The citizen is writing…")).to_be_visible()
    world.append("status", type="message", author="citizen", text="hello?", key="w-1")
    expect(office.page.get_by_text("The citizen is writing…")).to_have_count(0)


def test_the_brief_says_what_was_answered_and_what_was_before(office: Desk) -> None:
    expect(office.brief).to_contain_text("I can look that up. What is your application number?")
    expect(office.brief).to_contain_text("which papers do I have to send?")
    expect(office.brief).to_contain_text("with Jaan · Information given")


def test_feedback_and_routing_are_quiet_lines(office: Desk, world: World) -> None:
    world.append("status", type="survey", author="system")
    world.append("status", type="feedback", author="citizen", score=2, words_seq=None)
    world.append("status", type="routed", author="system", team="cards", priority=10, by=None)
    expect(office.log).to_contain_text("2 of 7 (1 is very hard, 7 very easy)")
    expect(office.log).to_contain_text("Now for EBT cards, urgent")
