"""The widget as citizens use it."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.widget.stage import Stage, Widget


def test_looking_at_a_page_creates_no_conversation(widget: Widget, stage: Stage) -> None:
    expect(widget.launcher).to_be_visible()
    widget.page.reload()
    expect(widget.launcher).to_be_visible()
    assert stage.service.created == 0


def test_opening_greets_and_puts_the_focus_into_the_composer(widget: Widget, stage: Stage) -> None:
    widget.open()
    expect(widget.composer).to_be_focused()
    assert stage.service.created == 1


def test_what_is_said_appears_once_and_in_order(widget: Widget, stage: Stage) -> None:
    widget.open()
    widget.say("where is my stuff?")
    expect(widget.message("where is my stuff?")).to_have_count(1)
    stage.bot("Tell me your application number.")
    expect(widget.message("application number")).to_be_visible()
    assert widget.texts()[1:] == ["where is my stuff?", "Tell me your application number."]
