"""Losing and finding the service: nothing is lost, doubled or out of order."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page, expect

from tests.widget.fake_service import Refusal
from tests.widget.stage import Stage, Widget


def test_a_reload_shows_the_same_conversation_still_open(widget: Widget, stage: Stage) -> None:
    widget.open()
    widget.say("first")
    expect(widget.message("first")).to_have_count(1)
    widget.composer.fill("half a sentence")
    before = widget.texts()
    widget.page.reload()
    expect(widget.message("first")).to_have_count(1)
    expect(widget.composer).to_have_value("half a sentence")
    assert widget.texts() == before
    assert stage.service.created == 1


def test_a_restart_of_the_service_leaves_no_gap_and_no_double(widget: Widget, stage: Stage) -> None:
    widget.open()
    for number in range(1, 6):
        stage.cut()
        stage.bot(f"answer {number}")
    expect(widget.message("answer 5")).to_be_visible()
    assert widget.texts()[1:] == [f"answer {number}" for number in range(1, 6)]


def test_a_message_whose_answer_is_lost_is_sent_again_with_its_key(
    widget: Widget, stage: Stage
) -> None:
    widget.open()
    stage.service.orders.sockets_blocked = True
    stage.cut()
    stage.service.orders.lose_answers = 1
    widget.say("only once")
    expect(widget.message("only once")).to_have_count(1)
    expect(widget.sending).to_have_count(0)
    assert len({body["key"] for body in stage.service.posted}) == 1
    texts = [event.get("text") for event in stage.newest.events]
    assert texts.count("only once") == 1


def test_written_offline_is_kept_over_a_reload_and_sent_when_back(
    widget: Widget, stage: Stage, context: BrowserContext
) -> None:
    widget.open()
    context.set_offline(True)
    expect(widget.status.first).to_contain_text("No connection")
    widget.say("one")
    widget.say("two")
    expect(widget.sending.get_by_role("listitem")).to_have_count(2)
    expect(widget.sending).to_contain_text("Not sent yet")
    context.set_offline(False)
    expect(widget.message("two")).to_be_visible()
    assert widget.texts()[1:] == ["one", "two"]
    expect(widget.status.first).to_have_text("")


def test_unsent_messages_of_a_page_that_is_gone_are_sent_by_the_next(
    widget: Widget, stage: Stage
) -> None:
    widget.open()
    stage.service.orders.refuse_messages = [Refusal(503, "unavailable")] * 2
    widget.say("kept")
    expect(widget.sending).to_contain_text("Not sent yet")
    stage.service.orders.refuse_messages.clear()
    widget.page.reload()
    expect(widget.message("kept")).to_have_count(1)


def test_where_websockets_are_blocked_answers_still_come(widget: Widget, stage: Stage) -> None:
    stage.service.orders.sockets_blocked = True
    widget.open()
    expect(widget.status.first).to_have_text("")
    stage.bot("by another way")
    expect(widget.message("by another way")).to_be_visible()


def test_two_tabs_share_one_conversation_and_double_nothing(
    widget: Widget, stage: Stage, context: BrowserContext
) -> None:
    other_page = context.new_page()
    other_page.goto(stage.origin)
    other = Widget(other_page)
    widget.open()
    other.launcher.click()
    expect(other.message("What can I help you with?")).to_have_count(1)
    widget.say("from the first tab")
    expect(other.message("from the first tab")).to_have_count(1)
    other.say("from the second tab")
    expect(widget.message("from the second tab")).to_have_count(1)
    assert widget.texts() == other.texts()
    assert stage.service.created == 1


def test_two_tabs_opened_in_the_same_moment_create_one_conversation(
    page: Page, stage: Stage, context: BrowserContext
) -> None:
    other_page = context.new_page()
    other_page.goto(stage.origin)
    page.evaluate("document.querySelector('baton-chat')")
    for each in (page, other_page):
        each.evaluate(
            "document.querySelector('baton-chat').shadowRoot.querySelector('button').click()"
        )
    for tab in (Widget(page), Widget(other_page)):
        expect(tab.message("What can I help you with?")).to_have_count(1)
    assert stage.service.created == 1


def test_an_answer_that_came_in_the_meantime_shows_as_a_badge(widget: Widget, stage: Stage) -> None:
    widget.open()
    widget.composer.press("Escape")
    widget.page.goto("about:blank")
    stage.agent("We found your papers.")
    stage.agent("All is well.")
    widget.page.goto(stage.origin)
    launcher = widget.page.get_by_role("button", name="Chat with us, 2 new messages")
    launcher.click()
    expect(widget.message("All is well.")).to_be_visible()
    widget.composer.press("Escape")
    expect(widget.page.get_by_role("button", name="Chat with us", exact=True)).to_be_visible()


def test_a_deleted_conversation_is_replaced_and_no_word_is_lost(
    widget: Widget, stage: Stage
) -> None:
    widget.open()
    widget.composer.fill("half a sentence")
    stage.forget_all()
    expect(widget.log).to_contain_text("Your earlier conversation is no longer stored")
    expect(widget.message("What can I help you with?")).to_have_count(1)
    expect(widget.composer).to_have_value("half a sentence")
    widget.composer.press("Enter")
    expect(widget.message("half a sentence")).to_have_count(1)


def test_without_storage_the_chat_lives_as_long_as_the_page(
    context: BrowserContext, stage: Stage
) -> None:
    page = context.new_page()
    page.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, {get() { throw new DOMException('no') }})"
    )
    page.goto(stage.origin)
    widget = Widget(page)
    widget.open()
    widget.say("hello")
    expect(widget.message("hello")).to_have_count(1)


def test_a_bundle_that_cannot_be_loaded_leads_to_the_plain_page(page: Page, stage: Stage) -> None:
    page.route("**/widget/chat-*.js*", lambda route: route.abort())
    widget = Widget(page)
    widget.launcher.click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("could not be loaded")
    link = alert.get_by_role("link", name="the simple chat page")
    expect(link).to_have_attribute("href", f"{stage.origin}/plain")
    page.unroute("**/widget/chat-*.js*")
    widget.open()
