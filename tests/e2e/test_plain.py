"""A browser without JavaScript joins the same conversation."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.conftest import NewContext


def test_without_javascript_a_form_does_the_talking(new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/")
    page.locator("a[href='/plain']").first.click()
    page.get_by_label("Your message").fill("what are your office hours")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("list", name="Conversation")).to_contain_text(
        "what are your office hours"
    )
    page.get_by_role("link", name="Check for new messages").click()
    expect(page.get_by_role("list", name="Conversation")).to_contain_text("8")


def test_the_plain_page_continues_what_the_widget_began(new_context: NewContext) -> None:
    context = new_context()
    page = context.new_page()
    page.goto("/")
    page.get_by_role("button", name="Chat with us").click()
    page.get_by_role("dialog").get_by_role("textbox", name="Your message").fill("hello from there")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text("hello from there")
    page.goto("/plain")
    expect(page.get_by_role("list", name="Conversation")).to_contain_text("hello from there")
