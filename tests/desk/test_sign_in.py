"""Signing in and out."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.desk.axe import violations
from tests.desk.fake.story import add_status_check
from tests.desk.fake.world import World
from tests.desk.pages import Desk


def test_wrong_password_is_said_plainly_and_the_name_stays(page: Page, world: World) -> None:
    desk = Desk(page)
    page.goto("/desk")
    desk.give_credentials("mari", "wrong")
    expect(page.get_by_role("alert")).to_have_text("User name or password is not right.")
    expect(page.get_by_label("User name")).to_have_value("mari")
    expect(page.get_by_label("Password")).to_be_focused()
    assert violations(page) == []


def test_too_many_attempts_say_how_long_to_wait(page: Page, world: World) -> None:
    page.goto("/desk")
    Desk(page).give_credentials("locked", "whatever")
    expect(page.get_by_role("alert")).to_have_text(
        "Too many attempts to sign in. Try again in 1 min 30 s."
    )


def test_empty_fields_are_named_without_asking_the_service(page: Page, world: World) -> None:
    page.goto("/desk")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_have_text("Enter your user name.")
    expect(page.get_by_label("User name")).to_be_focused()


def test_signing_in_makes_an_agent_available(desk: Desk, world: World) -> None:
    expect(desk.page.get_by_role("radio", name="Available")).to_be_checked()
    assert world.agents["agent-mari"].presence == "available"


def test_presence_can_be_changed(desk: Desk, world: World) -> None:
    desk.page.get_by_role("radio", name="Away").check(force=True)
    expect(desk.page.get_by_role("radio", name="Away")).to_be_checked()
    desk.page.reload()
    expect(desk.page.get_by_role("radio", name="Away")).to_be_checked()
    assert world.agents["agent-mari"].presence == "away"


def test_the_name_citizens_see_can_be_changed(desk: Desk, world: World) -> None:
    desk.menu("Your name for citizens")
    assert violations(desk.page) == []
    desk.page.get_by_label("Display name").fill("Mari from benefits")
    desk.button("Save name").click()
    expect(desk.button("Your name: Mari from benefits", exact=False)).to_be_focused()
    assert world.agents["agent-mari"].name == "Mari from benefits"


def test_sign_out_asks_before_it_throws_unsent_text_away(desk: Desk, world: World) -> None:
    add_status_check(world)
    desk.take("where is my application?")
    desk.answer_box.fill("half a sentence")
    desk.menu("Sign out")
    expect(desk.page.get_by_role("dialog", name="Sign out?")).to_be_visible()
    desk.button("Cancel").click()
    expect(desk.answer_box).to_have_value("half a sentence")
    desk.menu("Sign out")
    desk.button("Sign out and discard").click()
    expect(desk.page.get_by_role("heading", name="Sign in to the desk")).to_be_visible()
    assert world.agents["agent-mari"].presence == "offline"


def test_the_next_agent_on_this_computer_sees_nothing_of_the_last(desk: Desk, world: World) -> None:
    add_status_check(world)
    desk.open("where is my application?")
    desk.note_box.fill("only for me")
    desk.menu("Sign out")
    desk.button("Sign out and discard").click()
    desk.give_credentials("jaan", "secret-jaan")
    desk.open("where is my application?")
    expect(desk.note_box).to_have_value("")


def test_a_session_that_ends_leads_back_to_the_same_place(desk: Desk, world: World) -> None:
    add_status_check(world)
    desk.take("where is my application?")
    desk.answer_box.fill("I am looking at your")
    world.sessions.clear()
    expect(desk.page.get_by_text("Your session has ended.")).to_be_visible()
    assert violations(desk.page) == []
    desk.give_credentials("mari", "secret-mari")
    expect(desk.answer_box).to_have_value("I am looking at your")
    assert desk.page.url.endswith("/desk/c/status")
