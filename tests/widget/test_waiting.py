"""Who waits knows where they stand, may go, and is told when something changes."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.widget.stage import Stage, Widget


def waiting(widget: Widget, stage: Stage, **queue: object) -> None:
    widget.open()
    stage.control("queued", reason="asked")
    stage.whisper(type="queue", **{"position": 4, "wait": None, "opens_at": None, **queue})
    expect(widget.leave).to_be_visible()


def test_the_place_and_the_range_are_told_in_words(widget: Widget, stage: Stage) -> None:
    waiting(widget, stage, wait={"low_s": 300, "high_s": 600})
    expect(widget.status.first).to_have_text(
        "You are number 4 in line for a person. It should take about 5 to 10 minutes."
        " You can go on asking the assistant, or leave this page and come back."
    )
    stage.whisper(type="queue", position=1, wait={"low_s": 0, "high_s": 120}, opens_at=None)
    expect(widget.status.first).to_contain_text("You are next in line for a person.")
    expect(widget.status.first).to_contain_text("It should take less than 2 minutes.")


def test_what_cannot_be_said_is_not_said(widget: Widget, stage: Stage) -> None:
    waiting(widget, stage)
    expect(widget.status.first).to_contain_text("We cannot say yet how long it will take.")


def test_out_of_hours_it_says_when_people_are_back(widget: Widget, stage: Stage) -> None:
    widget.open()
    stage.control("queued", reason="asked", opens_at="2030-01-07T14:00:00Z")
    expect(widget.log).to_contain_text("People do not answer at this hour.")
    expect(widget.status.first).to_contain_text("People are back on Monday, January 7 at")
    expect(widget.status.first).to_contain_text("You can close this window")
    expect(widget.status.first).not_to_contain_text("minutes")


def test_what_was_to_open_and_has_opened_is_not_said_any_more(widget: Widget, stage: Stage) -> None:
    widget.open()
    stage.control("queued", reason="asked", opens_at="2020-01-06T14:00:00Z")
    expect(widget.status.first).to_contain_text("You are waiting for a person.")
    expect(widget.status.first).not_to_contain_text("People are back")
    expect(widget.status.first).not_to_contain_text("close this window")


def test_one_button_ends_the_wait(widget: Widget, stage: Stage) -> None:
    waiting(widget, stage)
    widget.leave.click()
    expect(widget.leave).to_have_count(0)
    expect(widget.log).to_contain_text("You are not waiting for a person any more.")
    expect(widget.status.first).to_have_text("")
    expect(widget.composer).to_be_focused()
    sent = [said.get("payload") for said in stage.service.posted]
    assert sent == ["baton:leave_queue"]
    expect(widget.sending).to_have_count(0)
    expect(widget.person).to_be_visible()


def test_the_assistant_may_be_asked_meanwhile(widget: Widget, stage: Stage) -> None:
    waiting(widget, stage)
    widget.say("where is the office?")
    stage.bot("100 Capitol Avenue.", ("Hours", "/office_hours"))
    expect(widget.message("100 Capitol Avenue.")).to_be_visible()
    expect(widget.answers.get_by_role("button", name="Hours")).to_be_visible()
    expect(widget.leave).to_be_visible()


def test_a_lost_agent_is_told_in_one_plain_sentence(widget: Widget, stage: Stage) -> None:
    widget.open()
    stage.control("agent", name="Mari")
    stage.control("queued", reason="agent_lost", name="Mari")
    line = widget.log.locator("li.line").last
    expect(line).to_have_text(
        "The connection to Mari was lost."
        " Your place in line is kept, and what you wrote is kept, too."
    )
    expect(widget.dialog).to_contain_text("Waiting for a person")


def test_an_agent_is_told_that_the_citizen_types(widget: Widget, stage: Stage) -> None:
    widget.open()
    widget.composer.press_sequentially("nobody is there")
    widget.composer.fill("")
    stage.control("agent", name="Mari")
    expect(widget.dialog).to_contain_text("Agent Mari")
    widget.composer.press_sequentially("I am looking for it", delay=20)
    widget.composer.press("Enter")
    expect(widget.message("I am looking for it")).to_have_count(1)
    assert stage.service.hints == [{"type": "typing"}]
