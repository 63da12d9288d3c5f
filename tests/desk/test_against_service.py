"""The desk against the real service: what both have to agree on over a channel."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from handoff.core.arrivals import ClerkWrote, Edited, Reachable, Unreachable, Wrote
from handoff.core.errors import DeliveryRefused
from handoff.core.values import Attachment, AttachmentKind
from tests.desk.fake.files import photo
from tests.desk.pages import Desk
from tests.desk.real import RealService
from tests.fakes.channel import FakeChannel
from tests.web.harness import PASSWORD


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[str], RealService]]:
    """Starts the service with one channel of this name."""
    started: list[RealService] = []

    def start(channel: str) -> RealService:
        started.append(RealService(tmp_path, FakeChannel(channel)))
        return started[-1]

    yield start
    for one in started:
        one.stop()


@pytest.fixture
def sign_in(browser: Browser) -> Iterator[Callable[[RealService], Desk]]:
    """Signs Mari in at a service."""
    contexts = []

    def sign_in(real: RealService) -> Desk:
        context = browser.new_context(base_url=real.service.base, locale="en-GB")
        context.set_default_timeout(10_000)
        contexts.append(context)
        desk = Desk(context.new_page())
        desk.page.goto("/desk")
        desk.give_credentials("mari", PASSWORD)
        expect(desk.page.get_by_text("Connected", exact=True)).to_be_visible()
        return desk

    yield sign_in
    for context in contexts:
        context.close()


def test_a_citizen_of_a_channel_from_queue_to_blocked_and_back(
    start: Callable[[str], RealService], sign_in: Callable[[RealService], Desk]
) -> None:
    real = start("telegram")
    desk = sign_in(real)
    real.take(Wrote("a person please"), "k1")
    expect(desk.queue).to_contain_text("Telegram · English · calls themselves “Ana P.”")
    desk.take("a person please")
    real.channel.files["ref"] = photo().data
    stub = Attachment(AttachmentKind.PHOTO, ref="ref", name="stub.png", mime="image/png")
    real.take(Wrote("my pay stub", (stub,)), "k2")
    picture = desk.log.get_by_role("img", name="Photo from Ana P.")
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("naturalWidth", 320)
    real.take(Edited("k2", "my pay stub for May"), "e1")
    expect(desk.log).to_contain_text("my pay stub for May")
    expect(desk.log).to_contain_text("Earlier words")

    with desk.page.expect_response("**/typing") as told:
        desk.answer_box.press_sequentially("Thank ")
    assert told.value.status == 204
    assert real.channel.typing
    real.channel.next_troubles.append(DeliveryRefused("refused"))
    desk.answer("Thank you, Ana.")
    expect(desk.log).to_contain_text("Telegram does not take it; your message was not delivered.")

    real.take(Unreachable("blocked"), "u1")
    notice = desk.page.get_by_role("alert").filter(has_text="You cannot write")
    expect(notice).to_contain_text("Ana P. has blocked us on Telegram.")
    real.take(Reachable(), "u2")
    expect(desk.answer_box).to_be_visible()
    real.channel.can(window=timedelta(0))
    expect(notice).to_contain_text("Telegram lets nobody answer any more")
    before = desk.log.inner_text()
    desk.page.reload()
    expect(notice).to_be_visible()
    assert desk.log.inner_text() == before


def test_a_clerk_in_facebooks_inbox_is_seen_and_taken_over_from(
    start: Callable[[str], RealService], sign_in: Callable[[RealService], Desk]
) -> None:
    real = start("messenger")
    desk = sign_in(real)
    real.take(Wrote("is the office open on friday"), "k1")
    real.take(ClerkWrote("Until noon."), "c1")
    outside = desk.page.get_by_role("region", name="Answered outside of the desk")
    expect(outside).to_contain_text("answered in the Facebook inbox")
    outside.get_by_role("button", name="Take over").click()
    expect(desk.answer_box).to_be_focused()
    expect(desk.log).to_contain_text("Staff answered in the Facebook inbox; the bot is silent now")
    expect(desk.log).to_contain_text("Mari took the conversation")
    expect(outside).to_have_count(0)
