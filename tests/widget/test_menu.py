"""The conversation on another device, on paper, and forgotten."""

from __future__ import annotations

from playwright.sync_api import Browser, BrowserContext, expect

from tests.widget.stage import Stage, Widget


def link_of(widget: Widget) -> str:
    widget.choose("Continue on another device")
    return widget.dialog.get_by_role("textbox", name="Your link").input_value()


def test_there_is_no_menu_before_there_is_a_conversation(widget: Widget, stage: Stage) -> None:
    expect(widget.menu).to_have_count(0)
    widget.open()
    expect(widget.menu).to_have_attribute("aria-expanded", "false")


def test_the_menu_goes_by_keyboard_and_gives_the_focus_back(widget: Widget, stage: Stage) -> None:
    widget.open()
    widget.menu.focus()
    widget.page.keyboard.press("Enter")
    first = widget.dialog.get_by_role("button", name="Continue on another device")
    expect(first).to_be_focused()
    widget.page.keyboard.press("Escape")
    expect(widget.menu).to_be_focused()
    widget.page.keyboard.press("Enter")
    widget.page.keyboard.press("Enter")
    expect(widget.dialog.get_by_role("heading", name="Continue on another device")).to_be_focused()
    expect(widget.composer).to_be_hidden()
    widget.page.keyboard.press("Escape")
    expect(widget.menu).to_be_focused()
    expect(widget.composer).to_be_visible()


def test_who_reads_on_finds_the_place_again(widget: Widget, stage: Stage) -> None:
    widget.open()
    for number in range(30):
        stage.bot(f"line {number}.")
    expect(widget.message("line 29.")).to_be_in_viewport()
    widget.pane.evaluate("pane => pane.scrollTo(0, 200)")
    link_of(widget)
    widget.dialog.get_by_role("button", name="Back to the conversation").click()
    assert widget.pane.evaluate("pane => pane.scrollTop") == 200


def test_the_link_goes_on_on_another_device(widget: Widget, stage: Stage, browser: Browser) -> None:
    widget.open()
    widget.say("about my card")
    expect(widget.message("about my card")).to_have_count(1)
    link = link_of(widget)
    identity, token = next((i, c.token) for i, c in stage.service.logs.all.items())
    assert link == f"{stage.origin}/resume#{identity}.{token}"
    with browser.new_context() as phone:
        page = phone.new_page()
        page.goto(link)
        there = Widget(page)
        expect(there.message("about my card")).to_be_visible()
        assert page.url == f"{stage.origin}/resume"
        there.say("now from my phone")
        widget.dialog.get_by_role("button", name="Back to the conversation").click()
        expect(widget.message("now from my phone")).to_have_count(1)
        page.reload()
        expect(Widget(page).message("now from my phone")).to_be_visible()
    assert stage.service.created == 1
    assert not any(token in asked for asked in stage.service.asked_for)


def test_a_link_that_is_pasted_into_an_open_page_works_too(
    widget: Widget, stage: Stage, browser: Browser
) -> None:
    widget.open()
    widget.say("about my card")
    expect(widget.message("about my card")).to_have_count(1)
    link = link_of(widget)
    with browser.new_context() as phone:
        page = phone.new_page()
        page.goto(f"{stage.origin}/resume")
        expect(Widget(page).launcher).to_be_visible()
        page.goto(link)
        expect(Widget(page).message("about my card")).to_be_visible()
        assert page.url == f"{stage.origin}/resume"


def test_the_link_is_copied_with_one_press(
    widget: Widget, stage: Stage, context: BrowserContext
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=stage.origin)
    widget.open()
    link = link_of(widget)
    widget.dialog.get_by_role("button", name="Copy the link").click()
    expect(widget.dialog.get_by_text("The link is copied.")).to_be_visible()
    assert widget.page.evaluate("navigator.clipboard.readText()") == link


def test_a_strange_fragment_is_left_alone(widget: Widget, stage: Stage) -> None:
    widget.page.goto(f"{stage.origin}/resume#contact")
    expect(widget.launcher).to_be_visible()
    assert widget.page.url.endswith("#contact")
    link = f"{stage.origin}/#{'a' * 20}.{'b' * 43}"
    widget.page.goto("about:blank")
    # A page that was not made for it takes no conversation from its address.
    widget.page.goto(link)
    expect(widget.launcher).to_be_visible()
    assert widget.page.url == link


def test_the_conversation_is_printed_from_a_tab_of_its_own(
    widget: Widget, stage: Stage, context: BrowserContext
) -> None:
    widget.open()
    widget.choose("Save or print")
    with context.expect_page() as opened:
        widget.dialog.get_by_role("button", name="Open a page to print").click()
    expect(opened.value.get_by_role("heading", name="On paper")).to_be_visible()
    assert stage.newest.token not in opened.value.url
    with stage.service.paper:
        widget.dialog.get_by_role("button", name="Save as a text file").click()
        stage.service.paper.wait(8)
    assert stage.service.printed == ["html", "text"]
    expect(widget.dialog.get_by_role("heading", name="Save or print")).to_be_visible()


def test_a_shared_computer_forgets_the_conversation(
    widget: Widget, stage: Stage, context: BrowserContext
) -> None:
    widget.open()
    widget.say("my private matter")
    expect(widget.message("my private matter")).to_have_count(1)
    other = context.new_page()
    other.goto(stage.origin)
    elsewhere = Widget(other)
    elsewhere.launcher.click()
    expect(elsewhere.message("my private matter")).to_be_visible()
    widget.choose("Forget this conversation")
    widget.dialog.get_by_role("button", name="Do not forget it").click()
    expect(widget.message("my private matter")).to_be_visible()
    widget.composer.fill("a draft")
    widget.choose("Forget this conversation")
    widget.dialog.get_by_role("button", name="Forget it on this device").click()
    expect(widget.launcher).to_be_focused()
    expect(elsewhere.message("my private matter")).to_have_count(0)
    assert stage.service.forgotten == 1
    assert (
        widget.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])").count(
            "private"
        )
        == 0
    )
    widget.page.reload()
    widget.open()
    assert widget.texts() == [
        "Welcome. I am the department's automated assistant. What can I help you with?"
    ]
    expect(widget.composer).to_have_value("")
    assert stage.service.created == 2
