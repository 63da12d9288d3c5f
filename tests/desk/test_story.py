"""An agent's work: take, read, answer, note, give away, close."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.desk.axe import violations
from tests.desk.fake.story import add_crisis, add_misunderstood, add_status_check
from tests.desk.fake.world import World
from tests.desk.pages import Desk
from tests.desk.server import Server

WORDS = "where is my application?"


def control_of(world: World, conversation_id: str) -> str:
    """Who must answer, as the service has it."""
    return str(world.conversations[conversation_id].summary["control"])


def texts_of(world: World, conversation_id: str, kind: str) -> list[str]:
    """What agents wrote, as the service has it."""
    events = world.conversations[conversation_id].events
    return [one["text"] for one in events if one["type"] == kind and one["author"] == "agent"]


def test_the_queue_shows_wait_priority_reason_topic_channel_language_and_words(
    desk: Desk, world: World
) -> None:
    add_misunderstood(world)
    add_crisis(world)
    rows = desk.queue.get_by_role("listitem")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("Urgent")
    expect(rows.first).to_contain_text("nowhere to go tonight")
    expect(rows.last).to_contain_text("EBT lost card")
    expect(rows.last).to_contain_text("The bot did not understand")
    expect(rows.last).to_contain_text("Telegram · Spanish")
    expect(rows.last).to_contain_text("Waiting 1 h 06 min")


def test_the_waiting_time_ticks(desk: Desk, world: World) -> None:
    add_status_check(world, waited=200)
    row = desk.queue.get_by_role("listitem")
    expect(row).to_contain_text(re.compile(r"Waiting 3 min 2[0-2] s"))
    expect(row).to_contain_text(re.compile(r"Waiting 3 min 2[3-9] s"))


def test_taking_a_conversation_shows_it_all_and_puts_the_cursor_in_the_answer(
    desk: Desk, world: World
) -> None:
    add_status_check(world)
    desk.take(WORDS)
    expect(desk.answer_box).to_be_focused()
    expect(desk.mine).to_contain_text("Application status")
    expect(desk.queue).to_contain_text("Nobody is waiting.")
    expect(desk.log).to_contain_text("Hello! I am the agency's assistant.")
    expect(desk.log).to_contain_text("Check my application")
    expect(desk.log).to_contain_text("The bot understood: Application status (93 %)")
    expect(desk.log).to_contain_text("Passed to people: Asked for a person")
    expect(desk.log).to_contain_text("Mari took the conversation")
    assert desk.page.url.endswith("/desk/c/status")


def test_offered_buttons_are_shown_but_cannot_be_pressed(desk: Desk, world: World) -> None:
    add_status_check(world)
    desk.open(WORDS)
    expect(desk.log.get_by_text("Talk to a person", exact=True)).to_be_visible()
    expect(desk.log.get_by_role("button")).to_have_count(0)


def test_the_brief_tells_why_what_was_tried_collected_and_looked_up_and_follows_live(
    desk: Desk, world: World
) -> None:
    add_status_check(world)
    desk.open(WORDS)
    for words in (
        "Asked for a person",
        WORDS,
        "APP-2041-7739",
        "said by the citizen",
        "found: waiting for documents",
        "Application status form: waiting for “Date of birth”",
        "Talk to person",
        "88 %",
        "Website · English",
    ):
        expect(desk.brief).to_contain_text(words)
    brief = world.conversations["status"].brief
    brief["slots"].append(
        {"name": "date_of_birth", "value": "1980-02-01", "origin": "lookup", "seq": 8, "at": None}
    )
    world.append("status", type="message", author="citizen", text="born 1 Feb 1980", key="c-8")
    expect(desk.brief).to_contain_text("1980-02-01")
    expect(desk.log).to_contain_text("born 1 Feb 1980")


def test_an_answer_goes_to_the_citizen_and_a_note_does_not(desk: Desk, world: World) -> None:
    add_status_check(world)
    desk.take(WORDS)
    desk.answer("Hello, I am Mari.")
    expect(desk.log.get_by_text("Hello, I am Mari.")).to_have_count(1)
    desk.mode("note")
    desk.note_box.fill("sounds upset")
    desk.note_box.press("Enter")
    expect(desk.log).to_contain_text("Note by Mari")
    expect(desk.log).to_contain_text("Only colleagues see this")
    expect(desk.note_box).to_have_value("")
    assert texts_of(world, "status", "message") == ["Hello, I am Mari."]
    assert texts_of(world, "status", "note") == ["sounds upset"]


def test_answer_and_note_never_share_a_text(desk: Desk, world: World) -> None:
    add_status_check(world)
    desk.take(WORDS)
    desk.answer_box.fill("to the citizen")
    desk.mode("note")
    expect(desk.note_box).to_have_value("")
    expect(desk.button("Send answer")).to_have_count(0)
    desk.note_box.fill("to colleagues")
    desk.mode("answer")
    expect(desk.answer_box).to_have_value("to the citizen")
    expect(desk.button("Save note")).to_have_count(0)


def test_shift_enter_starts_a_new_line(desk: Desk, world: World) -> None:
    add_status_check(world)
    desk.take(WORDS)
    desk.answer_box.press_sequentially("one")
    desk.answer_box.press("Shift+Enter")
    desk.answer_box.press_sequentially("two")
    desk.answer_box.press("Enter")
    expect(desk.answer_box).to_have_value("")
    expect(desk.log).to_contain_text("two")
    assert texts_of(world, "status", "message") == ["one\ntwo"]


def test_a_text_that_is_too_long_stays_in_the_box_and_says_so(desk: Desk, world: World) -> None:
    add_status_check(world)
    desk.take(WORDS)
    desk.answer_box.fill("x" * 4001)
    desk.answer_box.press("Enter")
    expect(desk.page.get_by_text("The text is too long.")).to_be_visible()
    expect(desk.page.get_by_text("1 characters too many")).to_be_visible()
    expect(desk.answer_box).to_have_value("x" * 4001)
    assert texts_of(world, "status", "message") == []


def test_who_was_slower_is_told_who_has_it(
    desk: Desk, world: World, service: Server, browser: Browser
) -> None:
    add_status_check(world)
    expect(desk.queue.get_by_role("listitem")).to_have_count(1)
    desk.page.route("**/accept", taken_by_jaan_first(world))
    desk.take(WORDS)
    alert = desk.page.get_by_role("alert").filter(has_text="Jaan")
    expect(alert).to_have_text("Jaan was faster and has this conversation now.")
    expect(desk.page.get_by_text("Jaan has this conversation", exact=True)).to_be_visible()
    expect(desk.answer_box).to_have_count(0)
    assert violations(desk.page) == []


def taken_by_jaan_first(world: World) -> Callable[..., Any]:
    """Lets Jaan take it in the moment between Mari's press and the service's answer."""

    def handle(route: Any) -> None:
        world.assign("status", world.agents["agent-jaan"])
        route.continue_()

    return handle


@pytest.mark.parametrize(
    ("opener", "choice", "confirm", "control", "line"),
    [
        ("Return to the bot", None, "Return to bot", "bot", "returned the conversation"),
        ("Transfer", "Back to the queue", "Transfer conversation", "queued", "back into the queue"),
        (
            "Transfer",
            "Jaan (available, 0 of 3 conversations)",
            "Transfer conversation",
            "agent",
            "transferred the",
        ),
        ("Close", "Resolved", "Close conversation", "closed", "closed the conversation: Resolved"),
    ],
)
def test_giving_a_conversation_away(
    desk: Desk,
    world: World,
    opener: str,
    choice: str | None,
    confirm: str,
    control: str,
    line: str,
) -> None:
    add_status_check(world)
    desk.take(WORDS)
    desk.button(opener).click()
    assert violations(desk.page) == []
    if choice:
        desk.page.get_by_role("radio", name=choice).check()
    desk.page.get_by_label("Note for colleagues (optional)").fill("please look at May")
    desk.button(confirm).click()
    expect(desk.log).to_contain_text(line)
    expect(desk.log).to_contain_text("please look at May")
    expect(desk.mine).to_contain_text("You have no conversations.")
    expect(desk.page.get_by_role("heading", name="Application status")).to_be_focused()
    assert control_of(world, "status") == control


def test_closing_needs_a_disposition(desk: Desk, world: World) -> None:
    add_status_check(world)
    desk.take(WORDS)
    desk.button("Close").click()
    desk.button("Close conversation").click()
    expect(desk.page.get_by_role("dialog").get_by_role("alert")).to_have_text(
        "Choose how it ended."
    )
    assert control_of(world, "status") == "agent"
    desk.page.keyboard.press("Escape")
    expect(desk.button("Close")).to_be_focused()


def test_an_answer_begun_before_the_conversation_went_away_can_become_a_note(
    desk: Desk, world: World
) -> None:
    add_status_check(world)
    desk.take(WORDS)
    desk.answer_box.fill("half an answer")
    world.assign("status", world.agents["agent-jaan"], by=world.agents["agent-jaan"])
    expect(desk.page.get_by_text("You were writing an answer")).to_be_visible()
    desk.button("Move it to the note").click()
    expect(desk.note_box).to_have_value("half an answer")


def test_new_work_is_told_in_the_title_and_in_a_visible_notice(desk: Desk, world: World) -> None:
    expect(desk.page).to_have_title("Baton desk")
    add_status_check(world)
    notice = desk.page.get_by_role("region", name="Notices")
    expect(notice.get_by_role("status")).to_contain_text(f"New in the queue: {WORDS}")
    expect(desk.page).to_have_title("(1) Baton desk")
    notice.get_by_role("button", name="Open").click()
    expect(desk.page.get_by_role("heading", name="Application status")).to_be_focused()
    expect(notice.get_by_role("status")).to_be_empty()


def test_a_message_in_another_of_my_conversations_is_told_and_counted(
    desk: Desk, world: World
) -> None:
    add_status_check(world)
    add_crisis(world)
    desk.take(WORDS)
    desk.take("I have no food")
    expect(desk.page).to_have_url(re.compile("/desk/c/crisis$"))
    world.append("status", type="message", author="citizen", text="are you there?", key="c-9")
    status = desk.page.get_by_role("region", name="Notices").get_by_role("status")
    expect(status).to_contain_text("New message: are you there?")
    expect(desk.mine).to_contain_text("1 new message")
    expect(desk.page).to_have_title("(1) Baton desk")
    desk.open(WORDS)
    expect(desk.mine).not_to_contain_text("new message")
    expect(desk.page).to_have_title("Baton desk")


def test_an_event_of_an_unknown_type_shows_nothing_and_holds_up_nothing(
    desk: Desk, world: World
) -> None:
    add_status_check(world)
    desk.open(WORDS)
    expect(desk.log).to_contain_text("Passed to people")
    world.append("status", type="something_new", author="system", text="not shown")
    world.append("status", type="message", author="citizen", text="still there?", key="u-1")
    expect(desk.log).to_contain_text("still there?")
    expect(desk.log).not_to_contain_text("not shown")


def test_an_unknown_conversation_says_so_and_leads_back(page: Page, world: World) -> None:
    desk = Desk(page)
    desk.sign_in("mari", "/desk/c/nowhere")
    expect(page.get_by_text("There is no such conversation.")).to_be_visible()
    assert violations(page) == []
    desk.button("Back to the lists").click()
    expect(page.get_by_text("No conversation selected")).to_be_visible()
