"""Citizens who leave the line, and who come back after an agent has closed."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import expect

from tests.office.conftest import Office

WORDS = "how do i apply for food"


def test_who_gives_up_with_one_button_is_out_of_the_queue_and_the_bot_answers_again(
    office: Office,
) -> None:
    office.house.employ("mari")
    mari = office.clerk("mari")
    ana = office.asks(WORDS)
    mari.waits_for(WORDS)
    ana.leave.click()
    ana.hears("You are not waiting for a person any more.")
    expect(mari.queue).to_contain_text("Nobody is waiting.")
    ana.say("what are your hours")
    ana.hears("Our offices are open")


def test_while_waiting_the_citizen_goes_on_asking_and_keeps_the_place(office: Office) -> None:
    office.house.employ("mari")
    mari = office.clerk("mari")
    ana, ben = office.asks(WORDS), office.asks("i need cash for my rent")
    ana.told("You are next in line")
    ben.told("You are number 2 in line")
    ana.say("what are your hours")
    ana.hears("Our offices are open")
    ana.page.reload()
    ana.told("You are next in line")
    mari.button("Take next").click()
    # What was asked meanwhile is not what it is about.
    mari.has(WORDS)
    mari.reads("what are your hours")
    ben.told("You are next in line")


def test_who_writes_again_after_closing_is_with_the_same_agent_or_in_the_queue_when_she_went_home(
    office: Office,
) -> None:
    for name in ("mari", "juan"):
        office.house.employ(name)
    mari, juan = office.clerk("mari"), office.clerk("juan")
    ana = office.asks(WORDS)
    mari.take(WORDS)
    ana.hears("You are now talking with Mari")
    mari.close()
    ana.hears("This conversation is closed")
    ana.say("one more thing")
    mari.has("one more thing")
    mari.reads("one more thing")
    expect(ana.message("You are now talking with Mari")).to_have_count(2)

    mari.close()
    expect(ana.message("This conversation is closed")).to_have_count(2)
    mari.end_shift(holding=False)
    ana.say("and another thing")
    row = juan.waits_for("and another thing")
    expect(row).to_contain_text("Came back after it was closed")


def test_who_writes_long_after_closing_is_with_the_bot(office: Office) -> None:
    office.house.employ("mari")
    mari = office.clerk("mari")
    ana = office.asks(WORDS)
    mari.take(WORDS)
    ana.hears("You are now talking with Mari")
    mari.close()
    ana.hears("This conversation is closed")
    office.leap(timedelta(minutes=61))
    ana.say("what are your hours")
    ana.hears("Our offices are open")
    expect(mari.queue).to_contain_text("Nobody is waiting.")
