"""The office's pages against the real service: accounts, teams, rules, texts, log, follow-ups."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from handoff.core.agents import Role
from handoff.core.events import FeedbackGiven
from handoff.services.follow_ups import FollowUpBook
from tests.desk.axe import fits, violations
from tests.desk.pages import Desk
from tests.desk.real import RealService
from tests.fakes.channel import FakeChannel
from tests.web.harness import PASSWORD, Citizen

type Enter = Callable[..., Desk]
LOOKS = [("light", 1024, 768), ("light", 390, 844), ("dark", 1440, 900), ("dark", 390, 844)]


@pytest.fixture
def real(tmp_path: Path) -> Iterator[RealService]:
    """The real service with Ada, an admin, and Mari, an agent."""
    real = RealService(tmp_path, FakeChannel("telegram"))
    real.do(real.service.sign_in("ada", "Ada", Role.ADMIN))
    yield real
    real.stop()


@pytest.fixture
def enter(browser: Browser, real: RealService) -> Iterator[Enter]:
    """Signs somebody in in a browser of their own and opens a page."""
    contexts = []

    def enter(
        username: str,
        place: str = "",
        password: str = PASSWORD,
        look: tuple[str, int, int] = ("light", 1440, 900),
    ) -> Desk:
        scheme, width, height = look
        context = browser.new_context(
            base_url=real.service.base,
            locale="en-GB",
            color_scheme="dark" if scheme == "dark" else "light",
            viewport={"width": width, "height": height},
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        desk = Desk(context.new_page())
        desk.page.goto(f"/desk/{place}")
        desk.give_credentials(username, password)
        expect(desk.page.get_by_text("Connected", exact=True)).to_be_visible()
        return desk

    yield enter
    for context in contexts:
        context.close()


def waiting(real: RealService) -> Citizen:
    """A citizen who waits for a person."""
    citizen = real.do(real.service.open())
    real.do(citizen.say("I need a person", "k1"))
    return citizen


def found_hard(real: RealService) -> Citizen:
    """A citizen who waits and had it hard before; the follow-up is open."""
    citizen = waiting(real)
    adapters = real.service.adapters
    given = FeedbackGiven(score=2, words_seq=None)
    at = adapters.clock.now()
    real.do(adapters.log.append(citizen.conversation_id, lambda _: [given], at=at))
    # The service's own chore has looked when it started, and looks again in a minute.
    book = FollowUpBook(adapters.kept.follow_ups, adapters.agents, lambda: None, adapters.clock)
    real.do(book.open_missing())
    return citizen


def heading(page: Page, name: str) -> None:
    """Wait for a page of the office."""
    expect(page.get_by_role("heading", name=name, level=2, exact=True)).to_be_visible()


def save(desk: Desk) -> None:
    """Save a list and wait until it is kept."""
    desk.button("Save").click()
    expect(desk.page.get_by_text("Saved.", exact=True)).to_be_visible()


def add_team(desk: Desk, name: str) -> None:
    """Add a team and keep it."""
    desk.button("Add team").click()
    desk.page.get_by_label("Name").last.fill(name)
    save(desk)


def test_an_account_is_added_signs_in_and_loses_everything_when_it_is_disabled(
    real: RealService, enter: Enter
) -> None:
    ada = enter("ada", "office/accounts")
    ada.button("Add account").click()
    dialog = ada.page.get_by_role("dialog")
    dialog.get_by_label("User name").fill("juan")
    dialog.get_by_label("Display name").fill("Juan")
    dialog.get_by_label("Role").select_option("supervisor")
    dialog.get_by_label("Languages").fill("es, en")
    dialog.get_by_role("button", name="Add account").click()
    password = dialog.locator("code").inner_text()
    ada.button("Done").click()
    row = ada.page.get_by_role("row", name="Juan")
    expect(row).to_contain_text("Spanish, English")
    juan = enter("juan", password=password)
    expect(juan.page.get_by_role("link", name="Board")).to_be_visible()
    ada.button("Disable: Juan").click()
    ada.page.get_by_role("dialog").get_by_role("button", name="Disable").click()
    expect(juan.page.get_by_role("heading", name="Sign in to the desk")).to_be_visible()
    expect(row).to_contain_text("Disabled")
    ada.button("Enable: Juan").click()
    expect(row).not_to_contain_text("Disabled")


def test_the_last_admin_is_told_why_not(enter: Enter) -> None:
    ada = enter("ada", "office/accounts")
    ada.button("Disable: Ada").click()
    dialog = ada.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Disable").click()
    expect(dialog.get_by_role("alert")).to_contain_text("last admin")


def test_teams_and_rules_are_saved_tried_and_refused_with_the_reason(
    real: RealService, enter: Enter
) -> None:
    ada = enter("ada", "office/teams")
    add_team(ada, "Cards")
    ada.page.get_by_role("link", name="Rules").click()
    heading(ada.page, "Rules")
    ada.button("Add rule").click()
    dialog = ada.page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("Lost cards")
    dialog.get_by_label("Team").select_option("Cards")
    dialog.get_by_label("Topics").fill("card_lost")
    ada.button("Apply").click()
    ada.page.get_by_label("Topic", exact=True).fill("card_lost")
    ada.button("Try").click()
    expect(ada.page.get_by_text("Cards, priority 0.")).to_be_visible()
    ada.button("Add rule").click()
    dialog.get_by_label("Name").fill("Does nothing")
    ada.button("Apply").click()
    ada.button("Save").click()
    alert = ada.page.get_by_role("alert").filter(has_text="Not saved")
    expect(alert).to_contain_text("Does nothing: The rule does nothing")
    ada.button("Remove: Does nothing").click()
    ada.button("Save").click()
    expect(ada.page.get_by_text("The assistant lists no topic")).to_be_visible()
    rules = real.do(real.service.store.offices.rules())
    assert [(rule.name, rule.topics) for rule in rules] == [("Lost cards", ("card_lost",))]
    ada.page.get_by_role("link", name="Teams").click()
    ada.button("Remove: Team Cards").click()
    ada.button("Save").click()
    expect(ada.page.get_by_text("Change the rule first")).to_be_visible()


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(
    real: RealService, enter: Enter
) -> None:
    ada = enter("ada", "office/teams")
    heading(ada.page, "Teams")
    grace = enter("ada", "office/teams")
    add_team(grace, "First")
    ada.button("Add team").click()
    ada.page.get_by_label("Name").last.fill("Late")
    ada.button("Save").click()
    expect(ada.page.get_by_text("Somebody else has changed this meanwhile")).to_be_visible()
    ada.button("Load again").click()
    expect(ada.page.get_by_label("Name")).to_have_value("First")
    teams = real.do(real.service.store.offices.teams())
    assert [team.name for team in teams] == ["First"]


def test_an_agent_keeps_canned_responses_and_an_admin_those_of_all(enter: Enter) -> None:
    ada = enter("ada", "office/canned")
    ada.button("Add response").click()
    dialog = ada.page.get_by_role("dialog")
    dialog.get_by_label("Shortcut").fill("/hours")
    dialog.get_by_label("Title").fill("When we are open")
    dialog.get_by_label("Text").fill("Hello ")
    dialog.get_by_role("button", name="first name").click()
    expect(dialog.get_by_label("Text")).to_have_value("Hello {{first_name}}")
    ada.button("Save").click()
    expect(ada.page.get_by_role("heading", name="/hours When we are open")).to_be_visible()
    mari = enter("mari", "office/canned")
    expect(mari.page.get_by_text("Hello {{first_name}}")).to_be_visible()
    expect(mari.button("Edit: /hours")).to_have_count(0)
    mari.button("Add response").click()
    dialog = mari.page.get_by_role("dialog")
    dialog.get_by_label("Shortcut").fill("bye")
    dialog.get_by_label("Title").fill("Goodbye")
    dialog.get_by_label("Text").fill("{{nonsense}}")
    mari.button("Save").click()
    expect(dialog.get_by_role("alert")).to_contain_text("There is no variable")
    dialog.get_by_label("Text").fill("Goodbye!")
    mari.button("Save").click()
    expect(mari.button("Edit: /bye")).to_be_visible()
    mari.page.get_by_label("Search").fill("goodbye")
    expect(mari.page.get_by_role("heading", level=3)).to_have_count(1)
    mari.button("Remove: /bye").click()
    mari.page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(mari.page.get_by_text("None fits the search.")).to_be_visible()


def test_the_access_log_is_searched_and_leads_to_the_conversation(
    real: RealService, enter: Enter
) -> None:
    citizen = waiting(real)
    mari = enter("mari")
    mari.open("I need a person")
    expect(mari.log).to_contain_text("I need a person")
    ada = enter("ada", "office/access")
    ada.page.get_by_label("Who").select_option("Mari")
    ada.page.get_by_label("What").select_option("Opened")
    ada.button("Search").click()
    expect(ada.page.get_by_text("1 entry")).to_be_visible()
    row = ada.page.get_by_role("row", name="Mari")
    expect(row).to_contain_text("Opened")
    row.get_by_role("link", name=citizen.conversation_id).click()
    expect(ada.log).to_contain_text("I need a person")


def test_a_follow_up_gets_an_owner_and_is_closed_with_an_outcome(
    real: RealService, enter: Enter
) -> None:
    citizen = found_hard(real)
    ada = enter("ada", "office/follow-ups")
    ada.button(f"Edit: {citizen.conversation_id}").click()
    dialog = ada.page.get_by_role("dialog")
    dialog.get_by_label("Owner").select_option("Ada")
    dialog.get_by_label("Outcome").select_option("Explained")
    dialog.get_by_label("Note").fill("Called back")
    dialog.get_by_label("This is done").check()
    ada.button("Save").click()
    expect(ada.page.get_by_text("Nothing here.")).to_be_visible()
    ada.page.get_by_label("Show").select_option("Closed")
    expect(ada.page.get_by_role("row", name=citizen.conversation_id)).to_contain_text("Called back")


def test_everybody_changes_the_own_password(enter: Enter) -> None:
    mari = enter("mari")
    mari.page.get_by_role("button", name="Mari").click()
    mari.button("Change password").click()
    dialog = mari.page.get_by_role("dialog")
    dialog.get_by_label("Old password").fill("not it at all")
    dialog.get_by_label("New password").fill("another good one")
    dialog.get_by_role("button", name="Change password").click()
    expect(dialog.get_by_role("alert")).to_contain_text("The old password is wrong.")
    dialog.get_by_label("Old password").fill(PASSWORD)
    dialog.get_by_role("button", name="Change password").click()
    expect(dialog).to_be_hidden()
    enter("mari", password="another good one")


def test_an_agent_sees_only_the_pages_of_an_agent(enter: Enter) -> None:
    mari = enter("mari", "office/accounts")
    expect(mari.page.get_by_text("Your role does not include this page.")).to_be_visible()
    expect(mari.page.get_by_role("link", name="Canned responses")).to_be_visible()
    expect(mari.page.get_by_role("link", name="Board")).to_have_count(0)


PAGES = ("canned", "teams", "rules", "follow-ups", "access", "accounts")


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: "-".join(map(str, look)))
def test_axe_finds_nothing_on_the_offices_pages_in_any_look(
    real: RealService, enter: Enter, look: tuple[str, int, int]
) -> None:
    fill(real)
    ada = enter("ada", look=look)
    for name in PAGES:
        ada.page.goto(f"/desk/office/{name}")
        expect(ada.page.get_by_role("heading", level=2)).to_be_visible()
        expect(ada.page.get_by_text("Loading…")).to_have_count(0)
        assert violations(ada.page) == [], name
        assert fits(ada.page), name
        opener = ada.page.get_by_role("button", name="Add").or_(
            ada.page.get_by_role("button", name="Edit: ")
        )
        if opener.count():
            opener.first.click()
        assert violations(ada.page) == [], f"{name}, with its dialog"
        assert fits(ada.page), f"{name}, with its dialog"


def fill(real: RealService) -> None:
    """A team, a rule, a canned response and a follow-up."""
    http = real.do(real.service.sign_in("grace", "Grace", Role.ADMIN)).http

    def put(path: str, body: object) -> dict[str, object]:
        answer = real.do(http.put(f"/api/desk/{path}", json=body))
        assert answer.status_code == 200, answer.text
        kept: dict[str, object] = answer.json()
        return kept

    def version(path: str) -> object:
        return real.do(http.get(f"/api/desk/{path}")).json()["version"]

    put("teams", {"teams": [{"name": "Cards and benefits"}], "version": version("teams")})
    rule = {"name": "Lost cards", "priority": 5, "topics": ["card_lost"], "languages": ["es"]}
    put("rules", {"rules": [rule, {"name": "All", "priority": 1}], "version": version("rules")})
    canned = {"shortcut": "hours", "title": "When we are open", "language": "en"}
    text = "Hello {{first_name}}, we are open {{office_hours}}."
    real.do(http.post("/api/desk/canned", json=canned | {"text": text}))
    found_hard(real)
