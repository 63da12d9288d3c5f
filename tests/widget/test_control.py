"""Who has the baton is always clear."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.widget.stage import Stage, Widget


def test_buttons_answer_and_only_the_newest_are_live(widget: Widget, stage: Stage) -> None:
    widget.open()
    widget.answers.get_by_role("button", name="Lost EBT card").click()
    expect(widget.message("Lost EBT card")).to_have_count(1)
    expect(widget.answers).to_have_count(0)
    expect(widget.composer).to_be_focused()
    assert stage.service.posted[-1]["payload"] == "/ebt_lost_card"
    stage.bot("Was it stolen?", ("Yes", "/affirm"), ("No", "/deny"))
    expect(widget.answers.get_by_role("button")).to_have_count(2)


def test_the_way_from_assistant_to_person_and_back_is_told(widget: Widget, stage: Stage) -> None:
    widget.open()
    widget.person.click()
    expect(widget.message("I want to talk to a person")).to_have_count(1)
    stage.control("queued", reason="asked")
    stage.whisper(type="queue", position=3)
    expect(widget.status.first).to_contain_text("You are number 3 in line for a person.")
    expect(widget.person).to_have_count(0)
    stage.control("agent", name="Mari")
    expect(widget.log).to_contain_text("You are now talking with Mari")
    expect(widget.dialog).to_contain_text("Agent Mari")
    expect(widget.status.first).to_have_text("")
    stage.agent("Hello!")
    expect(widget.message("Hello!")).to_contain_text("Agent Mari")
    stage.control("bot")
    expect(widget.log).to_contain_text("You are talking with the automated assistant again")
    stage.control("closed")
    expect(widget.log).to_contain_text("This conversation is closed. Write again to reopen it.")
    expect(widget.person).to_be_visible()


def test_the_way_to_a_person_is_the_one_the_service_offered(widget: Widget, stage: Stage) -> None:
    offer = {"title": "Talk to a person", "payload": "baton:talk_to_person"}
    stage.service.orders.greeting["buttons"] = [offer]
    widget.open()
    expect(widget.person).to_have_count(1)
    widget.say("something else")
    expect(widget.answers).to_have_count(0)
    widget.person.click()
    expect(widget.message("Talk to a person")).to_have_count(1)
    assert stage.service.posted[-1]["payload"] == "baton:talk_to_person"


def test_typing_is_shown_in_a_region_of_its_own(widget: Widget, stage: Stage) -> None:
    widget.open()
    stage.whisper(type="typing", author="bot", on=True)
    expect(widget.status.last).to_contain_text("The automated assistant is typing")
    expect(widget.log).not_to_contain_text("typing")
    stage.bot("There you are.")
    expect(widget.status.last).to_have_text("")


def test_that_a_person_writes_is_said_until_the_words_are_there(
    widget: Widget, stage: Stage
) -> None:
    widget.open()
    stage.control("agent", name="Mari")
    stage.whisper(type="typing", author="agent", on=True)
    expect(widget.status.last).to_have_text("Mari is writing")
    expect(widget.status.last.get_by_text("Mari is writing")).to_be_visible()
    stage.agent("Hello!")
    expect(widget.status.last).to_have_text("")


def test_changed_words_stand_where_the_first_ones_were(widget: Widget, stage: Stage) -> None:
    widget.open()
    widget.say("it was 14 March")
    expect(widget.message("it was 14 March")).to_have_count(1)
    seq = stage.bot("Thank you.") - 1
    stage.append({"type": "attachment", "author": "system", "of_seq": seq, "number": 0})
    stage.append({"type": "reach", "author": "system", "reachable": False})
    stage.append({"type": "edited", "author": "citizen", "of_seq": seq, "text": "it was 15 March"})
    expect(widget.message("it was 15 March")).to_contain_text("edited")
    assert widget.texts()[1:] == ["it was 15 March", "Thank you."]
    widget.page.reload()
    expect(widget.message("it was 15 March")).to_contain_text("edited")
    assert widget.texts()[1:] == ["it was 15 March", "Thank you."]


def test_a_message_without_words_is_told_as_a_file(widget: Widget, stage: Stage) -> None:
    widget.open()
    file = {"number": 0, "kind": "photo", "name": None, "url": "/x"}
    stage.append({"type": "message", "author": "citizen", "text": "", "attachments": [file]})
    expect(widget.message("A file")).to_have_count(1)
    expect(widget.log.get_by_role("img")).to_have_count(0)


def embed(page: Page, stage: Stage, html: str) -> None:
    """Show a page of somebody else, with the one script tag at its end."""
    tag = f"<script src='{stage.origin}/widget/v1.js' data-position='left' defer></script>"
    body = f"<!doctype html>{html}<h1>Somebody else's page</h1>{tag}"
    page.route(
        "**/", lambda route: route.fulfill(content_type="text/html; charset=utf-8", body=body)
    )
    page.goto(stage.origin)


def test_the_styles_of_the_page_do_not_reach_the_widget(widget: Widget, stage: Stage) -> None:
    hostile = "* { font: 9px serif !important; color: red !important; letter-spacing: 1em }"
    embed(widget.page, stage, f"<html lang='en' style='font-size: 4px'><style>{hostile}</style>")
    widget.open()
    bubble = widget.log.locator(".bubble").first
    expect(bubble).to_have_css("font-size", "16px")
    expect(bubble).to_have_css("color", "rgb(23, 38, 42)")
    expect(bubble).to_have_css("letter-spacing", "normal")
    box = widget.dialog.bounding_box()
    assert box
    assert box["x"] == 20


def test_the_page_may_speak_spanish(widget: Widget, stage: Stage) -> None:
    page = widget.page
    embed(page, stage, "<html lang='es'>")
    page.get_by_role("button", name="Escríbanos").click()
    expect(page.get_by_role("textbox", name="Su mensaje")).to_be_focused()
    expect(page.get_by_role("log", name="Conversación")).to_be_visible()
    assert stage.newest.events[0]["language"] == "es"
