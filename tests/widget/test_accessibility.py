"""axe finds nothing in any state, and assistive technology is told what happens, once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.widget.fake_service import Refusal
from tests.widget.stage import Stage, Widget

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

type State = Callable[[Widget, Stage, BrowserContext], None]


def closed(_widget: Widget, _stage: Stage, _context: BrowserContext) -> None:
    """Nobody has asked for anything."""


def opened(widget: Widget, stage: Stage, _context: BrowserContext) -> None:
    """The greeting, without buttons."""
    del stage.service.orders.greeting["buttons"]
    widget.open()


def with_buttons(widget: Widget, _stage: Stage, _context: BrowserContext) -> None:
    """The greeting with its buttons."""
    widget.open()
    expect(widget.answers).to_be_visible()


def unread(widget: Widget, stage: Stage, _context: BrowserContext) -> None:
    """A badge on the launcher."""
    widget.open()
    widget.composer.press("Escape")
    stage.bot("news")
    widget.page.get_by_role("button", name="Chat with us, 1 new message").wait_for()


def talked(widget: Widget, stage: Stage, _context: BrowserContext) -> None:
    """All kinds of messages, and a link."""
    widget.open()
    widget.say("hello, see www.example.com")
    stage.bot("See https://forms.example/a.")
    stage.append({"type": "message", "author": "system", "text": "The assistant is slow."})
    expect(widget.message("slow")).to_be_visible()


def typing(widget: Widget, stage: Stage, _context: BrowserContext) -> None:
    """The assistant is typing."""
    widget.open()
    stage.whisper(type="typing", author="bot", on=True)
    expect(widget.status.last).to_contain_text("typing")


def offline(widget: Widget, _stage: Stage, context: BrowserContext) -> None:
    """No network, and a message that waits."""
    widget.open()
    context.set_offline(True)
    widget.say("waits")
    expect(widget.sending).to_contain_text("Not sent yet")


def refused(widget: Widget, stage: Stage, _context: BrowserContext) -> None:
    """A message the service did not take."""
    widget.open()
    stage.service.orders.refuse_messages = [Refusal(422, "text_too_long")]
    widget.say("refused")
    expect(widget.sending.get_by_role("alert")).to_be_visible()


def too_long(widget: Widget, _stage: Stage, _context: BrowserContext) -> None:
    """A draft that is too long."""
    widget.open()
    widget.composer.fill("x" * 4100)
    widget.send_button.click()
    expect(widget.alert).to_contain_text("Too long")


def not_started(widget: Widget, stage: Stage, _context: BrowserContext) -> None:
    """No conversation could be created."""
    stage.service.orders.refuse_create = [Refusal(403, "wrong_origin")]
    widget.launcher.click()
    expect(widget.alert).to_contain_text("may not use")


def queued(widget: Widget, stage: Stage, _context: BrowserContext) -> None:
    """Waiting for a person."""
    widget.open()
    stage.control("queued")
    stage.whisper(type="queue", position=2)
    expect(widget.status.first).to_contain_text("number 2 in line")
    expect(widget.leave).to_be_visible()


def surveyed(widget: Widget, stage: Stage, _context: BrowserContext) -> None:
    """The effort question."""
    widget.open()
    stage.control("closed")
    stage.survey()
    expect(widget.scale.get_by_role("button")).to_have_count(7)


def menu_open(widget: Widget, _stage: Stage, _context: BrowserContext) -> None:
    """The list of the menu."""
    widget.open()
    widget.menu.click()
    expect(widget.dialog.get_by_role("button", name="Save or print")).to_be_visible()


def another_device(widget: Widget, _stage: Stage, _context: BrowserContext) -> None:
    """The link for another device."""
    widget.open()
    widget.choose("Continue on another device")
    expect(widget.dialog.get_by_role("textbox", name="Your link")).to_be_visible()


def on_paper(widget: Widget, _stage: Stage, _context: BrowserContext) -> None:
    """The ways to keep the conversation."""
    widget.open()
    widget.choose("Save or print")


def about_to_forget(widget: Widget, _stage: Stage, _context: BrowserContext) -> None:
    """The question before forgetting."""
    widget.open()
    widget.choose("Forget this conversation")


def with_agent(widget: Widget, stage: Stage, _context: BrowserContext) -> None:
    """Talking with a person."""
    widget.open()
    stage.control("agent", name="Mari")
    stage.agent("Hello!")
    expect(widget.message("Hello!")).to_be_visible()


def person_writes(widget: Widget, stage: Stage, context: BrowserContext) -> None:
    """The person is writing, and earlier words were changed."""
    with_agent(widget, stage, context)
    seq = stage.append({"type": "message", "author": "citizen", "text": "on 14 March", "key": "e"})
    stage.append({"type": "edited", "author": "citizen", "of_seq": seq, "text": "on 15 March"})
    expect(widget.message("on 15 March")).to_contain_text("edited")
    stage.whisper(type="typing", author="agent", on=True)
    expect(widget.status.last).to_contain_text("Mari is writing")


def ended(widget: Widget, stage: Stage, _context: BrowserContext) -> None:
    """The conversation is closed."""
    widget.open()
    stage.control("closed")
    expect(widget.log).to_contain_text("closed")


def scrolled(widget: Widget, stage: Stage, _context: BrowserContext) -> None:
    """The reader is far from the end and something new is there."""
    widget.open()
    for number in range(30):
        stage.bot(f"line {number}")
    expect(widget.message("line 29")).to_be_in_viewport()
    widget.pane.evaluate("pane => pane.scrollTo(0, 0)")
    expect(widget.message("What can I help you with?")).to_be_in_viewport()
    stage.bot("newest")
    expect(widget.dialog.get_by_role("button", name="New messages")).to_be_visible()


STATES: list[State] = [
    closed,
    opened,
    with_buttons,
    unread,
    talked,
    typing,
    offline,
    refused,
    too_long,
    not_started,
    queued,
    surveyed,
    menu_open,
    another_device,
    on_paper,
    about_to_forget,
    with_agent,
    person_writes,
    ended,
    scrolled,
]

type Look = tuple[tuple[int, int], Literal["light", "dark"], Literal["none", "active"]]

LOOKS: dict[str, Look] = {
    "desktop": ((1280, 800), "light", "none"),
    "dark": ((1280, 800), "dark", "none"),
    "320 px": ((320, 640), "light", "none"),
    "enlarged four times": ((320, 256), "light", "none"),
    "forced colours": ((1280, 800), "light", "active"),
}


def wear(page: Page, look: Look) -> None:
    """Show a page in another size and other colours."""
    (width, height), scheme, forced = look
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme, forced_colors=forced)


def problems(page: Page) -> list[str]:
    """What axe finds on the whole page, shadow roots included."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [
        f"{rule['id']}: {node['html']} {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_axe_finds_nothing(
    widget: Widget, stage: Stage, context: BrowserContext, state: State
) -> None:
    state(widget, stage, context)
    found = {}
    for name, look in LOOKS.items():
        wear(widget.page, look)
        found[name] = problems(widget.page)
    assert found == {name: [] for name in LOOKS}


def test_nothing_has_to_be_scrolled_sideways(widget: Widget, stage: Stage) -> None:
    widget.open()
    stage.bot("https://a-very-long-address.example/" + "x" * 200)
    expect(widget.message("very-long")).to_be_visible()
    sideways = "e => e.scrollWidth > e.clientWidth"
    for name in ("320 px", "enlarged four times"):
        wear(widget.page, LOOKS[name])
        expect(widget.dialog).to_have_attribute("aria-modal", "true")
        assert not widget.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert not widget.dialog.evaluate(sideways)
        assert not widget.pane.evaluate(sideways)


def test_the_log_has_its_name_before_it_has_messages(widget: Widget, stage: Stage) -> None:
    stage.service.orders.refuse_create = [Refusal(503, "unavailable")] * 3
    widget.launcher.click()
    expect(widget.composer).to_be_visible()
    expect(widget.log).to_have_count(1)
    expect(widget.log.get_by_role("listitem")).to_have_count(0)


def test_each_message_enters_the_log_as_one_node_once(widget: Widget, stage: Stage) -> None:
    widget.open()
    widget.log.evaluate(
        "log => { window.added = []; const watch = new MutationObserver(records => {"
        " for (const record of records) for (const node of record.addedNodes)"
        " if (node.nodeType === 1) window.added.push(node.innerText.trim()) });"
        " watch.observe(log, {childList: true, subtree: true}) }"
    )
    widget.say("hello")
    expect(widget.message("hello")).to_have_count(1)
    stage.whisper(type="typing", author="bot", on=True)
    stage.bot("first")
    stage.bot("second")
    expect(widget.message("second")).to_be_visible()
    added = widget.page.evaluate("window.added")
    assert len(added) == 3
    for text, node in zip(["hello", "first", "second"], added, strict=True):
        assert node.count(text) == 1


def test_what_a_screen_reader_finds(widget: Widget, stage: Stage) -> None:
    widget.open()
    widget.say("hello")
    expect(widget.message("hello")).to_have_count(1)
    stage.control("agent", name="Mari")
    stage.agent("Good day")
    expect(widget.message("Good day")).to_be_visible()
    assert widget.message("hello").inner_text().startswith("You")
    expect(widget.log).to_match_aria_snapshot(
        """
        - log "Conversation":
          - list:
            - listitem:
              - text: Automated assistant
              - paragraph: /What can I help you with/
              - time
            - listitem:
              - text: You
              - paragraph: hello
              - time
            - listitem: You are now talking with Mari
            - listitem:
              - text: Agent Mari
              - paragraph: Good day
              - time
        """
    )
