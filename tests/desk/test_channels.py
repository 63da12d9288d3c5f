"""What an agent sees of a citizen on a channel: where, who, files, edits, staff outside."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.desk.axe import violations
from tests.desk.fake.channel_story import (
    ANA_NEEDS,
    OUTSIDE,
    add_ana,
    add_outside,
    agent_says,
    citizen_says,
    edits,
)
from tests.desk.fake.files import photo, voice
from tests.desk.fake.story import add_status_check
from tests.desk.fake.world import File, World
from tests.desk.pages import Desk


@pytest.fixture
def ana(desk: Desk, world: World) -> Desk:
    """Mari's desk with Ana's conversation open, which is hers."""
    add_ana(world, mine=True)
    desk.open(ANA_NEEDS)
    expect(desk.answer_box).to_be_visible()
    return desk


def entry(desk: Desk, words: str) -> Locator:
    """The entry of the transcript with these words."""
    return desk.log.get_by_role("listitem").filter(has_text=words).first


def test_channel_name_and_language_stand_in_queue_head_and_brief(desk: Desk, world: World) -> None:
    add_ana(world)
    add_status_check(world)
    world.add_conversation("new", channel="carrier_pigeon", need="coo")
    world.queue("new", "asked")
    ana = "Telegram · English · calls themselves “Ana P.”"
    expect(desk.queue).to_contain_text(ana)
    expect(desk.queue).to_contain_text("Website · English")
    expect(desk.queue).to_contain_text("Carrier pigeon · English")
    desk.open(ANA_NEEDS)
    head = desk.page.get_by_role("region", name="Conversation", exact=True)
    expect(head).to_contain_text(ana)
    expect(desk.brief).to_contain_text(ana)
    expect(desk.log).to_contain_text("Conversation started · Telegram · English")


def test_a_name_cannot_turn_the_text_around_or_hide_in_it(desk: Desk, world: World) -> None:
    add_ana(world)
    world.conversations["ana"].summary.update(address_name="\u202eanA\u2066\n the agency")
    world.version += 1
    expect(desk.queue).to_contain_text("calls themselves “anA the agency”")


def test_a_photo_is_fetched_shown_small_and_opens_in_full(ana: Desk, world: World) -> None:
    seq = citizen_says(world, "ana", "my pay stub", {"kind": "photo", "name": "stub.png"})
    expect(entry(ana, "my pay stub")).to_contain_text("Photo: stub.png is being fetched…")
    world.fetched("ana", seq, 0, photo())
    picture = ana.log.get_by_role("img", name="Photo from Ana P.")
    expect(picture).to_be_visible()
    loaded = "image => image.complete && image.naturalWidth"
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate(loaded) == 320
    expect(entry(ana, "my pay stub")).not_to_contain_text("being fetched")
    with ana.page.context.expect_page() as opened:
        picture.click()
    expect(opened.value.locator("img")).to_have_js_property("naturalWidth", 320)
    assert ana.page.url.endswith("/desk/c/ana")


def test_a_document_is_a_named_link_with_its_size_and_is_saved(ana: Desk, world: World) -> None:
    seq = citizen_says(world, "ana", "", {"name": "award letter.pdf"})
    world.fetched("ana", seq, 0, File("application/pdf", b"%PDF-1.7 " * 300, "award letter.pdf"))
    expect(ana.log).to_contain_text("award letter.pdf 3 KB")
    with ana.page.expect_download() as saved:
        ana.log.get_by_role("link", name="award letter.pdf").click()
    assert saved.value.suggested_filename == "award letter.pdf"
    assert saved.value.path().read_bytes().startswith(b"%PDF")


def test_a_voice_message_can_be_played_in_place(ana: Desk, world: World) -> None:
    seq = citizen_says(world, "ana", "", {"kind": "voice"})
    world.fetched("ana", seq, 0, voice())
    player = ana.log.locator("audio")
    expect(player).to_have_attribute("aria-label", "Voice message from Ana P.")
    assert player.evaluate("one => one.play().then(() => Math.round(one.duration))") == 2
    expect(ana.log.get_by_role("link", name="Voice message")).to_be_visible()


def test_what_a_browser_cannot_show_stays_a_link_and_says_so(ana: Desk, world: World) -> None:
    seq = citizen_says(world, "ana", "look", {"kind": "photo"})
    world.fetched("ana", seq, 0, File("image/png", b"no picture at all"))
    expect(entry(ana, "look")).to_contain_text("cannot be shown here.")
    expect(ana.log.get_by_role("img")).to_have_count(0)
    expect(ana.log.get_by_role("link", name="Photo")).to_be_visible()


def test_a_refused_file_says_why(ana: Desk, world: World) -> None:
    citizen_says(world, "ana", "", {"name": "film.mkv", "refused": "kind"})
    seq = citizen_says(world, "ana", "", {"name": "huge.pdf"})
    gone = {"mime": None, "size": None, "refused": "too_large"}
    world.append("ana", type="attachment", author="system", of_seq=seq, number=0, **gone)
    expect(ana.log).to_contain_text(
        "Document: film.mkv not kept: files of this kind are not accepted."
    )
    expect(ana.log).to_contain_text("Document: huge.pdf not kept: the file is too large.")
    expect(ana.log.get_by_role("link")).to_have_count(0)


def test_a_place_is_told_in_degrees_with_a_link_and_nothing_is_loaded_from_outside(
    ana: Desk, world: World
) -> None:
    foreign: list[str] = []
    ana.page.on("request", lambda one: foreign.append(one.url))
    place = {"kind": "location", "latitude": 59.436962, "longitude": 24.753574}
    citizen_says(world, "ana", "", place, {"kind": "contact", "name": "Maria Lopez"})
    expect(ana.log).to_contain_text("Location 59.43696, 24.75357")
    expect(ana.log).to_contain_text("Contact: Maria Lopez")
    link = ana.log.get_by_role("link", name="Open on openstreetmap.org")
    expect(link).to_have_attribute(
        "href",
        "https://www.openstreetmap.org/?mlat=59.43696&mlon=24.75357#map=17/59.43696/24.75357",
    )
    expect(link).to_have_attribute("rel", "noreferrer noopener")
    assert [url for url in foreign if "openstreetmap" in url] == []


def test_an_edit_shows_the_new_words_and_the_earlier_ones_on_request(
    ana: Desk, world: World
) -> None:
    seq = citizen_says(world, "ana", "It was 14 March")
    edits(world, "ana", seq, "It was 15 March")
    edits(world, "ana", seq, "It was 16 March")
    said = entry(ana, "It was 16 March")
    expect(said).to_contain_text("edited")
    expect(ana.log.get_by_text("It was 14 March")).to_be_hidden()
    said.get_by_text("2 earlier versions").click()
    expect(said.get_by_text("It was 14 March")).to_be_visible()
    expect(said.get_by_text("It was 15 March")).to_be_visible()


def test_an_edit_further_up_is_told_at_the_end_and_leads_there(ana: Desk, world: World) -> None:
    seq = citizen_says(world, "ana", "APP-1")
    agent_says(world, "ana", "Thank you.")
    edits(world, "ana", seq, "APP-2")
    line = entry(ana, "Ana P. changed the message of")
    line.get_by_role("button", name="Show it").click()
    expect(entry(ana, "APP-2")).to_be_focused()


def test_edits_and_files_are_the_same_after_a_reload_and_a_restart(ana: Desk, world: World) -> None:
    seq = citizen_says(world, "ana", "first words", {"kind": "photo"})
    world.fetched("ana", seq, 0, photo())
    edits(world, "ana", seq, "second words")
    expect(entry(ana, "second words")).to_contain_text("Earlier words")
    before = ana.log.inner_text()
    world.restart()
    ana.page.reload()
    expect(entry(ana, "second words")).to_be_visible()
    world.restart()
    expect(ana.page.get_by_text("No connection. Trying again…")).to_be_visible()
    expect(ana.page.get_by_text("Connected", exact=True)).to_be_visible()
    assert ana.log.inner_text() == before


def test_a_photo_without_words_is_told_as_a_file(ana: Desk, world: World) -> None:
    add_status_check(world)
    ana.open("where is my application?")
    expect(ana.page.get_by_role("heading", name="Application status")).to_be_visible()
    citizen_says(world, "ana", "", {"kind": "photo"})
    status = ana.page.get_by_role("region", name="Notices").get_by_role("status")
    expect(status).to_contain_text("New message: a file")
    expect(ana.mine).to_contain_text("1 new message")


def test_staff_who_answer_elsewhere_stand_below_the_queue_and_can_be_taken_over(
    desk: Desk, world: World
) -> None:
    add_outside(world)
    outside = desk.page.get_by_role("region", name=re.compile("^Answered outside of the desk"))
    row = outside.get_by_role("listitem")
    expect(row).to_contain_text("Is the office open on Friday?")
    expect(row).to_contain_text("answered in the Facebook inbox")
    expect(row).to_contain_text("Facebook Messenger · Spanish · calls themselves “Luis”")
    expect(desk.queue).to_contain_text("Nobody is waiting.")
    desk.open("Is the office open on Friday?")
    expect(
        desk.page.get_by_text("Staff are answering in the Facebook inbox", exact=True)
    ).to_be_visible()
    said = entry(desk, "Yes, until noon.")
    expect(said).to_contain_text(f"{OUTSIDE['name']} answered in the Facebook inbox")
    assert violations(desk.page) == []
    outside.get_by_role("button", name="Take over conversation: Is the office").click()
    expect(desk.answer_box).to_be_focused()
    expect(outside).to_have_count(0)
    expect(desk.mine).to_contain_text("Is the office open on Friday?")


def test_the_citizen_is_shown_that_the_agent_writes_an_answer_but_no_note(
    ana: Desk, world: World
) -> None:
    ana.mode("note")
    ana.note_box.press_sequentially("only for us")
    assert world.typing == []
    ana.mode("answer")
    with ana.page.expect_response("**/typing"):
        ana.answer_box.press_sequentially("Hello Ana, I am looking")
    assert world.typing == ["ana"]
