"""What the service refuses is said clearly, beside the message, and nothing is lost."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.widget.fake_service import Refusal
from tests.widget.stage import Stage, Widget


def test_too_fast_is_explained_and_sent_again_when_asked(widget: Widget, stage: Stage) -> None:
    widget.open()
    stage.service.orders.refuse_messages = [Refusal(429, "too_many_messages", 600)]
    widget.say("slowly")
    expect(widget.sending.get_by_role("alert")).to_contain_text("sent again in 600 seconds")
    widget.sending.get_by_role("button", name="Try again").click()
    expect(widget.message("slowly")).to_have_count(1)
    expect(widget.composer).to_be_focused()


def test_too_fast_is_sent_again_by_itself_after_the_time_the_service_names(
    widget: Widget, stage: Stage
) -> None:
    widget.open()
    stage.service.orders.refuse_messages = [Refusal(429, "too_many_messages", 1)]
    widget.say("slowly")
    expect(widget.message("slowly")).to_have_count(1)


def test_a_refused_message_can_be_edited_and_others_pass_it(widget: Widget, stage: Stage) -> None:
    widget.open()
    stage.service.orders.refuse_messages = [Refusal(422, "text_too_long")]
    widget.say("refused")
    expect(widget.sending.get_by_role("alert")).to_contain_text("too long")
    widget.say("passes")
    expect(widget.message("passes")).to_have_count(1)
    widget.composer.fill("draft")
    widget.sending.get_by_role("button", name="Edit").click()
    expect(widget.composer).to_have_value("draft\nrefused")
    expect(widget.composer).to_be_focused()


def test_4000_characters_may_be_sent_and_4001_are_refused_before_sending(
    widget: Widget, stage: Stage
) -> None:
    widget.open()
    widget.composer.fill("👍" * 4001)
    expect(widget.dialog).to_contain_text("1 character too many")
    widget.send_button.click()
    expect(widget.alert).to_contain_text("Too long by 1 character")
    assert stage.service.posted == []
    widget.composer.fill("👍" * 4000)
    expect(widget.alert).to_have_text("")
    expect(widget.dialog).to_contain_text("0 characters left")
    widget.send_button.click()
    expect(widget.message("👍👍")).to_have_count(1)


def test_blank_text_is_not_sent(widget: Widget, stage: Stage) -> None:
    widget.open()
    widget.say("  \n ")
    expect(widget.composer).to_be_focused()
    assert stage.service.posted == []


def test_a_website_that_is_not_served_is_told_so(widget: Widget, stage: Stage) -> None:
    stage.service.orders.refuse_create = [Refusal(403, "wrong_origin")]
    widget.launcher.click()
    expect(widget.alert).to_contain_text("This website may not use the chat")


def test_a_chat_that_cannot_start_says_so_and_starts_when_it_can(
    widget: Widget, stage: Stage
) -> None:
    stage.service.orders.refuse_create = [Refusal(503, "unavailable")]
    widget.launcher.click()
    expect(widget.alert).to_contain_text("has a problem at the moment")
    widget.say("meanwhile")
    expect(widget.message("meanwhile")).to_have_count(1)
    expect(widget.alert).to_have_text("")


def test_text_is_never_read_as_markup(widget: Widget, stage: Stage) -> None:
    widget.open()
    nasty = '<img src=x onerror="document.title=1"><b>bold</b> javascript:alert(1)'
    stage.bot(nasty)
    expect(widget.message("bold")).to_contain_text(nasty)
    widget.say(nasty)
    expect(widget.log.locator("img, b, a")).to_have_count(0)


def test_addresses_become_links_that_tell_the_target_nothing(widget: Widget, stage: Stage) -> None:
    widget.open()
    stage.bot("See https://forms.example/a?b=1.")
    link = widget.log.get_by_role("link")
    expect(link).to_have_attribute("href", "https://forms.example/a?b=1")
    expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")
