"""Keyboard, focus and scrolling."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.widget.stage import Stage, Widget


def test_everything_works_without_a_mouse(widget: Widget, stage: Stage) -> None:
    widget.launcher.focus()
    widget.page.keyboard.press("Enter")
    expect(widget.composer).to_be_focused()
    widget.message("What can I help you with?").wait_for()
    widget.page.keyboard.type("hello")
    widget.page.keyboard.press("Shift+Enter")
    widget.page.keyboard.type("there")
    widget.page.keyboard.press("Enter")
    expect(widget.message("hello\nthere")).to_have_count(1)
    widget.page.keyboard.press("Escape")
    expect(widget.dialog).to_be_hidden()
    expect(widget.launcher).to_be_focused()


def test_tab_reaches_answers_composer_send_and_person(widget: Widget, stage: Stage) -> None:
    widget.open()
    widget.close_button.focus()
    names = []
    for _ in range(7):
        widget.page.keyboard.press("Tab")
        names.append(
            widget.page.evaluate(
                "(() => { const e = document.querySelector('baton-chat').shadowRoot.activeElement;"
                " return e && (e.getAttribute('aria-label') || e.id || e.textContent.trim()) })()"
            )
        )
    assert names == [
        "Messages",
        "Apply for benefits",
        "Check my application",
        "Lost EBT card",
        "draft",
        "Send",
        "Talk to a person",
    ]


def test_enter_that_chooses_a_word_of_an_input_method_sends_nothing(
    widget: Widget, stage: Stage
) -> None:
    widget.open()
    widget.composer.fill("にほん")
    widget.composer.evaluate(
        "field => field.dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))"
    )
    expect(widget.composer).to_have_value("にほん")
    assert stage.service.posted == []


def test_focus_stays_in_the_composer_when_messages_arrive(widget: Widget, stage: Stage) -> None:
    widget.open()
    widget.composer.fill("writing")
    stage.bot("news", ("Yes", "/affirm"))
    stage.control("agent", name="Mari")
    expect(widget.log).to_contain_text("Mari")
    expect(widget.composer).to_be_focused()
    expect(widget.composer).to_have_value("writing")


def test_the_reader_stays_where_they_are_and_is_told_of_new_messages(
    widget: Widget, stage: Stage
) -> None:
    widget.open()
    for number in range(30):
        stage.bot(f"line {number}")
    expect(widget.message("line 29")).to_be_in_viewport()
    widget.pane.evaluate("pane => pane.scrollTo(0, 0)")
    expect(widget.message("What can I help you with?")).to_be_in_viewport()
    stage.bot("the newest")
    newer = widget.dialog.get_by_role("button", name="New messages")
    expect(newer).to_be_visible()
    expect(widget.message("What can I help you with?")).to_be_in_viewport()
    newer.click()
    expect(widget.message("the newest")).to_be_in_viewport()
    expect(newer).to_have_count(0)


def test_own_words_bring_the_reader_to_the_end(widget: Widget, stage: Stage) -> None:
    widget.open()
    for number in range(30):
        stage.bot(f"line {number}")
    expect(widget.message("line 29")).to_be_in_viewport()
    widget.pane.evaluate("pane => pane.scrollTo(0, 0)")
    widget.say("here")
    expect(widget.message("here")).to_be_in_viewport()


def test_on_a_phone_the_dialog_fills_the_screen_and_keeps_the_focus(
    browser: Browser, stage: Stage
) -> None:
    page = browser.new_page(
        viewport={"width": 360, "height": 740}, reduced_motion="reduce", has_touch=True
    )
    page.goto(stage.origin)
    widget = Widget(page)
    widget.launcher.tap()
    widget.message("What can I help you with?").wait_for()
    expect(widget.dialog).to_have_attribute("aria-modal", "true")
    box = widget.dialog.bounding_box()
    assert box == {"x": 0, "y": 0, "width": 360, "height": 740}
    widget.person.focus()
    page.keyboard.press("Tab")
    expect(widget.menu).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(widget.person).to_be_focused()
    page.close()


def test_what_can_be_pressed_is_large_enough_for_a_finger(widget: Widget, stage: Stage) -> None:
    widget.open()
    buttons = [*widget.dialog.get_by_role("button").all(), widget.composer]
    for button in buttons:
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44, button


def test_closing_the_page_says_nothing_to_the_service(widget: Widget, stage: Stage) -> None:
    widget.open()
    requests: list[str] = []
    widget.page.on("request", lambda request: requests.append(request.url))
    widget.page.evaluate("dispatchEvent(new Event('pagehide')); dispatchEvent(new Event('unload'))")
    widget.page.close(run_before_unload=True)
    assert requests == []
    assert [event["type"] for event in stage.newest.events] == ["started", "message"]
