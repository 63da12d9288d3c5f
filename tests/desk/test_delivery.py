"""What an agent sees when a channel does not take words: before writing, and after."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.desk.axe import violations
from tests.desk.fake.channel_story import (
    ANA_NEEDS,
    add_ana,
    agent_says,
    citizen_says,
    fails,
    reach,
)
from tests.desk.fake.world import World
from tests.desk.pages import Desk


@pytest.fixture
def ana(desk: Desk, world: World) -> Desk:
    """Mari's desk with Ana's conversation open, which is hers."""
    add_ana(world, mine=True)
    desk.open(ANA_NEEDS)
    expect(desk.answer_box).to_be_visible()
    return desk


def entry(desk: Desk, words: str) -> Locator:
    """The entry of the transcript with these words."""
    return desk.log.get_by_role("listitem").filter(has_text=words).first


def answers(world: World) -> list[str]:
    """What agents said to Ana."""
    events = world.conversations["ana"].events
    return [one["text"] for one in events if one["type"] == "message" and one["author"] == "agent"]


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("blocked", "Ana P. has blocked us on Telegram; your message was not delivered."),
        ("gone", "Ana P. is no longer on Telegram; your message was not delivered."),
        ("window_closed", "Telegram lets nobody answer so late; your message was not delivered."),
        ("refused", "Telegram does not take it; your message was not delivered."),
        ("too_large", "It is more than Telegram takes; your message was not delivered."),
        ("gave_up", "Telegram did not take it for 24 hours; your message was not delivered."),
        ("unconfirmed", "Your message may not have arrived: ask Ana P., or send it again."),
        ("solar_flare", "Your message was not delivered (solar flare)."),
    ],
)
def test_a_failure_stands_at_its_message_in_words(
    ana: Desk, world: World, reason: str, words: str
) -> None:
    seq = agent_says(world, "ana", "I have ordered a new card.")
    fails(world, "ana", seq, reason)
    expect(entry(ana, "I have ordered a new card.")).to_contain_text(words)
    assert violations(ana.page) == []


def test_what_may_not_have_arrived_can_be_sent_again_once(ana: Desk, world: World) -> None:
    seq = agent_says(world, "ana", "I have ordered a new card.")
    fails(world, "ana", seq, "unconfirmed")
    ana.answer_box.fill("half written")
    ana.button("Send again").click()
    expect(ana.button("Send again")).to_have_count(0)
    first = entry(ana, "I have ordered a new card.")
    expect(first).to_contain_text("Sent again below.")
    expect(ana.log.get_by_text("I have ordered a new card.")).to_have_count(2)
    expect(ana.answer_box).to_have_value("half written")
    assert answers(world) == ["I have ordered a new card."] * 2
    ana.page.reload()
    expect(first).to_contain_text("Sent again below.")
    expect(ana.button("Send again")).to_have_count(0)


def test_a_failure_further_up_is_told_at_the_end_and_leads_there(ana: Desk, world: World) -> None:
    seq = agent_says(world, "ana", "A new card is on its way.")
    citizen_says(world, "ana", "hello?")
    fails(world, "ana", seq, "unconfirmed")
    line = entry(ana, "has a delivery problem")
    line.get_by_role("button", name="Show it").click()
    expect(entry(ana, "A new card is on its way.")).to_be_focused()


def test_the_bots_doubled_words_are_told_without_alarm(ana: Desk, world: World) -> None:
    seq = world.append("ana", type="message", author="bot", text="One moment.")
    fails(world, "ana", seq, "maybe_twice")
    expect(entry(ana, "One moment.")).to_contain_text("This message may have arrived twice.")
    expect(ana.button("Send again")).to_have_count(0)


def test_blocked_takes_the_place_of_the_answer_before_anything_is_written(
    ana: Desk, world: World
) -> None:
    reach(world, "ana", "blocked")
    notice = ana.page.get_by_role("alert").filter(has_text="You cannot write")
    expect(notice).to_contain_text("Ana P. has blocked us on Telegram. Nothing we write arrives.")
    expect(notice).to_contain_text("You can answer as soon as they write again.")
    expect(ana.log).to_contain_text("Ana P. has blocked us on Telegram. Nothing we write arrives.")
    expect(ana.mine).to_contain_text("Cannot be reached")
    expect(ana.answer_box).to_have_count(0)
    ana.note_box.fill("call her instead")
    ana.button("Save note").click()
    expect(ana.log).to_contain_text("call her instead")
    assert violations(ana.page) == []
    reach(world, "ana", None)
    expect(ana.log).to_contain_text("Ana P. can be reached on Telegram again")
    expect(notice).to_have_count(0)
    expect(ana.page.get_by_role("radio", name="Answer to the citizen")).to_be_visible()


def test_the_end_of_the_transcript_stays_in_sight_when_the_notice_takes_its_room(
    ana: Desk, world: World
) -> None:
    for number in range(30):
        citizen_says(world, "ana", f"line {number}.")
    expect(ana.log.get_by_text("line 29.")).to_be_in_viewport()
    reach(world, "ana", "blocked")
    expect(ana.page.get_by_role("alert").filter(has_text="You cannot write")).to_be_visible()
    line = ana.log.get_by_text("Ana P. has blocked us on Telegram.")
    expect(line).to_be_in_viewport(ratio=1)


def test_who_reads_further_up_is_left_there_when_the_notice_takes_its_room(
    ana: Desk, world: World
) -> None:
    for number in range(30):
        citizen_says(world, "ana", f"line {number}.")
    expect(ana.log.get_by_text("line 29.")).to_be_in_viewport()
    ana.log.evaluate("log => log.scrollTo(0, 0)")
    expect(ana.log.get_by_text(ANA_NEEDS)).to_be_in_viewport()
    reach(world, "ana", "blocked")
    expect(ana.button("New messages below")).to_be_visible()
    expect(ana.log.get_by_text(ANA_NEEDS)).to_be_in_viewport()
    ana.button("New messages below").click()
    expect(ana.log.get_by_text("Ana P. has blocked us on Telegram.")).to_be_in_viewport(ratio=1)


def test_a_window_that_closes_as_time_passes_is_noticed_without_any_event(
    ana: Desk, world: World
) -> None:
    ana.answer_box.fill("nearly done")
    world.conversations["ana"].closed = "window_closed"
    notice = ana.page.get_by_role("alert").filter(has_text="You cannot write")
    expect(notice).to_contain_text("Telegram lets nobody answer any more")
    expect(notice).to_contain_text("nearly done")
    expect(notice).to_be_focused()
    world.conversations["ana"].closed = None
    citizen_says(world, "ana", "are you there?")
    expect(ana.answer_box).to_have_value("nearly done")


def test_what_is_typed_while_it_opens_again_never_turns_from_note_to_answer(
    ana: Desk, world: World
) -> None:
    reach(world, "ana", "blocked")
    ana.note_box.click()
    reach(world, "ana", None)
    expect(ana.answer_box).to_be_visible()
    ana.page.keyboard.type("between us")
    expect(ana.answer_box).to_have_value("")


def test_before_taking_a_conversation_it_is_told_that_nothing_can_be_sent(
    desk: Desk, world: World
) -> None:
    add_ana(world)
    world.conversations["ana"].closed = "window_closed"
    desk.open(ANA_NEEDS)
    notice = desk.page.get_by_role("alert").filter(has_text="You cannot write")
    expect(notice).to_contain_text("Telegram lets nobody answer any more")
    expect(notice).not_to_be_focused()
    expect(desk.page.get_by_text("Take the conversation to answer")).to_have_count(0)
    expect(desk.button("Take conversation")).to_be_visible()


def test_an_answer_refused_because_the_channel_is_closed_is_not_lost(
    ana: Desk, world: World
) -> None:
    refuse_once = {"error": {"code": "channel_closed", "message": "", "reason": "window_closed"}}
    ana.page.route("**/messages", lambda route: route.fulfill(status=409, json=refuse_once))
    ana.page.route("**/conversations/ana?*", lambda route: route.abort())
    ana.answer("I have ordered a new card.")
    refused = entry(ana, "I have ordered a new card.")
    expect(refused).to_contain_text("Not sent. Telegram lets nobody answer any more")
    expect(ana.answer_box).to_have_count(0)
    expect(ana.page.get_by_role("alert").filter(has_text="You cannot write")).to_be_visible()
    expect(refused.get_by_role("button", name="Keep as a note")).to_be_visible()
    ana.page.unroute("**/messages")
    ana.page.unroute("**/conversations/ana?*")
    expect(ana.answer_box).to_be_visible()
    refused.get_by_role("button", name="Send again").click()
    expect(ana.log.get_by_text("I have ordered a new card.")).to_have_count(1)
    expect(ana.log.get_by_text("Not sent.")).to_have_count(0)
    assert answers(world) == ["I have ordered a new card."]
