"""The effort question: seven buttons in one row, for every hand, eye and ear."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.widget.stage import Stage, Widget


def surveyed(widget: Widget, stage: Stage) -> None:
    widget.open()
    stage.control("closed")
    stage.survey()
    expect(widget.scale.get_by_role("button")).to_have_count(7)


def test_the_score_is_one_press(widget: Widget, stage: Stage) -> None:
    surveyed(widget, stage)
    widget.scale.get_by_role("button", name="6").click()
    expect(widget.log.locator("li .bubble").last).to_have_text("6")
    assert stage.service.posted[-1]["payload"] == "baton:ces:6"
    expect(widget.scale).to_have_count(0)
    expect(widget.composer).to_be_focused()


def test_the_ends_of_the_scale_are_named(widget: Widget, stage: Stage) -> None:
    surveyed(widget, stage)
    expect(widget.scale.get_by_role("button", name="1, very hard")).to_be_visible()
    expect(widget.scale.get_by_role("button", name="7, very easy")).to_be_visible()
    expect(widget.scale.get_by_text("very hard")).to_be_visible()


def test_the_keyboard_is_enough(widget: Widget, stage: Stage) -> None:
    surveyed(widget, stage)
    widget.scale.get_by_role("button", name="1, very hard").focus()
    for _ in range(6):
        widget.page.keyboard.press("Tab")
    expect(widget.scale.get_by_role("button", name="7, very easy")).to_be_focused()
    widget.page.keyboard.press("Enter")
    expect(widget.scale).to_have_count(0)
    assert stage.service.posted[-1]["payload"] == "baton:ces:7"


def test_on_a_narrow_phone_it_is_still_one_row(widget: Widget, stage: Stage) -> None:
    widget.page.set_viewport_size({"width": 320, "height": 640})
    surveyed(widget, stage)
    boxes = [button.bounding_box() for button in widget.scale.get_by_role("button").all()]
    assert all(boxes)
    assert len({box["y"] for box in boxes if box}) == 1
    assert all(box["width"] >= 32 and box["height"] >= 44 for box in boxes if box)
    assert max(box["x"] + box["width"] for box in boxes if box) <= 320


def test_other_buttons_are_no_scale(widget: Widget, stage: Stage) -> None:
    widget.open()
    more = (("Write a comment", "baton:ces:comment"), ("No, thank you", "baton:ces:no"))
    stage.bot("Do you want to add a comment?", *more)
    expect(widget.answers.get_by_role("button")).to_have_count(2)
    expect(widget.scale).to_have_count(0)
