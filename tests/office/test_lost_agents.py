"""An agent who is gone leaves nobody behind."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import expect

from handoff.core.agents import Role
from tests.office.conftest import Office
from tests.web.harness import PASSWORD

WORDS = "how do i apply for food"


def test_what_a_sleeping_laptop_holds_is_back_at_its_place_and_nothing_is_lost(
    office: Office,
) -> None:
    for name in ("mari", "juan"):
        office.house.employ(name)
    mari, juan = office.clerk("mari"), office.clerk("juan")
    ana = office.asks(WORDS)
    mari.take(WORDS)
    ana.hears("You are now talking with Mari")
    office.asks("cash for my rent")
    juan.waits_for("cash for my rent")

    mari.fall_asleep()
    ana.say("are you still there")
    first = juan.queue.get_by_role("listitem").first
    expect(first).to_contain_text(WORDS)
    ana.hears("The connection to Mari was lost. Your place in line is kept")
    ana.told("You are next in line")

    juan.take(WORDS)
    juan.reads("Mari lost the connection: the conversation is in the queue again")
    juan.reads("are you still there")
    ana.hears("You are now talking with Juan")
    juan.answer("I am here now.")
    ana.hears("I am here now.")
    assert ana.texts().count("are you still there") == 1

    # Also when a colleague has it by then, which Mari's lists do not show.
    mari.wake()
    expect(mari.page.get_by_text("1 conversation went back to the queue")).to_be_visible()
    mari.has_not(WORDS)


def test_the_end_of_a_shift_hands_everything_over_with_its_waiting_time(office: Office) -> None:
    for name in ("mari", "juan"):
        office.house.employ(name)
    mari, juan = office.clerk("mari"), office.clerk("juan")
    ana = office.asks(WORDS)
    mari.take(WORDS)
    ana.hears("You are now talking with Mari")
    office.asks("cash for my rent")
    juan.waits_for("cash for my rent")
    mari.end_shift(holding=True)
    ana.hears("Mari had to leave. Your place in line is kept")
    expect(juan.queue.get_by_role("listitem").first).to_contain_text(WORDS)
    juan.button("Take next").click()
    juan.reads("Mari ended the shift: the conversation is in the queue again")
    ana.hears("You are now talking with Juan")


def test_a_disabled_account_loses_session_and_conversations_at_once(office: Office) -> None:
    office.house.employ("mari")
    office.house.employ("vera", Role.ADMIN)
    mari, vera = office.clerk("mari"), office.clerk("vera")
    ana = office.asks(WORDS)
    mari.take(WORDS)
    ana.hears("You are now talking with Mari")
    vera.visit("office/accounts")
    vera.button("Disable: Mari").click()
    vera.dialog.get_by_role("button", name="Disable").click()
    expect(mari.page.get_by_role("button", name="Sign in")).to_be_visible()
    ana.hears("Mari had to leave. Your place in line is kept")
    vera.visit("")
    vera.take(WORDS)
    vera.reads("Mari can no longer use the desk")
    mari.give_credentials("mari", PASSWORD)
    expect(mari.page.get_by_role("alert")).to_be_visible()


def test_who_does_not_answer_is_reminded_after_three_minutes_and_loses_it_after_five(
    office: Office,
) -> None:
    office.house.employ("mari")
    mari = office.clerk("mari")
    ana = office.asks(WORDS)
    mari.take(WORDS)
    ana.hears("You are now talking with Mari")
    row = mari.mine.get_by_role("listitem").filter(has_text=WORDS)
    expect(row).not_to_contain_text("Answer now")
    office.leap(timedelta(minutes=3))
    expect(row).to_contain_text("Answer now")
    office.leap(timedelta(minutes=2))
    ana.hears("Mari could not answer in time. Your place in line is kept")
    mari.waits_for(WORDS)
    expect(mari.page.get_by_text("because you could not answer")).to_be_visible()
